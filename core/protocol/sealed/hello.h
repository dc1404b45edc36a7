// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/failure.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>

namespace sealcord::sealed {

/// What an end says of itself, always in 128 bytes: docs/protocols/sealed.md.
struct Hello {
    static constexpr std::size_t length = 128;
    static constexpr std::size_t longestName = 64; ///< bytes of UTF-8

    std::string name; ///< empty: it says none
    std::uint32_t largestMessage = 0; ///< that this end takes, in bytes; 1 or more
    std::uint32_t mostStreams = 0; ///< of the other end that it takes at once; 0: it has none
};

/// \a name has at most Hello::longestName bytes, \a largestMessage 1 or more.
[[nodiscard]] std::array<std::byte, Hello::length> encodeHello(
    std::string_view name, std::uint32_t largestMessage, std::uint32_t mostStreams = 0);

[[nodiscard]] std::expected<Hello, Failure> decodeHello(
    std::span<const std::byte, Hello::length> bytes);

} // namespace sealcord::sealed
