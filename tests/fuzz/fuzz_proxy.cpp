// SPDX-License-Identifier: MIT
// Any bytes as a PROXY header, version 2, and what stands behind it, in pieces of any length.
#include "core/net/proxy/proxyheader.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/inputreader.h"

#include <algorithm>
#include <cstdint>
#include <optional>

using namespace sealcord;
using fuzz::require;

namespace {

struct Reading {
    bool isRefused = false;
    bool isWhole = false;
    std::size_t taken = 0;
    std::optional<Endpoint> source = {};
};

/// Reads \a bytes in pieces: the lengths are those of \a pieces, again and again; none: whole.
Reading read(std::span<const std::byte> bytes, std::span<const std::byte> pieces)
{
    ProxyHeaderReader reader;
    Reading reading;
    for (std::size_t turn = 0; !reader.isWhole() && reading.taken < bytes.size(); ++turn) {
        const auto space = reader.space();
        require(!space.empty(), "there is room until the header is whole");
        const auto most = pieces.empty()
            ? space.size()
            : std::to_integer<std::size_t>(pieces[turn % pieces.size()]) + 1;
        const auto count = std::min({most, space.size(), bytes.size() - reading.taken});
        std::ranges::copy(bytes.subspan(reading.taken, count), space.begin());
        reading.taken += count;
        require(reading.taken <= longestProxyHeader, "no header is longer than is said");
        if (const auto filled = reader.filled(count); !filled) {
            require(!filled.error().empty(), "an error says what");
            reading.isRefused = true;
            return reading;
        }
    }
    reading.isWhole = reader.isWhole();
    if (reading.isWhole)
        reading.source = reader.source();
    return reading;
}

void compare(const Reading &one, const Reading &other)
{
    require(one.isRefused == other.isRefused, "pieces do not decide what is refused");
    require(one.isWhole == other.isWhole, "pieces do not decide when it is whole");
    require(one.source == other.source, "pieces do not decide whom it names");
    require(one.isRefused || one.taken == other.taken, "pieces do not decide where it ends");
}

void checkWritten(const Endpoint &source, std::span<const std::byte> value)
{
    const ProxyField field{agentNameField, value.first(std::min<std::size_t>(value.size(), 64))};
    auto header = encodeProxyHeader(source, Endpoint(), {&field, 1});
    const auto length = header.size();
    header.push_back(std::byte{1});
    const auto again = read(header, {});
    require(again.isWhole && again.source == source, "what is written names the same");
    require(again.taken == length, "what is written ends where it does");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::InputReader input(data, size);
    const auto pieces = input.take(input.byte() % 8);
    const auto bytes = fuzz::exactCopy(input.rest());
    const auto whole = read(bytes, {});
    compare(whole, read(bytes, pieces));
    const std::byte one{0}; // and one: each byte by itself
    compare(whole, read(bytes, {&one, 1}));
    if (whole.source)
        checkWritten(*whole.source, bytes);
    return 0;
}
