// SPDX-License-Identifier: MIT
#include "core/app/faultlimiter.h"

#include <utility>

namespace sealcord {

FaultKind::FaultKind(EndReason reason)
    : m_index(std::to_underlying(reason))
{ }

FaultKind::FaultKind(ConnectionRefused::Reason reason)
    : m_index(endReasons + std::to_underlying(reason))
{ }

FaultKind FaultKind::accepting()
{
    return FaultKind(endReasons + refusals);
}

std::string_view FaultKind::name() const
{
    if (m_index < endReasons) {
        const auto reason = sealcord::name(static_cast<EndReason>(m_index));
        return {reason.data(), static_cast<std::size_t>(reason.size())};
    }
    switch (m_index - endReasons) {
    case std::to_underlying(ConnectionRefused::Reason::TooManyConnections):
        return "too-many-connections";
    case std::to_underlying(ConnectionRefused::Reason::TooManyFromAddress):
        return "too-many-from-address";
    default:
        return "accepting-paused";
    }
}

std::string FaultKind::sentence(quint64 count) const
{
    const auto number = std::to_string(count) + " more ";
    const std::string plural = count == 1 ? "" : "s";
    const auto kind = ": " + std::string(name());
    if (m_index < endReasons)
        return number + "connection" + plural + " failed within a second" + kind;
    if (m_index < endReasons + refusals)
        return number + "connection" + plural + " refused within a second" + kind;
    return number + "pause" + plural + " of accepting within a second" + kind;
}

bool FaultLimiter::admits(FaultKind kind, Time now)
{
    auto &state = m_periods[kind.m_index];
    if (!state.begin || now >= *state.begin + period) {
        state.overdue += std::exchange(state.suppressed, 0);
        state.begin = now;
        state.told = 0;
    }
    if (state.told < linesPerPeriod) {
        ++state.told;
        return true;
    }
    ++state.suppressed;
    return false;
}

std::vector<FaultLimiter::Suppressed> FaultLimiter::takeSuppressed(Time now)
{
    std::vector<Suppressed> taken;
    for (std::size_t i = 0; i < m_periods.size(); ++i) {
        auto &state = m_periods[i];
        auto count = std::exchange(state.overdue, 0);
        if (state.begin && now >= *state.begin + period) {
            count += std::exchange(state.suppressed, 0);
            state.begin.reset();
        }
        if (count > 0)
            taken.push_back({FaultKind(i), count});
    }
    return taken;
}

std::vector<FaultLimiter::Suppressed> FaultLimiter::takeAllSuppressed()
{
    return takeSuppressed(Time::max());
}

std::optional<FaultLimiter::Time> FaultLimiter::nextDue() const
{
    std::optional<Time> due;
    for (const auto &state : m_periods) {
        if (!state.begin)
            continue;
        const auto end = state.overdue > 0 ? *state.begin : *state.begin + period;
        if (!due || end < *due)
            due = end;
    }
    return due;
}

} // namespace sealcord
