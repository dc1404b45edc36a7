// SPDX-License-Identifier: MIT
#include "core/app/log/linelimiter.h"

#include <algorithm>
#include <utility>

namespace sealcord {

LineLimiter::LineLimiter(std::optional<quint64> linesPerSecond)
{
    if (linesPerSecond) {
        m_interval = std::chrono::nanoseconds(period) / *linesPerSecond;
        m_intervalOfAll = m_interval / kindsAtOnce;
    }
}

bool LineLimiter::Allowance::hasOne(Time now, std::chrono::nanoseconds interval) const
{
    return std::max(wholeAgain, now) + interval - now <= savedSeconds * period;
}

void LineLimiter::Allowance::takeOne(Time now, std::chrono::nanoseconds interval)
{
    wholeAgain = std::max(wholeAgain, now) + interval;
}

bool LineLimiter::admits(LineKind kind, Time now)
{
    auto &count = m_counts[kind.m_index];
    if (count.allowance.hasOne(now, m_interval) && m_all.hasOne(now, m_intervalOfAll)) {
        count.allowance.takeOne(now, m_interval);
        m_all.takeOne(now, m_intervalOfAll);
        return true;
    }
    if (count.suppressed++ == 0)
        count.begin = now;
    return false;
}

std::vector<LineLimiter::Suppressed> LineLimiter::take(Time now, std::chrono::nanoseconds counted)
{
    using std::chrono::seconds;
    std::vector<Suppressed> taken;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        auto &count = m_counts[i];
        if (count.suppressed == 0 || now - count.begin < counted)
            continue;
        const auto within = std::chrono::floor<seconds>(now - count.begin);
        taken.push_back(
            {LineKind(i), std::exchange(count.suppressed, 0), std::max(within, seconds(1))});
    }
    return taken;
}

std::vector<LineLimiter::Suppressed> LineLimiter::takeSuppressed(Time now)
{
    return take(now, period);
}

std::vector<LineLimiter::Suppressed> LineLimiter::takeAllSuppressed(Time now)
{
    return take(now, {});
}

std::optional<LineLimiter::Time> LineLimiter::nextDue(Time now) const
{
    std::optional<Time> due;
    if (m_all.wholeAgain > now) // what is left of it may be used up meanwhile
        due = now + period;
    for (const auto &count : m_counts) {
        if (count.suppressed > 0)
            due = std::min(due.value_or(Time::max()), count.begin + period);
    }
    return due;
}

} // namespace sealcord
