// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/x25519.h"

#include <array>
#include <cstdint>
#include <span>

namespace sealcord::floor {

/// The symmetric state of Noise_XX_25519_AESGCM_SHA256 (Noise, revision 34, 5.2), on OpenSSL for
/// either engine, as the key agreement is.
class SymmetricState
{
public:
    static constexpr std::size_t tagLength = 16;
    using Bytes = std::span<const Byte>;

    explicit SymmetricState(Bytes prologue);

    void mixHash(Bytes bytes);
    void mixKey(const Key &secret);

    /// Writes \a plain, sealed, and the tag behind it to \a cipher.
    void sealAndHash(Bytes plain, Byte *cipher);
    /// False where the tag, the last bytes of \a cipher, is wrong.
    [[nodiscard]] bool openAndHash(Bytes cipher, Byte *plain);

    /// The key that the initiator sends with, and the one that it receives with.
    struct Keys {
        Key fromInitiator;
        Key fromResponder;
    };
    [[nodiscard]] Keys split() const;

private:
    Key m_hash;
    Key m_chainingKey;
    Key m_key; ///< none before the first mixKey(), which comes before the first sealing here
    std::uint64_t m_counter = 0;
};

} // namespace sealcord::floor
