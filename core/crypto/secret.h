// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace sealcord {

/// Overwrites \a memory with zeros in a way that no optimizer removes: the empty statement may, as
/// far as the compiler knows, read them. Inline, because it is called for every nonce.
inline void wipe(std::span<std::byte> memory) noexcept
{
    std::ranges::fill(memory, std::byte{0});
    asm volatile("" : : "r"(memory.data()) : "memory");
}

/// Whether \a a and \a b hold the same bytes. The time taken tells their length and nothing of
/// their content.
[[nodiscard]] bool equalInConstantTime(
    std::span<const std::byte> a, std::span<const std::byte> b) noexcept;

/// \a N bytes of key material: wiped when it goes, never copied by accident, without a way to be
/// printed.
///
/// A move copies the bytes and wipes the source, so that one place holds them at any time. Not
/// thread safe.
template <std::size_t N> class Secret
{
public:
    Secret() = default;
    ~Secret() { wipe(m_bytes); }

    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    Secret(Secret &&other) noexcept
        : m_bytes(other.m_bytes)
    {
        wipe(other.m_bytes);
    }

    Secret &operator=(Secret &&other) noexcept
    {
        if (this != &other) {
            m_bytes = other.m_bytes;
            wipe(other.m_bytes);
        }
        return *this;
    }

    [[nodiscard]] std::span<std::byte, N> bytes() noexcept { return m_bytes; }
    [[nodiscard]] std::span<const std::byte, N> bytes() const noexcept { return m_bytes; }

private:
    std::array<std::byte, N> m_bytes{};
};

} // namespace sealcord
