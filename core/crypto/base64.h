// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// Base64 (RFC 4648, 4) without padding, as keys and fingerprints are written.
namespace sealcord {

/// How many characters stand for \a bytes.
[[nodiscard]] constexpr std::size_t base64Length(std::size_t bytes) noexcept
{
    return (bytes * 8 + 5) / 6;
}

/// Writes \a bytes into \a text, which has base64Length() of their number.
void toBase64(std::span<const std::byte> bytes, std::span<char> text) noexcept;
[[nodiscard]] std::string toBase64Text(std::span<const std::byte> bytes);

/// Reads \a text into \a bytes, whose number it must have exactly. False where a character is none
/// of the alphabet, or where bits are set that stand for nothing: one value has one text (RFC 4648,
/// 3.5). What \a bytes hold then means nothing.
[[nodiscard]] bool fromBase64(std::string_view text, std::span<std::byte> bytes) noexcept;

} // namespace sealcord
