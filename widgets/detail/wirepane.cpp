// SPDX-License-Identifier: MIT
#include "widgets/detail/wirepane.h"

#include "widgets/look/accents.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sealcord {

namespace {

QColor tint(FieldKind kind, const Accents &accents)
{
    switch (kind) {
    case FieldKind::Length:
    case FieldKind::SealedLength:
        return accents.lengthTint;
    case FieldKind::Nonce:
    case FieldKind::SealedType:
        return accents.nonceTint;
    case FieldKind::Ciphertext:
        return accents.ciphertextTint;
    case FieldKind::Tag:
        return accents.tagTint;
    default:
        break; // other messages, which are told by having none; fields of a handshake
    }
    return {};
}

ContentRange rangeOf(const Field &field)
{
    return {field.offset, field.length};
}

} // namespace

WirePane::WirePane(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_hex(new HexView(this))
    , m_table(new QTableWidget(0, 2, this))
    , m_bytesAndFields(new QBoxLayout(QBoxLayout::TopToBottom))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_hex->setAccessibleName(tr("Bytes on the wire in hex"));
    m_table->setAccessibleName(tr("Fields on the wire"));
    m_table->setHorizontalHeaderLabels({tr("Field"), tr("What it is")});
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->setShowGrid(false);
    m_table->setMinimumHeight(m_table->fontMetrics().height() * 2); // in a low window it scrolls
    m_table->setTabKeyNavigation(false); // or Tab would not leave it
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_table->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    m_hex->setMinimumHeight(2 * fontMetrics().height()); // for a small window
    m_table->setMinimumHeight(2 * m_table->verticalHeader()->defaultSectionSize());

    m_bytesAndFields->addWidget(m_hex, 1);
    m_bytesAndFields->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 0, 0, 0); // apart from the handle of a splitter
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addLayout(m_bytesAndFields, 1);

    connect(m_hex, &HexView::selectionChanged, this,
        [this](quint64 offset, quint64 length) { takeBytes({offset, length}); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) { takeField(row); });
    // Again after a byte in it was chosen: the row is the current one already.
    connect(m_table, &QTableWidget::cellClicked, this, [this](int row) { takeField(row); });
    clear();
}

int WirePane::heightOf(int rows) const
{
    constexpr int fields = 4; // of a frame
    return m_title->sizeHint().height() + m_hex->heightOf(rows)
        + fields * m_table->verticalHeader()->defaultSectionSize() + 3 * layout()->spacing();
}

void WirePane::setLow(bool isLow)
{
    m_bytesAndFields->setDirection(isLow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_table->horizontalHeader()->setStretchLastSection(!isLow);
    m_table->horizontalHeader()->setSectionResizeMode(
        1, isLow ? QHeaderView::ResizeToContents : QHeaderView::Interactive);
    m_table->setSizePolicy(isLow ? QSizePolicy::Maximum : QSizePolicy::Preferred,
        isLow ? QSizePolicy::Expanding : QSizePolicy::Maximum);
}

void WirePane::setMessage(const TrafficRow &row, TrafficMemory memory, Protocol protocol)
{
    m_fields = WireFields(row, protocol);
    const bool isKept = !row.frame.empty();
    m_title->setText(m_fields.summary());
    m_hex->setBytes(row.frame, std::move(memory));
    m_hex->setVisible(isKept);
    m_table->setVisible(!m_fields.all().empty());
    showFields();
    if (row.index > 0) { // it may be far behind the first; its end comes into sight, then its begin
        const auto bytes = m_fields.onWire({0, row.content.size()});
        m_hex->setSelection({bytes.offset + bytes.length, 0});
        m_hex->setSelection({bytes.offset, 0});
    }
}

void WirePane::clear()
{
    setMessage({}, {}, {});
}

void WirePane::showFields()
{
    const auto accents = accentsFor(palette());
    std::vector<HexField> shown;
    const auto &fields = m_fields.all();
    shown.reserve(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i)
        shown.push_back({rangeOf(fields[i]), tint(fields[i].kind, accents), m_fields.name(i)});

    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(static_cast<int>(fields.size()));
    for (std::size_t i = 0; i < fields.size(); ++i)
        addFieldRow(static_cast<int>(i), shown[i]);
    m_table->setCurrentCell(-1, -1);
    m_table->updateGeometry();
    m_hex->setFields(std::move(shown));
}

void WirePane::addFieldRow(int row, const HexField &shown)
{
    m_table->setItem(row, 0, new QTableWidgetItem(shown.name));
    m_table->setItem(row, 1, new QTableWidgetItem(m_fields.meaning(static_cast<std::size_t>(row))));
    if (shown.tint.isValid())
        m_table->item(row, 0)->setBackground(shown.tint);
}

void WirePane::selectPlaintext(ContentRange range)
{
    const auto bytes = m_fields.onWire(range);
    if (bytes.length == 0) {
        m_hex->setSelection({m_hex->cursor(), 0});
        return;
    }
    m_hex->setSelection(bytes);
    selectRowOf(bytes.offset);
}

void WirePane::takeBytes(ContentRange range)
{
    selectRowOf(range.offset);
    tellPlaintext(range);
}

void WirePane::takeField(int row)
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_fields.all().size())
        return;
    const auto range = rangeOf(m_fields.all()[static_cast<std::size_t>(row)]);
    m_hex->setSelection(range);
    tellPlaintext(range);
}

void WirePane::selectRowOf(std::size_t offset)
{
    const QSignalBlocker quiet(m_table);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto &field = m_fields.all()[static_cast<std::size_t>(row)];
        if (offset >= field.offset && offset - field.offset < field.length)
            m_table->setCurrentCell(row, 0);
    }
}

void WirePane::tellPlaintext(ContentRange range)
{
    if (m_fields.all().empty())
        return;
    const auto plaintext = m_fields.inPlaintext(range);
    Q_EMIT plaintextSelected(plaintext.offset, plaintext.length);
}

void WirePane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showFields();
}

} // namespace sealcord
