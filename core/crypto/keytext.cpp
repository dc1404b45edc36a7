// SPDX-License-Identifier: MIT
#include "core/crypto/keytext.h"

#include "core/crypto/base64.h"
#include "core/crypto/sha256.h"

namespace sealcord {

static constexpr std::string_view keyPrefix = "x25519:";
static constexpr std::string_view fingerprintPrefix = "SHA256:";

std::string publicKeyText(const X25519KeyPair::PublicKey &key)
{
    return std::string(keyPrefix) + toBase64Text(key);
}

std::optional<X25519KeyPair::PublicKey> parsePublicKey(std::string_view text)
{
    X25519KeyPair::PublicKey key;
    if (!text.starts_with(keyPrefix) || !fromBase64(text.substr(keyPrefix.size()), key)
        || !isCanonical(key))
        return {};
    return key;
}

bool isCanonical(const X25519KeyPair::PublicKey &key) noexcept
{
    return (key.back() & std::byte{0x80}) == std::byte{0};
}

std::string keyFingerprint(const X25519KeyPair::PublicKey &key)
{
    const auto digest = sha256(key);
    return digest ? std::string(fingerprintPrefix) + toBase64Text(*digest) : publicKeyText(key);
}

} // namespace sealcord
