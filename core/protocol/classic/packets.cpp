// SPDX-License-Identifier: MIT
#include "core/protocol/classic/packets.h"

#include <algorithm>
#include <cassert>
#include <optional>

namespace sealcord::classic {

namespace {

// bincode 2, "standard" configuration: a first byte below 251 is the value itself, the next
// three announce 2, 4 or 8 bytes, little endian. What 254 announces is wider than a u64, and
// 255 announces nothing.
constexpr std::byte firstMarker{0xfb};
constexpr std::byte eightByteMarker{0xfd};

std::optional<std::size_t> bytesAfter(std::byte first)
{
    if (first < firstMarker)
        return 0;
    if (first > eightByteMarker)
        return std::nullopt;
    return std::size_t{2} << (std::to_integer<unsigned>(first)
               - std::to_integer<unsigned>(firstMarker));
}

// Little endian of any width on the wire, big endian of eight bytes in the token.
VerifyToken tokenFrom(std::span<const std::byte> littleEndian)
{
    VerifyToken token;
    std::ranges::reverse_copy(littleEndian, token.bytes().last(littleEndian.size()).begin());
    return token;
}

template <std::size_t N>
void take(std::span<const std::byte> in, std::size_t offset, std::array<std::byte, N> &field)
{
    std::ranges::copy(in.subspan(offset, N), field.begin());
}

} // namespace

std::expected<Decoded<EncryptionRequest>, Undecoded> decodeRequest(std::span<const std::byte> in)
{
    using Request = EncryptionRequest;
    assert(in.empty() || in.front() == Request::id);

    constexpr auto shortest = Request::tokenOffset + 1;
    if (in.size() < shortest)
        return std::unexpected(NeedBytes{shortest});
    const auto more = bytesAfter(in[Request::tokenOffset]);
    if (!more)
        return std::unexpected(Failure{
            Failure::Reason::BadHandshake, "the verify token of the request is no 64-bit number"});
    const auto length = shortest + *more;
    if (in.size() < length)
        return std::unexpected(NeedBytes{length});

    Request request;
    take(in, Request::keyOffset, request.key);
    request.token =
        tokenFrom(*more == 0 ? in.subspan(Request::tokenOffset, 1) : in.subspan(shortest, *more));
    return Decoded<Request>{std::move(request), length};
}

std::expected<Decoded<EncryptionResponse>, Undecoded> decodeResponse(std::span<const std::byte> in)
{
    using Response = EncryptionResponse;
    if (in.empty())
        return std::unexpected(NeedBytes{1}); // the first byte alone can refuse
    if (in.front() != Response::id)
        return std::unexpected(
            Failure{Failure::Reason::NotAPeer, "not a classic server: " + describeFirstBytes(in)});
    if (in.size() < Response::length)
        return std::unexpected(NeedBytes{Response::length});

    Decoded<Response> decoded{.packet = {}, .length = Response::length};
    take(in, Response::keyOffset, decoded.packet.key);
    take(in, Response::nonceOffset, decoded.packet.nonce);
    take(in, Response::tokenOffset, decoded.packet.sealedToken);
    take(in, Response::tagOffset, decoded.packet.tag);
    return decoded;
}

void encode(const EncryptionRequest &request, ByteBuffer &out)
{
    const auto packet = out.extend(EncryptionRequest::fullLength);
    packet.front() = EncryptionRequest::id;
    std::ranges::copy(request.key, packet.subspan(EncryptionRequest::keyOffset).begin());
    packet[EncryptionRequest::tokenOffset] = eightByteMarker;
    std::ranges::reverse_copy(
        request.token.bytes(), packet.subspan(EncryptionRequest::tokenOffset + 1).begin());
}

void encode(const EncryptionResponse &response, ByteBuffer &out)
{
    using Response = EncryptionResponse;
    const auto packet = out.extend(Response::length);
    packet.front() = Response::id;
    std::ranges::copy(response.key, packet.subspan(Response::keyOffset).begin());
    std::ranges::copy(response.nonce, packet.subspan(Response::nonceOffset).begin());
    std::ranges::copy(response.sealedToken, packet.subspan(Response::tokenOffset).begin());
    std::ranges::copy(response.tag, packet.subspan(Response::tagOffset).begin());
}

} // namespace sealcord::classic
