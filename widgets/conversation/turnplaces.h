// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/conversation/turntext.h"

#include <QFont>

#include <deque>
#include <vector>

namespace sealcord {

/// Where the turns of a conversation stand below each other, in pixels from its top, in either
/// form. All are placed anew when some come or go, in a time of some nanoseconds each.
class TurnPlaces
{
public:
    /// Lines of a turn's content, with one for what is cut; 0: an event or a gap.
    struct Lines {
        quint8 text = 0;
        quint8 hex = 0;
    };
    [[nodiscard]] static Lines linesOf(const TrafficRow &row);

    void clear();
    void insert(int turn, const std::vector<Lines> &lines);
    void remove(int first, int last);
    /// To be called behind these.
    void arrange(ContentForm form, const QFont &font);

    /// Whether the turn at \a turn has been placed.
    [[nodiscard]] bool has(int turn) const { return turn >= 0 && turn + 1 < std::ssize(m_tops); }
    [[nodiscard]] int top(int turn) const { return m_tops[static_cast<std::size_t>(turn)]; }
    [[nodiscard]] int bottom(int turn) const { return top(turn + 1); } ///< without
    [[nodiscard]] int height() const { return m_tops.back(); } ///< of all
    /// The turn at \a y, or the nearest one; -1: there is none, or it is above all.
    [[nodiscard]] int turnAt(int y) const;

private:
    std::deque<Lines> m_lines; // of each turn
    std::vector<int> m_tops{0}; // of each turn, and the end of all
};

} // namespace sealcord
