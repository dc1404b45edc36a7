// SPDX-License-Identifier: MIT
#include "core/protocol/classic/dissection.h"

#include "core/protocol/classic/frame.h"
#include "core/protocol/classic/packets.h"

#include <algorithm>

namespace sealcord::classic {

namespace {

constexpr std::size_t idLength = 1;

// Who keeps a packet keeps zeros where its token was, which as a number would be shorter.
bool hasWipedToken(std::span<const std::byte> packet)
{
    using Request = EncryptionRequest;
    return packet.size() > Request::tokenOffset && packet.size() <= Request::fullLength
        && std::ranges::all_of(packet.subspan(Request::tokenOffset),
            [](std::byte byte) { return byte == std::byte{0}; });
}

std::vector<Field> dissectRequest(std::span<const std::byte> packet)
{
    using Request = EncryptionRequest;
    const auto decoded = decodeRequest(packet);
    if ((!decoded || decoded->length != packet.size()) && !hasWipedToken(packet))
        return {};
    return {{FieldKind::PacketId, 0, idLength},
        {FieldKind::PublicKey, Request::keyOffset, X25519KeyPair::keyLength},
        {FieldKind::VerifyToken, Request::tokenOffset, packet.size() - Request::tokenOffset, true}};
}

std::vector<Field> dissectResponse(std::span<const std::byte> packet)
{
    using Response = EncryptionResponse;
    if (packet.size() != Response::length)
        return {};
    return {{FieldKind::PacketId, 0, idLength},
        {FieldKind::PublicKey, Response::keyOffset, X25519KeyPair::keyLength},
        {FieldKind::Nonce, Response::nonceOffset, Aead::nonceLength},
        {FieldKind::Ciphertext, Response::tokenOffset, Response::tagOffset - Response::tokenOffset},
        {FieldKind::Tag, Response::tagOffset, Aead::tagLength}};
}

} // namespace

PacketKind packetKind(std::span<const std::byte> packet)
{
    if (!packet.empty() && packet.front() == EncryptionRequest::id)
        return PacketKind::EncryptionRequest;
    if (!packet.empty() && packet.front() == EncryptionResponse::id)
        return PacketKind::EncryptionResponse;
    return PacketKind::Unknown;
}

std::vector<Field> dissectHandshake(std::span<const std::byte> packet)
{
    switch (packetKind(packet)) {
    case PacketKind::EncryptionRequest:
        return dissectRequest(packet);
    case PacketKind::EncryptionResponse:
        return dissectResponse(packet);
    default:
        return {};
    }
}

// The goodbye of nothing but a length of zero is a whole frame as well.
std::vector<Field> dissectFrame(std::span<const std::byte> frame)
{
    if (frame.size() < Frame::lengthSize)
        return {};
    const std::size_t length = frameLength(frame);
    const Field lengthField{FieldKind::Length, 0, Frame::lengthSize};
    if (length == 0 && frame.size() == Frame::lengthSize)
        return {lengthField};
    if (length < Aead::tagLength || length - Aead::tagLength + Frame::overhead != frame.size())
        return {};
    std::vector<Field> fields{
        lengthField, {FieldKind::Nonce, Frame::nonceOffset, Aead::nonceLength}};
    if (const auto ciphertext = length - Aead::tagLength; ciphertext != 0)
        fields.push_back({FieldKind::Ciphertext, Frame::ciphertextOffset, ciphertext});
    fields.push_back({FieldKind::Tag, frame.size() - Aead::tagLength, Aead::tagLength});
    return fields;
}

// A frame is one message and nothing else.
std::vector<Field> dissectContent(std::span<const std::byte> frame, const FramePlace &)
{
    return dissectFrame(frame);
}

std::size_t lengthOnWire(std::size_t length, std::size_t frames)
{
    return length + frames * Frame::overhead;
}

} // namespace sealcord::classic
