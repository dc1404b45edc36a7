// SPDX-License-Identifier: MIT
#include "core/text/showdata.h"

#include "core/text/byteview.h"
#include "core/text/escape.h"

#include <algorithm>
#include <string_view>

namespace sealcord {

namespace {

std::string asBytes(std::span<const std::byte> shown, const std::string &rest)
{
    std::string out = "[";
    for (const auto byte : shown) {
        out += std::to_string(std::to_integer<unsigned>(byte));
        out += ", ";
    }
    if (!rest.empty())
        out += rest;
    else if (!shown.empty())
        out.resize(out.size() - 2);
    return out + ']';
}

std::string asText(std::span<const std::byte> shown, const std::string &rest)
{
    const auto quoted = '"' + escaped(charView(shown)) + '"';
    return rest.empty() ? quoted : quoted + ' ' + rest;
}

std::string asHex(std::span<const std::byte> shown, const std::string &rest)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const auto byte : shown) {
        if (!out.empty())
            out += ' ';
        out += digits[std::to_integer<unsigned>(byte >> 4)];
        out += digits[std::to_integer<unsigned>(byte & std::byte{0xf})];
    }
    return rest.empty() ? out : out + ' ' + rest;
}

} // namespace

std::string byteCount(quint64 count)
{
    return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

std::string showData(std::span<const std::byte> message, ShowData how)
{
    return showData(message, message.size(), how);
}

std::string showData(std::span<const std::byte> beginning, std::size_t length, ShowData how)
{
    auto size = '(' + byteCount(length) + ')';
    const auto shown = beginning.first(std::min({beginning.size(), length, shownDataLength}));
    const auto rest = shown.size() < length ? "... " + size : std::string();
    switch (how) {
    case ShowData::Bytes:
        return asBytes(shown, rest);
    case ShowData::Text:
        return asText(shown, rest);
    case ShowData::Hex:
        return asHex(shown, rest);
    case ShowData::None:
        break;
    }
    return size;
}

} // namespace sealcord
