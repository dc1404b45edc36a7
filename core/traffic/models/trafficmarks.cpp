// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmarks.h"

#include <iterator>

namespace sealcord {

void TrafficMarks::clear()
{
    m_notes.clear();
    m_chosen = 0;
}

bool TrafficMarks::isPinned(quint64 number) const
{
    return number == m_chosen || m_notes.contains(number);
}

std::optional<quint64> TrafficMarks::nextPinned(quint64 number) const
{
    const auto mark = next(number, true);
    const auto isChosenFirst = m_chosen > number && (!mark || m_chosen < *mark);
    return isChosenFirst ? m_chosen : mark;
}

const QString *TrafficMarks::note(quint64 number) const
{
    const auto mark = m_notes.find(number);
    return mark == m_notes.end() ? nullptr : &mark->second;
}

std::optional<quint64> TrafficMarks::next(quint64 number, bool forward) const
{
    if (forward) {
        const auto after = m_notes.upper_bound(number);
        return after == m_notes.end() ? std::nullopt : std::optional(after->first);
    }
    const auto from = m_notes.lower_bound(number);
    return from == m_notes.begin() ? std::nullopt : std::optional(std::prev(from)->first);
}

} // namespace sealcord
