// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/linekind.h"

#include <array>
#include <chrono>
#include <optional>
#include <vector>

namespace sealcord {

/// Lets so many lines of each kind pass in a second, not many more of all kinds together, and
/// counts the rest, so that a flood of them fills no disk. What was not used is saved up for some
/// seconds: a crowd that arrives at once is told in full, one that keeps coming is not. Knows no
/// clock: the caller tells the time, which never goes back.
///
/// Not thread safe. Allocates nothing but what takeSuppressed() returns.
class LineLimiter
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// For how many seconds what was not used is saved up.
    static constexpr quint64 savedSeconds = 10;
    /// How many kinds may use up what they have at once. More than one, so that a flood of one kind
    /// does not hide another, and few, since somebody can be not a peer, send what is not
    /// authentic, end too early and so on all at once.
    static constexpr quint64 kindsAtOnce = 3;
    /// Over how long a time is counted before the count is told.
    static constexpr auto period = std::chrono::seconds(1);

    /// \a linesPerSecond of each kind, at least 1; none: no limit.
    explicit LineLimiter(std::optional<quint64> linesPerSecond);

    /// Whether a line of this \a kind is told; otherwise it was counted.
    [[nodiscard]] bool admits(LineKind kind, Time now);

    struct Suppressed {
        LineKind kind;
        quint64 count = 0;
        std::chrono::seconds within; ///< at least 1
    };
    /// What has been counted for a period by \a now, or whatever has been counted. It is
    /// forgotten.
    [[nodiscard]] std::vector<Suppressed> takeSuppressed(Time now);
    [[nodiscard]] std::vector<Suppressed> takeAllSuppressed(Time now);

    /// When takeSuppressed() may next have something; none while nothing can be counted without
    /// another line being told first.
    [[nodiscard]] std::optional<Time> nextDue(Time now) const;

private:
    struct Allowance {
        Time wholeAgain; ///< when all that can be saved up is there again

        [[nodiscard]] bool hasOne(Time now, std::chrono::nanoseconds interval) const;
        void takeOne(Time now, std::chrono::nanoseconds interval);
    };

    struct Count {
        Allowance allowance;
        Time begin; ///< of what is counted, where that is not 0
        quint64 suppressed = 0;
    };

    [[nodiscard]] std::vector<Suppressed> take(Time now, std::chrono::nanoseconds counted);

    std::chrono::nanoseconds m_interval{}; ///< between two lines of a kind; 0: no limit
    std::chrono::nanoseconds m_intervalOfAll{};
    Allowance m_all;
    std::array<Count, LineKind::kinds> m_counts{};
};

} // namespace sealcord
