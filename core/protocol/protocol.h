// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace sealcord {

/// The protocols that a connection can speak. What is known of each without its keys stands here:
/// its name, and what its bytes on the wire mean. No cryptography, no state.
enum class Protocol {
    None, ///< not known: a server has not heard the first byte yet, or one that belongs to none
    Classic,
    Sealed,
};

/// "classic", "none": as settings and logs write it. Lives as long as the program.
[[nodiscard]] std::string_view name(Protocol protocol);

/// The protocol of a connection whose agent says \a first first; None: it belongs to none.
[[nodiscard]] Protocol protocolOf(std::byte first);

enum class PacketKind {
    Unknown,
    EncryptionRequest, ///< classic
    EncryptionResponse,
    Opening, ///< sealed: the agent's preamble and message 1
    Answer, ///< the server's preamble and message 2
    Refusal, ///< the server's preamble alone
    LastMessage, ///< message 3
    Verdict, ///< the server's first record: ADMIT, or why not
};

/// What \a packet of the handshake of \a protocol is, going by how it begins.
[[nodiscard]] PacketKind packetKind(Protocol protocol, std::span<const std::byte> packet);

enum class FieldKind {
    PacketId,
    PublicKey, ///< for this connection alone
    VerifyToken,
    Length,
    Nonce,
    Ciphertext,
    Tag,
    Magic, ///< of the sealed protocol, and what follows
    Version,
    Mode,
    Status,
    SealedStaticKey, ///< the key of an end, and the tag behind it
    SealedHello,
    SealedLength, ///< of a message, in front of it within its frame
    OtherMessages, ///< of the same frame, and their lengths
    SealedType, ///< of a record
};

/// A stretch of a packet or frame.
struct Field {
    FieldKind kind = FieldKind::PacketId;
    std::size_t offset = 0; ///< in bytes from the beginning of the packet or frame
    std::size_t length = 0;
    bool isSecret = false; ///< key material: never shown, never copied
};

/// The fields of a whole packet of the handshake of \a protocol, in their order and without gaps.
/// Empty for what is none.
[[nodiscard]] std::vector<Field> dissectHandshake(
    Protocol protocol, std::span<const std::byte> packet);

/// The same of a whole frame, or of several in a row.
[[nodiscard]] std::vector<Field> dissectFrame(Protocol protocol, std::span<const std::byte> frame);

/// The bytes of \a frames on the wire that held one message of \a length bytes and nothing else.
[[nodiscard]] std::size_t lengthOnWire(Protocol protocol, std::size_t length, std::size_t frames);

/// How many of \a frames, which follow each other, belong to the first; all where that is not
/// whole.
[[nodiscard]] std::size_t firstFrame(Protocol protocol, std::span<const std::byte> frames);

/// Which of the messages of a frame one is.
struct FramePlace {
    std::size_t length = 0; ///< of the message, in bytes
    std::size_t index = 0;
    std::size_t inFrame = 1; ///< so many messages the frame holds
    std::size_t before = 0; ///< bytes of the messages before it in the frame
};

/// As dissectFrame(), told what is sealed in it: the message at \a place, whose bytes are the
/// fields Ciphertext. \a frame may be the several that one message takes.
[[nodiscard]] std::vector<Field> dissectFrame(
    Protocol protocol, std::span<const std::byte> frame, const FramePlace &place);

} // namespace sealcord
