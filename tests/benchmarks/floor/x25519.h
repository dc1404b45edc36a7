// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/buffer.h"

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace sealcord::floor {

constexpr std::size_t keyLength = 32;
using Key = std::array<Byte, keyLength>;

/// A pair of X25519 keys.
class KeyPair
{
public:
    /// \a privateKey has keyLength bytes.
    explicit KeyPair(const Byte *privateKey);

    [[nodiscard]] const Key &publicKey() const { return m_publicKey; }

    /// False where the result is all zeros. \a peer has keyLength bytes.
    [[nodiscard]] bool agree(const Byte *peer, Key &secret) const;

private:
    struct Free {
        void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    };
    std::unique_ptr<EVP_PKEY, Free> m_key;
    Key m_publicKey;
};

} // namespace sealcord::floor
