// SPDX-License-Identifier: MIT
// The request decoder, fed anything that begins with the request's id, against a plain reading of
// docs/packets/0x01_encryption_request.md.
#include "core/protocol/classic/packets.h"
#include "core/protocol/endian.h"
#include "tests/fuzz/check.h"

#include <algorithm>
#include <cstdint>

using namespace sealcord;
using namespace sealcord::classic;
using fuzz::exactCopy;
using fuzz::require;

namespace {

// The whole length of a request whose token begins with \a marker, 0 where there is none.
std::size_t lengthAfter(std::byte marker)
{
    switch (std::to_integer<unsigned>(marker)) {
    case 0xfb:
        return 36;
    case 0xfc:
        return 38;
    case 0xfd:
        return 42;
    case 0xfe:
    case 0xff:
        return 0;
    default:
        return 34;
    }
}

std::uint64_t tokenOf(std::span<const std::byte> request)
{
    auto digits = request.size() == 34 ? request.subspan(33) : request.subspan(34);
    std::uint64_t value = 0;
    for (; !digits.empty(); digits = digits.first(digits.size() - 1))
        value = value << 8 | std::to_integer<std::uint64_t>(digits.back());
    return value;
}

void checkPacket(const EncryptionRequest &packet, std::span<const std::byte> wire)
{
    require(std::ranges::equal(packet.key, wire.subspan(1, 32)), "the key is bytes 1 to 32");
    require(fromBigEndian<std::uint64_t>(packet.token.bytes()) == tokenOf(wire),
        "the token is the number that was encoded");

    ByteBuffer again;
    encode(packet, again);
    require(again.size() == EncryptionRequest::fullLength, "what we encode has 42 bytes");
    if (wire.size() == EncryptionRequest::fullLength)
        require(std::ranges::equal(again.bytes(), wire), "encoding gives back what was decoded");
    const auto decoded = decodeRequest(again.bytes());
    require(decoded && std::ranges::equal(decoded->packet.token.bytes(), packet.token.bytes()),
        "decoding gives back what was encoded");
}

// What decodeRequest() must say to exactly these bytes.
void checkDecoded(std::span<const std::byte> wire)
{
    const auto copy = exactCopy(wire);
    const auto decoded = decodeRequest(copy);
    const auto length = wire.size() < 34 ? 34 : lengthAfter(wire[33]);
    if (length == 0) {
        require(!decoded && std::holds_alternative<Failure>(decoded.error())
                && std::get<Failure>(decoded.error()).reason == Failure::Reason::BadHandshake,
            "a token of no known length is refused");
    } else if (wire.size() < length) {
        require(!decoded && std::holds_alternative<NeedBytes>(decoded.error())
                && std::get<NeedBytes>(decoded.error()).total == length,
            "an unfinished request asks for what it lacks");
    } else {
        require(decoded && decoded->length == length, "a request takes its own bytes and no more");
        checkPacket(decoded->packet, wire.first(length));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto wire = exactCopy(std::as_bytes(std::span(data, size)));
    if (!wire.empty())
        wire.front() = EncryptionRequest::id; // as the decoder may assume
    const std::span bytes(wire);
    const auto longest = std::min(wire.size(), EncryptionRequest::fullLength + 1);
    for (std::size_t shown = 0; shown <= longest; ++shown)
        checkDecoded(bytes.first(shown));
    checkDecoded(bytes);
    return 0;
}
