// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sealcord::fuzz {

/// Takes a fuzzer's input apart from the front. What is missing at the end reads as zeros, so that
/// every input says something. Views the input, does not own it.
class InputReader
{
public:
    InputReader(const std::uint8_t *data, std::size_t size)
        : m_rest(std::as_bytes(std::span(data, size)))
    { }

    [[nodiscard]] bool isEmpty() const { return m_rest.empty(); }

    /// The next byte.
    unsigned byte()
    {
        const auto one = take(1);
        return one.empty() ? 0 : std::to_integer<unsigned>(one.front());
    }

    /// The next two bytes, big endian.
    unsigned word()
    {
        const auto high = byte();
        return high << 8 | byte();
    }

    /// The next \a count bytes, or as many as are left.
    std::span<const std::byte> take(std::size_t count)
    {
        const auto taken = m_rest.first(std::min(count, m_rest.size()));
        m_rest = m_rest.subspan(taken.size());
        return taken;
    }

    std::span<const std::byte> rest() { return take(m_rest.size()); }

private:
    std::span<const std::byte> m_rest;
};

} // namespace sealcord::fuzz
