// SPDX-License-Identifier: MIT
#include "widgets/compare/comparisonpainter.h"

#include "core/text/visibletext.h"
#include "widgets/look/controlpictures.h"

#include <QPainter>
#include <QPalette>

#include <algorithm>

namespace sealcord {

namespace {

// A line's end, which is shown where it differs, takes the column that is kept for it.
int columnsOfCharacter(char32_t character)
{
    return character == U'\n' ? 1 : int(columnsOf(character));
}

} // namespace

ComparisonPainter::ComparisonPainter(const ComparisonView &view, QPainter &painter)
    : m_view(view)
    , m_rows(view.messages()->rows())
    , m_painter(painter)
    , m_accents(accentsFor(view.palette()))
    , m_layout(std::max(m_rows.first().size(), m_rows.second().size()), int(m_rows.width()))
{ }

void ComparisonPainter::paintRow(std::size_t row)
{
    const auto runs = m_rows.row(row);
    for (const auto side : {Side::Left, Side::Right}) {
        if (isHex())
            paintOffset(runs, side, row);
        Place place{side, row, 0};
        for (const auto &run : runs) {
            const auto columns = std::max(columnsOf(run, Side::Left), columnsOf(run, Side::Right));
            paintRun(run, place, columns);
            place.column += columns;
        }
    }
}

std::span<const std::byte> ComparisonPainter::bytesOf(const Run &run, Side side) const
{
    const auto &range = side == Side::Left ? run.first : run.second;
    return (side == Side::Left ? m_rows.first() : m_rows.second())
        .subspan(range.begin, range.length());
}

int ComparisonPainter::columnsOf(const Run &run, Side side) const
{
    auto rest = bytesOf(run, side);
    if (isHex())
        return int(rest.size());
    int columns = 0;
    while (!rest.empty()) {
        const auto character = firstUtf8Character(rest);
        columns += columnsOfCharacter(character.value);
        rest = rest.subspan(character.length);
    }
    return columns;
}

void ComparisonPainter::paintOffset(const std::vector<Run> &runs, Side side, std::size_t row)
{
    const auto has = [&](const Run &run) { return !bytesOf(run, side).empty(); };
    const auto first = std::ranges::find_if(runs, has);
    if (first == runs.end())
        return;
    const auto offset = side == Side::Left ? first->first.begin : first->second.begin;
    m_painter.setPen(m_accents.dimmed);
    m_painter.drawText(m_view.cellRect(side, row, 0, m_layout.offsetDigits()), Qt::AlignCenter,
        m_layout.offsetText(offset));
}

void ComparisonPainter::paintRun(const Run &run, const Place &place, int columns)
{
    const auto &palette = m_view.palette();
    const bool isCurrent = run.difference && run.difference == m_view.current();
    const auto used = columnsOf(run, place.side);
    if (run.difference) {
        const auto lit = isCurrent ? palette.color(QPalette::Highlight) : m_accents.barTint;
        fill(place, place.column, used, lit, !isCurrent);
        const auto hatch = isCurrent ? palette.color(QPalette::Highlight) : m_accents.dimmed;
        fill(place, place.column + used, columns - used, QBrush(hatch, Qt::BDiagPattern), false);
    }
    m_painter.setPen(palette.color(isCurrent ? QPalette::HighlightedText : QPalette::Text));
    if (isHex())
        paintBytes(bytesOf(run, place.side), place);
    else
        paintText(bytesOf(run, place.side), place, run.difference.has_value());
}

void ComparisonPainter::paintBytes(std::span<const std::byte> bytes, const Place &place)
{
    auto column = place.column;
    for (const auto byte : bytes) {
        m_painter.drawText(m_view.cellRect(place.side, place.row, m_layout.byteColumn(column), 2),
            Qt::AlignCenter, hexDigits(byte));
        m_painter.drawText(
            m_view.cellRect(place.side, place.row, m_layout.characterColumn(column), 1),
            Qt::AlignCenter, withControlPictures(hexCharacter(byte), m_view.font()));
        ++column;
    }
}

void ComparisonPainter::paintText(std::span<const std::byte> bytes, const Place &place, bool isLit)
{
    auto column = place.column;
    while (!bytes.empty()) {
        const auto character = firstUtf8Character(bytes);
        const auto columns = columnsOfCharacter(character.value);
        if (character.value != U'\n' || isLit)
            m_painter.drawText(m_view.cellRect(place.side, place.row, column, columns),
                Qt::AlignCenter,
                withControlPictures(visibleCharacter(character.value), m_view.font()));
        column += columns;
        bytes = bytes.subspan(character.length);
    }
}

void ComparisonPainter::fill(
    const Place &place, int column, int count, const QBrush &brush, bool isUnderlined)
{
    if (count <= 0)
        return;
    const auto paint = [&](int from, int columns) {
        const auto rect = m_view.cellRect(place.side, place.row, from, columns);
        m_painter.fillRect(rect, brush);
        if (isUnderlined)
            m_painter.fillRect(
                QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), m_accents.warning);
    };
    if (!isHex())
        return paint(column, count);
    const auto begin = m_layout.byteColumn(column);
    paint(begin, m_layout.byteColumn(column + count - 1) + 2 - begin);
    paint(m_layout.characterColumn(column), count);
}

} // namespace sealcord
