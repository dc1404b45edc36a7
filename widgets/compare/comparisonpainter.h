// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/compare/comparisonview.h"
#include "widgets/look/accents.h"
#include "widgets/message/hexlayout.h"

#include <span>

class QPainter;

namespace sealcord {

/// Paints the rows of a ComparisonView, which has some, one by one; lives as long as one paint
/// event.
class ComparisonPainter
{
public:
    ComparisonPainter(const ComparisonView &view, QPainter &painter);

    void paintRow(std::size_t row);

private:
    using Side = ComparisonView::Side;
    using Run = ComparedRows::Run;

    /// Where a run stands.
    struct Place {
        Side side = Side::Left;
        std::size_t row = 0;
        int column = 0; ///< of the row's bytes or characters
    };

    [[nodiscard]] bool isHex() const { return m_rows.form() == ComparedRows::Form::Hex; }
    [[nodiscard]] std::span<const std::byte> bytesOf(const Run &run, Side side) const;
    [[nodiscard]] int columnsOf(const Run &run, Side side) const;
    void paintOffset(const std::vector<Run> &runs, Side side, std::size_t row);
    void paintRun(const Run &run, const Place &place, int columns);
    void paintBytes(std::span<const std::byte> bytes, const Place &place);
    void paintText(std::span<const std::byte> bytes, const Place &place, bool isLit);
    /// Fills columns from \a column on; in hex there are two stretches of them.
    void fill(const Place &place, int column, int count, const QBrush &brush, bool isUnderlined);

    const ComparisonView &m_view;
    const ComparedRows &m_rows;
    QPainter &m_painter;
    const Accents m_accents;
    const HexLayout m_layout; ///< of a row in hex
};

} // namespace sealcord
