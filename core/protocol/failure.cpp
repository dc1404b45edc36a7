// SPDX-License-Identifier: MIT
#include "core/protocol/failure.h"

#include <algorithm>
#include <cassert>

namespace sealcord {

static std::string hexByte(std::byte byte)
{
    constexpr auto digits = "0123456789abcdef";
    const auto value = std::to_integer<unsigned>(byte);
    return {digits[value >> 4], digits[value & 0xf]};
}

std::string describeFirstBytes(std::span<const std::byte> bytes)
{
    assert(!bytes.empty());
    constexpr std::size_t shown = 8;

    std::string text = "first byte 0x" + hexByte(bytes.front()) + ", '";
    for (const auto byte : bytes.first(std::min(bytes.size(), shown))) {
        const auto character = std::to_integer<char>(byte);
        const bool isPlain =
            character >= ' ' && character <= '~' && character != '\\' && character != '\'';
        text += isPlain ? std::string(1, character) : "\\x" + hexByte(byte);
    }
    return text + "'";
}

} // namespace sealcord
