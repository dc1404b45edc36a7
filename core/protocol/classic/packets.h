// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"
#include "core/crypto/x25519.h"
#include "core/protocol/bytebuffer.h"
#include "core/protocol/undecoded.h"

#include <array>
#include <cstddef>
#include <expected>
#include <span>

/// The two packets of the classic handshake: docs/packets/. Layout only, no cryptography.
namespace sealcord::classic {

/// The number that the server seals to show that it computed the same key, as 8 bytes big endian:
/// the form in which it is sealed.
using VerifyToken = Secret<8>;

/// 0x01, agent to server: id, public key, token as a bincode variable integer.
struct EncryptionRequest {
    static constexpr std::byte id{0x01};
    static constexpr std::size_t keyOffset = 1;
    static constexpr std::size_t tokenOffset = keyOffset + X25519KeyPair::keyLength;
    /// The only length that the Rust server reads: with a token of 2^32 or more.
    static constexpr std::size_t fullLength = tokenOffset + 1 + sizeof(std::uint64_t);

    X25519KeyPair::PublicKey key{};
    VerifyToken token;
};

/// 0x02, server to agent: id, public key, nonce, sealed token and its tag. Always 69 bytes.
struct EncryptionResponse {
    static constexpr std::byte id{0x02};
    static constexpr std::size_t keyOffset = 1;
    static constexpr std::size_t nonceOffset = keyOffset + X25519KeyPair::keyLength;
    static constexpr std::size_t tokenOffset = nonceOffset + Aead::nonceLength;
    static constexpr std::size_t tagOffset = tokenOffset + sizeof(std::uint64_t);
    static constexpr std::size_t length = tagOffset + Aead::tagLength;

    X25519KeyPair::PublicKey key{};
    std::array<std::byte, Aead::nonceLength> nonce{};
    std::array<std::byte, sizeof(std::uint64_t)> sealedToken{};
    std::array<std::byte, Aead::tagLength> tag{};
};

/// A packet and how many bytes of the input it took.
template <typename Packet> struct Decoded {
    Packet packet;
    std::size_t length = 0;
};

/// Reads a request of any token length, canonical or not, from the front of \a in. The first byte
/// has been seen to be the request's id.
[[nodiscard]] std::expected<Decoded<EncryptionRequest>, Undecoded> decodeRequest(
    std::span<const std::byte> in);

/// Reads a response from the front of \a in. What does not begin like one fails at its first byte.
[[nodiscard]] std::expected<Decoded<EncryptionResponse>, Undecoded> decodeResponse(
    std::span<const std::byte> in);

/// Appends \a request with its token in nine bytes, as all tokens of 2^32 or more have it.
void encode(const EncryptionRequest &request, ByteBuffer &out);
void encode(const EncryptionResponse &response, ByteBuffer &out);

} // namespace sealcord::classic
