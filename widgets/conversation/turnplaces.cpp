// SPDX-License-Identifier: MIT
#include "widgets/conversation/turnplaces.h"

#include "widgets/conversation/turnpainter.h"

#include <algorithm>

namespace sealcord {

TurnPlaces::Lines TurnPlaces::linesOf(const TrafficRow &row)
{
    if (row.kind != TrafficRow::Kind::Message)
        return {};
    return {static_cast<quint8>(TurnText::lineCount(row.content, ContentForm::Text)),
        static_cast<quint8>(TurnText::lineCount(row.content, ContentForm::Hex))};
}

void TurnPlaces::clear()
{
    m_lines.clear();
    m_tops = {0};
}

void TurnPlaces::insert(int turn, const std::vector<Lines> &lines)
{
    m_lines.insert(m_lines.begin() + turn, lines.begin(), lines.end());
}

void TurnPlaces::remove(int first, int last)
{
    m_lines.erase(m_lines.begin() + first, m_lines.begin() + last + 1);
}

void TurnPlaces::arrange(ContentForm form, const QFont &font)
{
    const int sentence = TurnPainter::height(0, font);
    const int one = TurnPainter::height(1, font);
    const int more = TurnPainter::height(2, font) - one; // asked once: a font is slow to tell
    m_tops.resize(m_lines.size() + 1);
    int y = 0;
    for (std::size_t turn = 0; turn < m_lines.size(); ++turn) {
        m_tops[turn] = y;
        const int lines = form == ContentForm::Hex ? m_lines[turn].hex : m_lines[turn].text;
        y += lines == 0 ? sentence : one + (lines - 1) * more;
    }
    m_tops.back() = y;
}

int TurnPlaces::turnAt(int y) const
{
    const auto next = std::ranges::upper_bound(m_tops, y);
    const auto turn = static_cast<int>(next - m_tops.begin()) - 1;
    return std::min(turn, static_cast<int>(m_tops.size()) - 2);
}

} // namespace sealcord
