// SPDX-License-Identifier: MIT
#include "widgets/message/textview.h"

#include "core/text/figures.h"
#include "widgets/look/accents.h"
#include "widgets/look/controlpictures.h"
#include "widgets/parts/passingnote.h"

#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLabel>
#include <QList>
#include <QMimeData>
#include <QSignalBlocker>
#include <QTextDocumentFragment>
#include <QTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sealcord {

PlainTextView::PlainTextView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setAccessibleName(tr("Message as text"));
}

QMimeData *PlainTextView::createMimeDataFromSelection() const
{
    auto *plain = new QMimeData; // the caller's
    plain->setText(textCursor().selection().toPlainText());
    return plain;
}

void PlainTextView::keyPressEvent(QKeyEvent *event)
{
    QPlainTextEdit::keyPressEvent(event);
    if (event->matches(QKeySequence::Copy) && textCursor().hasSelection())
        PassingNote::sayFor(*this, tr("Copied the selected text"));
}

TextView::TextView(QWidget *parent)
    : QWidget(parent)
    , m_view(new PlainTextView(this))
    , m_encoding(new QComboBox(this))
    , m_pages(new QWidget(this))
    , m_pageLabel(new QLabel(m_pages))
    , m_previous(new QToolButton(m_pages))
    , m_next(new QToolButton(m_pages))
{
    m_view->setMinimumHeight(m_view->fontMetrics().height() * 2); // in a low window it scrolls
    m_encoding->addItem(tr("UTF-8"), int(TextEncoding::Utf8));
    m_encoding->addItem(tr("Latin-1"), int(TextEncoding::Latin1));
    m_encoding->addItem(tr("UTF-16, little endian"), int(TextEncoding::Utf16Le));
    m_encoding->addItem(tr("UTF-16, big endian"), int(TextEncoding::Utf16Be));
    m_encoding->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_encoding->setMinimumContentsLength(5); // the tabs beside it need the room
    m_encoding->setAccessibleName(tr("Encoding of the text"));
    m_encoding->setToolTip(tr("How the bytes of the message are read as text"));
    m_previous->setText(tr("Previous page"));
    m_previous->setArrowType(Qt::LeftArrow);
    m_previous->setToolTip(tr("The page before: a long text is shown in several"));
    m_next->setText(tr("Next page"));
    m_next->setArrowType(Qt::RightArrow);
    m_next->setToolTip(tr("The page behind: a long text is shown in several"));

    auto *pages = new QHBoxLayout(m_pages);
    pages->setContentsMargins({});
    pages->addWidget(m_previous);
    pages->addWidget(m_pageLabel);
    pages->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(m_view);
    layout->addWidget(m_pages, 0, Qt::AlignRight);

    connect(m_encoding, &QComboBox::currentIndexChanged, this, [this] { showPage(m_index); });
    connect(m_previous, &QToolButton::clicked, this, [this] { showPage(m_index - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { showPage(m_index + 1); });
    const auto tellSelection = [this] {
        const auto range = selection();
        Q_EMIT selectionChanged(range.offset, range.length);
    };
    connect(m_view, &QPlainTextEdit::selectionChanged, this, tellSelection);
    connect(m_view, &QPlainTextEdit::cursorPositionChanged, this, tellSelection);
    showPage(0);
}

void TextView::setBytes(std::span<const std::byte> bytes, TrafficMemory memory)
{
    m_bytes = bytes;
    m_memory = std::move(memory);
    m_highlights.clear();
    showPage(0);
}

void TextView::setEncoding(TextEncoding encoding)
{
    m_encoding->setCurrentIndex(m_encoding->findData(int(encoding)));
}

TextEncoding TextView::encoding() const
{
    return TextEncoding(m_encoding->currentData().toInt());
}

void TextView::setHighlights(std::vector<ContentRange> highlights)
{
    m_highlights = std::move(highlights);
    showHighlights();
}

void TextView::setSelection(ContentRange selection)
{
    const auto offset = std::min(selection.offset, m_bytes.size());
    auto index = std::min(offset / textPageBytes, pageCount(m_bytes.size()) - 1);
    if (index > 0 && pageBegin(m_bytes, encoding(), index) > offset)
        --index; // within the character that spans both
    if (index != m_index)
        showPage(index);
    const auto begin = m_page.positionOf(offset);
    select(begin, selection.length == 0 ? begin : m_page.positionOf(offset + selection.length));
}

void TextView::select(qsizetype begin, qsizetype end)
{
    const QSignalBlocker quiet(m_view);
    auto cursor = m_view->textCursor();
    cursor.setPosition(static_cast<int>(end));
    cursor.setPosition(static_cast<int>(begin), QTextCursor::KeepAnchor);
    m_view->setTextCursor(cursor);
}

ContentRange TextView::selection() const
{
    const auto cursor = m_view->textCursor();
    const auto begin = m_page.offsets[static_cast<std::size_t>(cursor.selectionStart())];
    const auto end = m_page.offsets[static_cast<std::size_t>(cursor.selectionEnd())];
    return {begin, end - begin};
}

void TextView::showPage(std::size_t index)
{
    const auto count = pageCount(m_bytes.size());
    m_index = std::min(index, count - 1);
    m_page = decodePage(m_bytes, encoding(), m_index);
    {
        const QSignalBlocker quiet(m_view);
        m_view->setPlainText(withControlPictures(m_page.text, m_view->font()));
    }
    m_pages->setVisible(count > 1);
    m_previous->setEnabled(m_index > 0);
    m_next->setEnabled(m_index + 1 < count);
    m_pageLabel->setText(tr("Bytes %1 to %2 of %3")
            .arg(formatCount(m_page.offsets.front() + 1), formatCount(m_page.offsets.back()),
                formatCount(m_bytes.size())));
    showHighlights();
}

void TextView::showHighlights()
{
    constexpr qsizetype most = 1000; // on a page: each costs at every paint
    const auto accents = accentsFor(palette());
    QTextCharFormat format;
    format.setBackground(accents.barTint);
    format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    format.setUnderlineColor(accents.warning);

    QList<QTextEdit::ExtraSelection> selections;
    const auto end = m_page.offsets.back();
    auto range = std::ranges::partition_point(m_highlights, [&](const ContentRange &before) {
        return before.offset + before.length <= m_page.offsets.front();
    });
    for (; range != m_highlights.end() && range->offset < end && selections.size() < most;
        ++range) {
        auto cursor = m_view->textCursor();
        cursor.setPosition(static_cast<int>(m_page.positionOf(range->offset)));
        cursor.setPosition(static_cast<int>(m_page.positionOf(range->offset + range->length)),
            QTextCursor::KeepAnchor);
        selections.append({cursor, format});
    }
    m_view->setExtraSelections(selections);
}

void TextView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showHighlights();
}

} // namespace sealcord
