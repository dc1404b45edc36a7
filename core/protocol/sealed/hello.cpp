// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/hello.h"

#include "core/protocol/endian.h"
#include "core/protocol/utf8.h"

#include <algorithm>

namespace sealcord::sealed {

namespace {

constexpr std::byte nameType{0x01};
constexpr std::byte largestMessageType{0x02};
constexpr std::byte mostStreamsType{0x03};
constexpr std::byte mustBeUnderstood{0x80};
constexpr std::size_t itemHead = 2; // type and length

std::unexpected<Failure> bad(const std::string &what)
{
    return std::unexpected(Failure{Failure::Reason::BadHello, "hello: " + what});
}

std::expected<void, Failure> takeNumber(
    std::span<const std::byte> value, const std::string &what, std::uint32_t &number)
{
    if (value.size() != sizeof number)
        return bad(what + std::to_string(value.size()) + " bytes");
    number = fromBigEndian<std::uint32_t>(value);
    if (number == 0)
        return bad(what + "0");
    return {};
}

std::byte *putNumber(std::byte type, std::uint32_t number, std::byte *next)
{
    *next++ = type;
    *next++ = std::byte{sizeof number};
    toBigEndian(number, std::span<std::byte, sizeof number>(next, sizeof number));
    return next + sizeof number;
}

std::expected<void, Failure> takeItem(
    std::byte type, std::span<const std::byte> value, Hello &hello)
{
    if (type == nameType) {
        if (value.empty() || value.size() > Hello::longestName)
            return bad("a name of " + std::to_string(value.size()) + " bytes");
        if (!isUtf8(value))
            return bad("a name that is not UTF-8");
        hello.name.assign(reinterpret_cast<const char *>(value.data()), value.size());
    } else if (type == largestMessageType) {
        return takeNumber(value, "a largest message of ", hello.largestMessage);
    } else if (type == mostStreamsType) {
        return takeNumber(value, "a number of streams of ", hello.mostStreams);
    } else if (type >= mustBeUnderstood) {
        return bad("item " + std::to_string(std::to_integer<int>(type)) + " is not known");
    }
    return {};
}

} // namespace

std::array<std::byte, Hello::length> encodeHello(
    std::string_view name, std::uint32_t largestMessage, std::uint32_t mostStreams)
{
    std::array<std::byte, Hello::length> bytes{};
    auto *next = bytes.data();
    if (!name.empty()) {
        *next++ = nameType;
        *next++ = static_cast<std::byte>(name.size());
        next = std::ranges::copy(std::as_bytes(std::span(name)), next).out;
    }
    next = putNumber(largestMessageType, largestMessage, next);
    if (mostStreams > 0)
        putNumber(mostStreamsType, mostStreams, next);
    return bytes;
}

std::expected<Hello, Failure> decodeHello(std::span<const std::byte, Hello::length> bytes)
{
    Hello hello;
    std::span<const std::byte> rest = bytes;
    std::byte last{0};
    while (!rest.empty() && rest.front() != std::byte{0}) {
        const auto type = rest.front();
        if (type <= last)
            return bad(type == last ? "an item twice" : "items that are not in order");
        last = type;
        if (rest.size() < itemHead
            || rest.size() - itemHead < std::to_integer<std::size_t>(rest[1]))
            return bad("an item runs over its end");
        const auto value = rest.subspan(itemHead, std::to_integer<std::size_t>(rest[1]));
        if (auto taken = takeItem(type, value, hello); !taken)
            return std::unexpected(std::move(taken.error()));
        rest = rest.subspan(itemHead + value.size());
    }
    if (std::ranges::any_of(rest, [](std::byte byte) { return byte != std::byte{0}; }))
        return bad("something behind its end");
    if (hello.largestMessage == 0)
        return bad("no largest message");
    return hello;
}

} // namespace sealcord::sealed
