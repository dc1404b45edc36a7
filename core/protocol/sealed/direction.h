// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"
#include "core/crypto/cryptoerror.h"
#include "core/protocol/failure.h"
#include "core/protocol/limits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>

namespace sealcord::sealed {

/// One direction of a sealed connection: its key, and the number of records under it so far, which
/// is the nonce of the next one (Noise, 11.1). After each \a recordsPerKey records the key becomes
/// Rekey(key) (Noise, 11.3), and the number goes on, up to \a mostRecords. The keys before are
/// gone.
class Direction
{
public:
    /// Why a record cannot be sealed or opened: NotAuthentic, KeyExhausted, Internal.
    using Result = std::expected<void, Failure::Reason>;

    [[nodiscard]] static std::expected<Direction, CryptoError> create(const Aead::Key &key,
        std::uint64_t recordsPerKey, AeadEngine engine,
        std::uint64_t mostRecords = sealedMostRecords);

    /// Seals \a body, which may be where \a ciphertext begins, and \a type behind it.
    [[nodiscard]] Result seal(std::span<const std::byte> body, std::byte type,
        std::span<std::byte> ciphertext, std::span<std::byte, Aead::tagLength> tag);

    /// Opens \a sealed, a ciphertext and its tag, into \a plaintext, which may be where it is. What
    /// does not verify does not count.
    [[nodiscard]] Result open(std::span<const std::byte> sealed, std::span<std::byte> plaintext);

    /// Records so far.
    [[nodiscard]] std::uint64_t count() const { return m_count; }

private:
    Direction(Aead aead, std::uint64_t recordsPerKey, std::uint64_t mostRecords)
        : m_aead(std::move(aead))
        , m_recordsPerKey(recordsPerKey)
        , m_mostRecords(mostRecords)
        , m_rekeyAt(std::min(recordsPerKey, mostRecords))
    { }

    [[nodiscard]] Result prepare() { return m_count < m_rekeyAt ? Result() : rekey(); }
    [[nodiscard]] Result rekey();

    Aead m_aead;
    std::uint64_t m_count = 0;
    std::uint64_t m_recordsPerKey;
    std::uint64_t m_mostRecords;
    std::uint64_t m_rekeyAt;
};

} // namespace sealcord::sealed
