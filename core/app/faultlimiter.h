// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap.h"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sealcord {

/// The faults that are counted apart, so that many of one kind do not hide one of another.
class FaultKind
{
public:
    explicit FaultKind(EndReason reason);
    explicit FaultKind(ConnectionRefused::Reason reason);
    static FaultKind accepting();

    /// One word for programs: "not-authentic", "too-many-connections", "accepting-paused".
    [[nodiscard]] std::string_view name() const;

    /// \a count of them beyond what was told, in words: "7 more connections failed within a
    /// second: not-authentic".
    [[nodiscard]] std::string sentence(quint64 count) const;

    friend bool operator==(FaultKind, FaultKind) = default;

private:
    friend class FaultLimiter;

    static constexpr std::size_t endReasons = std::size_t(EndReason::InternalError) + 1;
    static constexpr std::size_t refusals =
        std::size_t(ConnectionRefused::Reason::TooManyFromAddress) + 1;
    static constexpr std::size_t kinds = endReasons + refusals + 1;

    constexpr explicit FaultKind(std::size_t index)
        : m_index(index)
    { }

    std::size_t m_index;
};

/// Lets a few faults of each kind pass in a second and counts the rest, so that a flood of them
/// fills no disk. Knows no clock: the caller tells the time, which never goes back.
///
/// Not thread safe. Allocates nothing but what takeSuppressed() returns.
class FaultLimiter
{
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr quint64 linesPerPeriod = 10;
    static constexpr auto period = std::chrono::seconds(1);

    /// Whether a fault of this \a kind is told; otherwise it was counted.
    [[nodiscard]] bool admits(FaultKind kind, Time now);

    struct Suppressed {
        FaultKind kind;
        quint64 count;
    };
    /// What was counted in periods that are over by \a now, or in all of them at the end. They
    /// are forgotten.
    [[nodiscard]] std::vector<Suppressed> takeSuppressed(Time now);
    [[nodiscard]] std::vector<Suppressed> takeAllSuppressed();

    /// When takeSuppressed() may next have something; none while nothing is being counted.
    [[nodiscard]] std::optional<Time> nextDue() const;

private:
    struct Period {
        std::optional<Time> begin; ///< none: no fault of the kind for a period
        quint64 told = 0;
        quint64 suppressed = 0;
        quint64 overdue = 0; ///< suppressed in periods before this one
    };

    std::array<Period, FaultKind::kinds> m_periods{};
};

} // namespace sealcord
