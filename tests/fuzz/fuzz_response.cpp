// SPDX-License-Identifier: MIT
// The response decoder, fed anything, against a plain reading of
// docs/packets/0x02_encryption_response.md.
#include "core/protocol/classic/packets.h"
#include "tests/fuzz/check.h"

#include <algorithm>

using namespace sealcord;
using namespace sealcord::classic;
using fuzz::exactCopy;
using fuzz::require;

namespace {

void checkPacket(const EncryptionResponse &packet, std::span<const std::byte> wire)
{
    require(std::ranges::equal(packet.key, wire.subspan(1, 32)), "the key is bytes 1 to 32");
    require(std::ranges::equal(packet.nonce, wire.subspan(33, 12)), "the nonce is bytes 33 to 44");
    require(std::ranges::equal(packet.sealedToken, wire.subspan(45, 8)),
        "the sealed token is bytes 45 to 52");
    require(std::ranges::equal(packet.tag, wire.subspan(53, 16)), "the tag is bytes 53 to 68");

    ByteBuffer again;
    encode(packet, again);
    require(std::ranges::equal(again.bytes(), wire), "encoding gives back what was decoded");
}

void checkRefused(const Failure &failure, std::byte first)
{
    require(first != EncryptionResponse::id, "what begins like a response is not refused");
    require(failure.reason == Failure::Reason::NotAPeer, "another first byte is no peer's");
    require(std::ranges::all_of(failure.text, [](char c) { return c >= ' ' && c <= '~'; }),
        "a failure is told in printable ASCII");
}

// What decodeResponse() must say to exactly these bytes. Returns the bytes that it asked for.
std::size_t checkDecoded(std::span<const std::byte> wire)
{
    const auto copy = exactCopy(wire);
    const auto decoded = decodeResponse(copy);
    if (decoded) {
        require(wire.size() >= EncryptionResponse::length && decoded->length == 69,
            "a response takes its own 69 bytes");
        checkPacket(decoded->packet, wire.first(decoded->length));
        return 0;
    }
    if (const auto *failure = std::get_if<Failure>(&decoded.error())) {
        require(!wire.empty(), "nothing is no failure");
        checkRefused(*failure, wire.front());
        return 0;
    }
    const auto total = std::get<NeedBytes>(decoded.error()).total;
    require(wire.empty() || wire.front() == EncryptionResponse::id,
        "what does not begin like a response is refused at once");
    require(total > wire.size() && total <= EncryptionResponse::length,
        "an unfinished response asks for what it lacks");
    return total;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    const auto longest = std::min(size, EncryptionResponse::length + 1);
    std::size_t needed = 0;
    for (std::size_t shown = 0; shown <= longest; ++shown) {
        const auto total = checkDecoded(bytes.first(shown));
        require(shown >= needed || total == needed,
            "with fewer bytes than NeedBytes asked for, the answer stays the same");
        needed = total;
    }
    checkDecoded(bytes);
    return 0;
}
