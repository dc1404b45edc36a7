// SPDX-License-Identifier: MIT
#include "console/bench/benchhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sealcord {

// Values below bucketsPerPower have a bucket each; of larger ones the first bucketBits + 1 bits,
// the leading 1 among them, choose the bucket.
std::size_t BenchHistogram::bucketOf(std::uint64_t value) noexcept
{
    const auto width = static_cast<unsigned>(std::bit_width(value));
    if (width <= bucketBits)
        return value;
    const auto shift = width - (bucketBits + 1);
    const auto bucket = shift * bucketsPerPower + (value >> shift);
    return std::min(bucket, buckets - 1);
}

std::uint64_t BenchHistogram::upperEdge(std::size_t bucket) noexcept
{
    if (bucket < bucketsPerPower)
        return bucket;
    const auto shift = bucket / bucketsPerPower - 1;
    const auto leading = bucketsPerPower + bucket % bucketsPerPower;
    return ((leading + 1) << shift) - 1;
}

void BenchHistogram::add(Duration duration) noexcept
{
    const auto positive = std::max(duration, Duration(0));
    ++m_counts[bucketOf(static_cast<std::uint64_t>(positive.count()))];
    ++m_count;
    m_sum += positive;
    m_max = std::max(m_max, positive);
}

void BenchHistogram::add(const BenchHistogram &other) noexcept
{
    for (std::size_t i = 0; i < buckets; ++i)
        m_counts[i] += other.m_counts[i];
    m_count += other.m_count;
    m_sum += other.m_sum;
    m_max = std::max(m_max, other.m_max);
}

BenchHistogram::Duration BenchHistogram::mean() const noexcept
{
    return m_count == 0 ? Duration(0) : m_sum / static_cast<std::int64_t>(m_count);
}

BenchHistogram::Duration BenchHistogram::quantile(double share) const noexcept
{
    const auto wanted = std::ceil(share * static_cast<double>(m_count));
    const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(wanted));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets; ++i) {
        seen += m_counts[i];
        if (seen >= rank)
            return std::min(Duration(upperEdge(i)), m_max);
    }
    return m_max;
}

} // namespace sealcord
