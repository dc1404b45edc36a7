// SPDX-License-Identifier: MIT
#include "core/crypto/base64.h"

#include <array>
#include <cstdint>

namespace sealcord {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr unsigned bitsOfCharacter = 6;
constexpr unsigned bitsOfByte = 8;
constexpr std::size_t bytesOfGroup = 3; // whose bits are those of so many characters:
constexpr std::size_t charactersOfGroup = 4;

constexpr auto values = [] {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t value = 0; value < alphabet.size(); ++value)
        table[static_cast<unsigned char>(alphabet[value])] = static_cast<std::int8_t>(value);
    return table;
}();

} // namespace

void toBase64(std::span<const std::byte> bytes, std::span<char> text) noexcept
{
    std::uint32_t rest = 0; // bits that are not written yet, the newest lowest
    unsigned bits = 0;
    std::size_t next = 0;
    for (; bytes.size() >= bytesOfGroup; bytes = bytes.subspan(bytesOfGroup)) {
        const auto group = std::to_integer<std::uint32_t>(bytes[0]) << 16
            | std::to_integer<std::uint32_t>(bytes[1]) << 8
            | std::to_integer<std::uint32_t>(bytes[2]);
        text[next] = alphabet[group >> 18];
        text[next + 1] = alphabet[group >> 12 & 0x3f];
        text[next + 2] = alphabet[group >> 6 & 0x3f];
        text[next + 3] = alphabet[group & 0x3f];
        next += charactersOfGroup;
    }
    for (const auto byte : bytes) {
        rest = rest << bitsOfByte | std::to_integer<std::uint32_t>(byte);
        bits += bitsOfByte;
        while (bits >= bitsOfCharacter) {
            bits -= bitsOfCharacter;
            text[next++] = alphabet[rest >> bits & 0x3f];
        }
    }
    if (bits > 0)
        text[next] = alphabet[rest << (bitsOfCharacter - bits) & 0x3f];
}

std::string toBase64Text(std::span<const std::byte> bytes)
{
    std::string text(base64Length(bytes.size()), '\0');
    toBase64(bytes, text);
    return text;
}

bool fromBase64(std::string_view text, std::span<std::byte> bytes) noexcept
{
    if (text.size() != base64Length(bytes.size()))
        return false;
    std::uint32_t rest = 0;
    unsigned bits = 0;
    std::size_t next = 0;
    for (const auto character : text) {
        const auto value = values[static_cast<unsigned char>(character)];
        if (value < 0)
            return false;
        rest = rest << bitsOfCharacter | static_cast<std::uint32_t>(value);
        bits += bitsOfCharacter;
        if (bits < bitsOfByte)
            continue;
        bits -= bitsOfByte;
        bytes[next++] = static_cast<std::byte>(rest >> bits);
    }
    const auto unused = (std::uint32_t{1} << bits) - 1;
    return (rest & unused) == 0;
}

} // namespace sealcord
