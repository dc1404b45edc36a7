// SPDX-License-Identifier: MIT
#include "widgets/message/hexpainter.h"

#include "widgets/look/controlpictures.h"

#include <QPainter>
#include <QPalette>

#include <algorithm>

namespace sealcord {

namespace {

ContentRange common(ContentRange a, ContentRange b)
{
    const auto begin = std::max(a.offset, b.offset);
    const auto end = std::min(a.offset + a.length, b.offset + b.length);
    return {begin, end > begin ? end - begin : 0};
}

} // namespace

HexPainter::HexPainter(const HexView &view, QPainter &painter)
    : m_view(view)
    , m_painter(painter)
    , m_accents(accentsFor(view.palette()))
{ }

std::size_t HexPainter::lineBegin(std::size_t line) const
{
    return line * static_cast<std::size_t>(m_view.hexLayout().bytesPerLine());
}

void HexPainter::paintLine(std::size_t line)
{
    const auto &layout = m_view.hexLayout();
    const auto begin = lineBegin(line);
    if (begin >= layout.size())
        return;
    const auto count = static_cast<int>(
        std::min(static_cast<std::size_t>(layout.bytesPerLine()), layout.size() - begin));

    paintBackgrounds(line, count);
    m_painter.setPen(m_accents.dimmed);
    m_painter.drawText(
        m_view.cellRect(line, 0, layout.offsetDigits()), Qt::AlignCenter, layout.offsetText(begin));
    for (int index = 0; index < count; ++index)
        paintByte(line, index);
}

void HexPainter::paintBackgrounds(std::size_t line, int count)
{
    const ContentRange all{lineBegin(line), static_cast<std::size_t>(count)};
    for (const auto &field : m_view.fields()) {
        if (field.tint.isValid())
            fill(line, common(field.range, all), field.tint, false);
    }
    const auto &highlights = m_view.highlights();
    auto found = std::ranges::partition_point(highlights,
        [&](const ContentRange &range) { return range.offset + range.length <= all.offset; });
    for (; found != highlights.end() && found->offset < all.offset + all.length; ++found)
        fill(line, common(*found, all), m_accents.barTint, true);
    const auto selected = common(m_view.selection(), all);
    fill(line, selected, m_view.palette().color(QPalette::Highlight), false);
}

void HexPainter::fill(std::size_t line, ContentRange range, const QColor &colour, bool isUnderlined)
{
    if (range.length == 0)
        return;
    const auto &layout = m_view.hexLayout();
    const auto first = static_cast<int>(range.offset - lineBegin(line));
    const auto last = first + static_cast<int>(range.length) - 1;
    const auto columns = layout.byteColumn(last) + 2 - layout.byteColumn(first);
    const auto hex = m_view.cellRect(line, layout.byteColumn(first), columns);
    const auto text = m_view.cellRect(line, layout.characterColumn(first), last - first + 1);
    for (const auto &rect : {hex, text}) {
        m_painter.fillRect(rect, colour);
        if (isUnderlined) {
            m_painter.fillRect(
                QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), m_accents.warning);
        }
    }
}

void HexPainter::paintByte(std::size_t line, int index)
{
    const auto &layout = m_view.hexLayout();
    const auto offset = lineBegin(line) + static_cast<std::size_t>(index);
    const auto byte = m_view.bytes()[offset];
    const auto selection = m_view.selection();
    const bool isSelected =
        offset >= selection.offset && offset - selection.offset < selection.length;
    const auto &palette = m_view.palette();
    const auto text = palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);

    m_painter.setPen(text);
    const auto hex = m_view.cellRect(line, layout.byteColumn(index), 2);
    m_painter.drawText(hex, Qt::AlignCenter, hexDigits(byte));
    const auto character = withControlPictures(hexCharacter(byte), m_view.font());
    const auto cell = m_view.cellRect(line, layout.characterColumn(index), 1);
    m_painter.drawText(cell, Qt::AlignCenter, character);
    if (m_view.hasFocus() && offset == m_view.cursor()) {
        m_painter.drawRect(hex.adjusted(-1, 0, 0, -1));
        m_painter.drawRect(cell.adjusted(0, 0, -1, -1));
    }
}

} // namespace sealcord
