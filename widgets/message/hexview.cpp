// SPDX-License-Identifier: MIT
#include "widgets/message/hexview.h"

#include "widgets/message/copyformats.h"
#include "widgets/message/hexaccessible.h"
#include "widgets/message/hexpainter.h"
#include "widgets/parts/passingnote.h"

#include <QAccessible>
#include <QClipboard>
#include <QFocusEvent>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

constexpr int margin = 4; // left and right of the lines, in pixels

} // namespace

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    installHexAccessibility();
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Bytes in hex"));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    relayout();
}

int HexView::heightOf(int lines) const
{
    return lines * m_cell.height() + 2 * frameWidth();
}

void HexView::setBytes(std::span<const std::byte> bytes, TrafficMemory memory)
{
    m_bytes = bytes;
    m_memory = std::move(memory);
    m_fields.clear();
    m_highlights.clear();
    m_anchor = m_cursor = 0;
    m_hasSelection = false;
    relayout();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    viewport()->update();
}

void HexView::setFields(std::vector<HexField> fields)
{
    m_fields = std::move(fields);
    viewport()->update();
}

const HexField *HexView::fieldAt(std::size_t offset) const
{
    const auto found = std::ranges::find_if(m_fields, [&](const HexField &field) {
        return offset >= field.range.offset && offset - field.range.offset < field.range.length;
    });
    return found == m_fields.end() ? nullptr : &*found;
}

void HexView::setHighlights(std::vector<ContentRange> highlights)
{
    m_highlights = std::move(highlights);
    viewport()->update();
}

void HexView::setSelection(ContentRange selection)
{
    const auto begin = std::min(selection.offset, m_bytes.size());
    const auto length = std::min(selection.length, m_bytes.size() - begin);
    m_hasSelection = length > 0;
    if (!m_bytes.empty()) {
        m_cursor = std::min(begin, m_bytes.size() - 1); // the beginning is what has to be seen
        m_anchor = m_hasSelection ? begin + length - 1 : m_cursor;
        showCursor();
    }
    viewport()->update();
}

ContentRange HexView::selection() const
{
    if (!m_hasSelection)
        return {m_cursor, 0};
    const auto [first, last] = std::minmax(m_anchor, m_cursor);
    return {first, last - first + 1};
}

std::size_t HexView::firstVisibleLine() const
{
    return static_cast<std::size_t>(verticalScrollBar()->value());
}

std::size_t HexView::visibleLines() const
{
    const auto room = static_cast<std::size_t>(viewport()->height() / m_cell.height()) + 1;
    return std::min(room, m_layout.lines() - firstVisibleLine());
}

QRect HexView::cellRect(std::size_t line, int column, int count) const
{
    const auto row = static_cast<int>(line - firstVisibleLine());
    return {margin - horizontalScrollBar()->value() + column * m_cell.width(),
        row * m_cell.height(), count * m_cell.width(), m_cell.height()};
}

std::size_t HexView::offsetAt(const QPoint &position) const
{
    if (m_bytes.empty())
        return 0;
    const auto row = qFloor(static_cast<double>(position.y()) / m_cell.height());
    const auto line = std::clamp<qint64>(
        verticalScrollBar()->value() + row, 0, static_cast<qint64>(m_layout.lines()) - 1);
    const auto x = position.x() - margin + horizontalScrollBar()->value();
    const auto index = m_layout.indexAt(std::max(0, x) / m_cell.width());
    const auto offset = static_cast<std::size_t>(line * m_layout.bytesPerLine() + index);
    return std::min(offset, m_bytes.size() - 1);
}

QString HexView::cursorText() const
{
    if (m_bytes.empty())
        return tr("No bytes");
    const auto byte = m_bytes[m_cursor];
    const auto *field = fieldAt(m_cursor);
    const auto place = tr("Offset %1, byte %2 (%3), character %4")
                           .arg(m_layout.offsetText(m_cursor), hexDigits(byte),
                               QString::number(std::to_integer<int>(byte)), hexCharacter(byte));
    return field == nullptr ? place : tr("%1, in field %2").arg(place, field->name);
}

void HexView::copySelection() const
{
    const auto range = selection();
    if (range.length == 0)
        return;
    const auto bytes = m_bytes.subspan(range.offset, range.length);
    QGuiApplication::clipboard()->setText(copyText(bytes, CopyFormat::Hex));
    PassingNote::sayFor(*this, copiedText(bytes, CopyFormat::Hex));
}

QSize HexView::sizeHint() const
{
    return {HexLayout(m_bytes.size()).columns() * m_cell.width() + 2 * margin
            + verticalScrollBar()->sizeHint().width(),
        8 * m_cell.height()};
}

void HexView::relayout()
{
    const QFontMetrics metrics(font());
    m_cell = {std::max(1, metrics.horizontalAdvance(u'0')), metrics.height()};
    const auto first = firstVisibleLine() * static_cast<std::size_t>(m_layout.bytesPerLine());

    const auto width = viewport()->width() - 2 * margin;
    const HexLayout wide(m_bytes.size(), 16);
    m_layout = wide.columns() * m_cell.width() <= width ? wide : HexLayout(m_bytes.size(), 8);

    const auto page = std::max(1, viewport()->height() / m_cell.height());
    const auto lines = static_cast<int>(m_layout.lines());
    verticalScrollBar()->setRange(0, std::max(0, lines - page));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setValue(
        static_cast<int>(first / static_cast<std::size_t>(m_layout.bytesPerLine())));
    horizontalScrollBar()->setRange(0, std::max(0, m_layout.columns() * m_cell.width() - width));
    horizontalScrollBar()->setPageStep(std::max(1, width));
    horizontalScrollBar()->setSingleStep(m_cell.width());
}

void HexView::showCursor()
{
    const auto line =
        static_cast<int>(m_cursor / static_cast<std::size_t>(m_layout.bytesPerLine()));
    auto *bar = verticalScrollBar();
    if (line < bar->value())
        bar->setValue(line);
    else if (line >= bar->value() + bar->pageStep())
        bar->setValue(line - bar->pageStep() + 1);
}

void HexView::moveCursor(std::size_t offset, bool isSelecting)
{
    if (m_bytes.empty())
        return;
    if (!m_hasSelection)
        m_anchor = m_cursor;
    m_cursor = std::min(offset, m_bytes.size() - 1);
    if (!isSelecting)
        m_anchor = m_cursor;
    m_hasSelection = true;
    showCursor();
    tellSelection();
}

void HexView::tellSelection()
{
    viewport()->update();
    tellHexCursor(this);
    const auto range = selection();
    Q_EMIT selectionChanged(range.offset, range.length);
}

bool HexView::moveByKey(int key, Qt::KeyboardModifiers modifiers)
{
    const auto perLine = static_cast<std::size_t>(m_layout.bytesPerLine());
    const auto page = perLine * static_cast<std::size_t>(verticalScrollBar()->pageStep());
    const bool isFar = modifiers.testFlag(Qt::ControlModifier);
    const bool isSelecting = modifiers.testFlag(Qt::ShiftModifier);
    const auto lineBegin = m_cursor - m_cursor % perLine;
    const auto back = [&](std::size_t by) { return m_cursor >= by ? m_cursor - by : m_cursor; };
    const auto on = [&](std::size_t by) {
        return m_cursor + by < m_bytes.size() ? m_cursor + by : m_cursor;
    };

    switch (key) {
    case Qt::Key_Left:
        moveCursor(back(1), isSelecting);
        return true;
    case Qt::Key_Right:
        moveCursor(on(1), isSelecting);
        return true;
    case Qt::Key_Up:
        moveCursor(back(perLine), isSelecting);
        return true;
    case Qt::Key_Down:
        moveCursor(on(perLine), isSelecting);
        return true;
    case Qt::Key_PageUp:
        moveCursor(m_cursor >= page ? m_cursor - page : m_cursor % perLine, isSelecting);
        return true;
    case Qt::Key_PageDown:
        moveCursor(m_cursor + page, isSelecting);
        return true;
    case Qt::Key_Home:
        moveCursor(isFar ? 0 : lineBegin, isSelecting);
        return true;
    case Qt::Key_End:
        moveCursor(isFar ? m_bytes.size() : lineBegin + perLine - 1, isSelecting);
        return true;
    default:
        return false;
    }
}

bool HexView::goToField(int direction)
{
    if (m_fields.empty())
        return false;
    const auto after = std::ranges::find_if(m_fields, [&](const HexField &field) {
        return field.range.offset + field.range.length > selection().offset;
    });
    auto at = after - m_fields.begin();
    const bool isInside = after != m_fields.end() && after->range.offset <= selection().offset;
    if (m_hasSelection && (direction < 0 || isInside))
        at += direction;
    at = std::clamp<std::ptrdiff_t>(at, 0, std::ssize(m_fields) - 1);
    setSelection(m_fields[static_cast<std::size_t>(at)].range);
    tellSelection();
    return true;
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event == QKeySequence::Copy) {
        copySelection();
    } else if (event == QKeySequence::SelectAll) {
        setSelection({0, m_bytes.size()});
        tellSelection();
    } else if (event->modifiers().testFlag(Qt::AltModifier)) {
        const bool isArrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
        if (!isArrow || !goToField(event->key() == Qt::Key_Left ? -1 : 1))
            event->ignore();
    } else if (!moveByKey(event->key(), event->modifiers())) {
        event->ignore(); // Tab and everything else is somebody else's
    }
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveCursor(
            offsetAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        moveCursor(offsetAt(event->position().toPoint()), true);
}

void HexView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    HexPainter lines(*this, painter);
    const auto first = firstVisibleLine();
    for (std::size_t line = first; line < first + visibleLines(); ++line)
        lines.paintLine(line);
}

void HexView::resizeEvent(QResizeEvent *)
{
    relayout();
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        relayout();
        viewport()->update();
    }
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace sealcord
