// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"
#include "core/protocol/bytebuffer.h"
#include "core/protocol/endian.h"

#include <cstddef>
#include <cstdint>
#include <span>

/// One message on the wire of the classic protocol: docs/protocols/messages.md.
namespace sealcord::classic {

/// The fields of a frame: length of what follows the nonce (u32 big endian), nonce, ciphertext,
/// tag. Nothing but the nonce, the ciphertext and the tag is protected.
struct Frame {
    static constexpr std::size_t lengthSize = sizeof(std::uint32_t);
    static constexpr std::size_t nonceOffset = lengthSize;
    static constexpr std::size_t ciphertextOffset = nonceOffset + Aead::nonceLength;
    /// Bytes that a message grows by on the wire.
    static constexpr std::size_t overhead = ciphertextOffset + Aead::tagLength;
};

/// The length field at the front of \a frame, which has at least Frame::lengthSize bytes.
[[nodiscard]] inline std::uint32_t frameLength(std::span<const std::byte> frame)
{
    return fromBigEndian<std::uint32_t>(frame.first<Frame::lengthSize>());
}

/// Opens the whole frame \a frame: in place, or into \a into, whose content is replaced and which
/// leaves the frame as it is. Empty when the tag does not verify: where the plaintext would be is
/// wiped then. The plaintext is a part of \a frame, or all of \a into.
struct OpenedFrame {
    bool isAuthentic = false;
    std::span<std::byte> plaintext;
};
[[nodiscard]] OpenedFrame openFrame(
    Aead &aead, std::span<std::byte> frame, ByteBuffer *into = nullptr);

/// Seals \a plaintext under \a nonce into a frame at the end of \a out. False when the crypto
/// library failed: \a out is as before.
[[nodiscard]] bool sealFrame(Aead &aead, std::span<const std::byte, Aead::nonceLength> nonce,
    std::span<const std::byte> plaintext, ByteBuffer &out);

} // namespace sealcord::classic
