// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"

#include <cstddef>
#include <cstdint>

/// What is on the wire of the sealed protocol once the keys are agreed: docs/protocols/sealed.md.
namespace sealcord::sealed {

/// A record: length of what follows (u16 big endian), ciphertext, tag. The plaintext is a body and
/// behind it the type, one byte. Everything but the length is protected; a changed length is
/// noticed as well, since another ciphertext is verified then.
struct Record {
    static constexpr std::size_t lengthSize = sizeof(std::uint16_t);
    static constexpr std::size_t typeSize = 1;
    /// Bytes that a body grows by on the wire.
    static constexpr std::size_t overhead = lengthSize + typeSize + Aead::tagLength;
    static constexpr std::size_t smallestLength =
        typeSize + Aead::tagLength; ///< of the length field
    static constexpr std::size_t mostBody = 0xffff - smallestLength;
};

enum class RecordType : std::uint8_t {
    Message = 0x01,
    Batch = 0x02,
    Begin = 0x03,
    Part = 0x04,
    Ping = 0x05,
    Pong = 0x06,
    Admit = 0x07,
    Close = 0x08,
    Open = 0x10,
    Data = 0x11,
    Window = 0x12,
    End = 0x13,
    Commit = 0x20,
    Nonce = 0x21,
    Reveal = 0x22,
};

/// A length in front of each message of a batch.
constexpr std::size_t batchLengthSize = sizeof(std::uint16_t);

/// A message in parts: its length, and what a part holds that is not the last.
constexpr std::size_t beginBody = sizeof(std::uint32_t);
constexpr std::size_t leastPart = 16 * 1024;
/// What our parts hold: with it a record takes 64 KiB on the wire, and a read of 256 KiB four of
/// them without a rest.
constexpr std::size_t partLength = 64 * 1024 - Record::overhead;

static_assert(partLength <= Record::mostBody && Record::mostBody == 65'518);

} // namespace sealcord::sealed
