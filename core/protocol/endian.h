// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>

namespace sealcord {

/// Reads \a bytes, at most as many as \a Integer has, most significant byte first.
template <std::unsigned_integral Integer>
constexpr Integer fromBigEndian(std::span<const std::byte> bytes)
{
    Integer value = 0;
    for (const auto byte : bytes)
        value = static_cast<Integer>((value << 8) | std::to_integer<Integer>(byte));
    return value;
}

/// Writes \a value to all of \a bytes, most significant byte first.
template <std::unsigned_integral Integer>
constexpr void toBigEndian(Integer value, std::span<std::byte, sizeof(Integer)> bytes)
{
    for (std::size_t i = 0; i < sizeof(Integer); ++i)
        bytes[i] = static_cast<std::byte>(value >> (8 * (sizeof(Integer) - 1 - i)));
}

} // namespace sealcord
