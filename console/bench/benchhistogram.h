// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace sealcord {

/// Counts durations, with an error of less than 1 in 128 over the whole range from a nanosecond to
/// an hour, in memory of its own: adding one allocates nothing and costs a few instructions.
///
/// Each power of two is divided in 128 buckets of equal width. Not thread safe: one a thread, added
/// up at the end.
class BenchHistogram
{
public:
    using Duration = std::chrono::nanoseconds;

    void add(Duration duration) noexcept;
    void add(const BenchHistogram &other) noexcept;

    [[nodiscard]] std::uint64_t count() const noexcept { return m_count; }
    /// Zero where there is none, as all the following.
    [[nodiscard]] Duration max() const noexcept { return m_max; }
    [[nodiscard]] Duration mean() const noexcept;

    /// The duration that \a share of all, from 0 to 1, do not exceed: the upper edge of its bucket,
    /// and never more than max().
    [[nodiscard]] Duration quantile(double share) const noexcept;

private:
    static constexpr unsigned bucketBits = 7;
    static constexpr std::uint64_t bucketsPerPower = std::uint64_t{1} << bucketBits;
    /// 2^42 ns are over an hour. What is longer goes into the last bucket; max() is still right.
    static constexpr unsigned valueBits = 42;
    static constexpr std::size_t buckets = (valueBits - bucketBits + 1) * bucketsPerPower;

    static std::size_t bucketOf(std::uint64_t value) noexcept;
    static std::uint64_t upperEdge(std::size_t bucket) noexcept;

    std::array<std::uint64_t, buckets> m_counts{};
    std::uint64_t m_count = 0;
    Duration m_max{0};
    Duration m_sum{0};
};

} // namespace sealcord
