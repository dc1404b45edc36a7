// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

/// What the bytes on the wire mean, for whoever shows them. No cryptography, no state.
namespace sealcord {

enum class FieldKind { PacketId, PublicKey, VerifyToken, Length, Nonce, Ciphertext, Tag };

/// A stretch of a packet or frame.
struct Field {
    FieldKind kind = FieldKind::PacketId;
    std::size_t offset = 0; ///< in bytes from the beginning of the packet or frame
    std::size_t length = 0;
    bool isSecret = false; ///< key material: never shown, never copied
};

/// The fields of a whole packet of the handshake of \a protocol ("classic"), in their order and
/// without gaps. Empty for what is none.
[[nodiscard]] std::vector<Field> dissectHandshake(
    std::string_view protocol, std::span<const std::byte> packet);

/// The same of a whole frame.
[[nodiscard]] std::vector<Field> dissectFrame(
    std::string_view protocol, std::span<const std::byte> frame);

} // namespace sealcord
