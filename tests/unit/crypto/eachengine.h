// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"
#include "tests/support/aeadof.h"
#include "tests/support/hex.h"

#include <QByteArrayView>
#include <QTest>

#include <array>
#include <string>

/// What tests share that run once for each engine.
namespace sealcord::test {

/// The global rows of such a test.
inline void addEngines()
{
    QTest::addColumn<AeadEngine>("engine");
    for (const auto engine : aeadEngines)
        QTest::newRow(std::string(name(engine)).c_str()) << engine;
}

inline Aead aeadUnder(const Bytes &key)
{
    QFETCH_GLOBAL(AeadEngine, engine);
    return aeadOf(key, engine);
}

inline Aead anyAead()
{
    return aeadUnder(fromHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
}

using Nonce = std::array<std::byte, Aead::nonceLength>;
using Tag = std::array<std::byte, Aead::tagLength>;

// One sealed message of a test.
struct Sealed {
    Nonce nonce{};
    Bytes ciphertext;
    Tag tag{};
};

inline Sealed sealedBy(Aead &aead, QByteArrayView plaintext)
{
    Sealed sealed{.nonce = {std::byte{1}}, .ciphertext = toBytes(plaintext)};
    if (!aead.seal(sealed.nonce, sealed.ciphertext, sealed.ciphertext, sealed.tag))
        qFatal("sealing failed");
    return sealed;
}

} // namespace sealcord::test
