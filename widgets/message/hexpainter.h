// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/look/accents.h"
#include "widgets/message/hexview.h"

#include <QColor>

class QPainter;

namespace sealcord {

/// Paints the lines of a HexView, one by one; lives as long as one paint event.
class HexPainter
{
public:
    HexPainter(const HexView &view, QPainter &painter);

    void paintLine(std::size_t line);

private:
    void paintBackgrounds(std::size_t line, int count);
    void paintByte(std::size_t line, int index);
    /// Fills the bytes \a range of \a line, in hex and as characters.
    void fill(std::size_t line, ContentRange range, const QColor &colour, bool isUnderlined);
    [[nodiscard]] std::size_t lineBegin(std::size_t line) const;

    const HexView &m_view;
    QPainter &m_painter;
    Accents m_accents;
};

} // namespace sealcord
