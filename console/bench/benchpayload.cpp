// SPDX-License-Identifier: MIT
#include "console/bench/benchpayload.h"

#include <algorithm>
#include <cstring>

namespace sealcord {

namespace {

// Where they differ, or their length where they do not.
std::size_t firstDifference(std::span<const std::byte> a, std::span<const std::byte> b)
{
    if (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0)
        return a.size();
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

} // namespace

BenchPayload::BenchPayload(std::size_t size)
    : m_size(size)
{
    // Any bytes do, as long as pieces that begin at different places differ: a linear congruential
    // generator (Knuth, The Art of Computer Programming, 3.3.4), the same in every run.
    std::uint32_t state = 1;
    for (auto &byte : m_pattern.extend(size + places)) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<std::byte>(state >> 24);
    }
}

std::size_t BenchPayload::stampLength() const
{
    return std::min(m_size, numberLength);
}

BenchPayload::Number BenchPayload::encoded(std::uint64_t number)
{
    Number bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(number >> (8 * i));
    return bytes;
}

std::span<std::byte> BenchPayload::piece(std::uint64_t number)
{
    return m_pattern.bytes().subspan(number % places, m_size);
}

void BenchPayload::restore()
{
    std::copy_n(m_overwritten.begin(), m_stamped.size(), m_stamped.begin());
    m_stamped = {};
}

std::span<const std::byte> BenchPayload::message(std::uint64_t number)
{
    restore();
    const auto whole = piece(number);
    m_stamped = whole.first(stampLength());
    std::ranges::copy(m_stamped, m_overwritten.begin());
    std::copy_n(encoded(number).begin(), m_stamped.size(), m_stamped.begin());
    return whole;
}

std::optional<std::string> BenchPayload::difference(
    std::uint64_t number, std::span<const std::byte> echo)
{
    if (echo.size() != m_size)
        return "has " + std::to_string(echo.size()) + " bytes instead of " + std::to_string(m_size);
    restore();
    const auto stamp = encoded(number);
    const auto length = stampLength();
    auto differs = firstDifference(std::span(stamp).first(length), echo.first(length));
    if (differs == length)
        differs += firstDifference(piece(number).subspan(length), echo.subspan(length));
    if (differs == m_size)
        return std::nullopt;
    return "differs from its message at byte " + std::to_string(differs);
}

} // namespace sealcord
