// SPDX-License-Identifier: MIT
#include "core/protocol/failure.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <string_view>
#include <utility>

namespace sealcord {

static std::string hexByte(std::byte byte)
{
    constexpr auto digits = "0123456789abcdef";
    const auto value = std::to_integer<unsigned>(byte);
    return {digits[value >> 4], digits[value & 0xf]};
}

// What comes to a wrong port, by how it begins: RFC 8446, 5.1 (a handshake's and an alert's content
// type, then the major version of all of TLS), RFC 9110, 9.3 with RFC 5789, RFC 9113, 3.4, RFC
// 9112, 2.3, and RFC 4253, 4.2.
constexpr std::pair<std::string_view, std::string_view> beginnings[] = {
    {"\x16\x03", "a TLS ClientHello"},
    {"\x15\x03", "a TLS alert"},
    {"GET ", "an HTTP request"},
    {"HEAD ", "an HTTP request"},
    {"POST ", "an HTTP request"},
    {"PUT ", "an HTTP request"},
    {"DELETE ", "an HTTP request"},
    {"CONNECT ", "an HTTP request"},
    {"OPTIONS ", "an HTTP request"},
    {"TRACE ", "an HTTP request"},
    {"PATCH ", "an HTTP request"},
    {"PRI * HTTP/2", "an HTTP request"},
    {"HTTP/", "an HTTP response"},
    {"SSH-", "an SSH banner"},
};

// Empty where too little has arrived to tell, or something else.
static std::string_view nameOf(std::span<const std::byte> bytes)
{
    const auto *const found = std::ranges::find_if(beginnings, [bytes](const auto &beginning) {
        const auto begin = std::as_bytes(std::span(beginning.first));
        return bytes.size() >= begin.size() && std::ranges::equal(bytes.first(begin.size()), begin);
    });
    return found == std::end(beginnings) ? std::string_view() : found->second;
}

std::string describeFirstBytes(std::span<const std::byte> bytes)
{
    assert(!bytes.empty());
    constexpr std::size_t shown = 8;

    const auto name = nameOf(bytes);
    std::string text = name.empty() ? std::string() : std::string(name) + ", ";
    text += "first byte 0x" + hexByte(bytes.front()) + ", '";
    for (const auto byte : bytes.first(std::min(bytes.size(), shown))) {
        const auto character = std::to_integer<char>(byte);
        const bool isPlain =
            character >= ' ' && character <= '~' && character != '\\' && character != '\'';
        text += isPlain ? std::string(1, character) : "\\x" + hexByte(byte);
    }
    return text + "'";
}

} // namespace sealcord
