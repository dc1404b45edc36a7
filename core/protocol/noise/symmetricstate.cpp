// SPDX-License-Identifier: MIT
#include "core/protocol/noise/symmetricstate.h"

#include "core/crypto/hmac.h"

#include <algorithm>
#include <cassert>

namespace sealcord::noise {

SymmetricState::SymmetricState(std::string_view protocolName, AeadEngine engine)
    : m_cipher(engine)
{
    assert(protocolName.size() <= m_hash.size()); // a longer one would be hashed
    std::ranges::copy(std::as_bytes(std::span(protocolName)), m_hash.begin());
    std::ranges::copy(m_hash, m_chainingKey.bytes().begin());
}

Result SymmetricState::mixKey(std::span<const std::byte> input)
{
    auto outputs = noiseHkdf<2>(m_chainingKey.bytes(), input);
    if (!outputs)
        return internalFailure(std::move(outputs.error()));
    m_chainingKey = std::move((*outputs)[0]);
    m_cipher.initializeKey(std::move((*outputs)[1]));
    return {};
}

Result SymmetricState::mixHash(std::span<const std::byte> data)
{
    auto hash = sha256OfParts({m_hash, data});
    if (!hash)
        return internalFailure(std::move(hash.error()));
    m_hash = *hash;
    return {};
}

Result SymmetricState::mixKeyAndHash(std::span<const std::byte> input)
{
    auto outputs = noiseHkdf<3>(m_chainingKey.bytes(), input);
    if (!outputs)
        return internalFailure(std::move(outputs.error()));
    m_chainingKey = std::move((*outputs)[0]);
    if (auto mixed = mixHash((*outputs)[1].bytes()); !mixed)
        return mixed;
    m_cipher.initializeKey(std::move((*outputs)[2]));
    return {};
}

Result SymmetricState::encryptAndHash(
    std::span<const std::byte> plaintext, std::span<std::byte> ciphertext)
{
    if (auto encrypted = m_cipher.encryptWithAd(m_hash, plaintext, ciphertext); !encrypted)
        return encrypted;
    return mixHash(ciphertext);
}

Result SymmetricState::decryptAndHash(
    std::span<const std::byte> ciphertext, std::span<std::byte> plaintext)
{
    if (auto decrypted = m_cipher.decryptWithAd(m_hash, ciphertext, plaintext); !decrypted)
        return decrypted;
    return mixHash(ciphertext);
}

std::expected<Split, Failure> SymmetricState::split()
{
    auto outputs = noiseHkdf<2>(m_chainingKey.bytes(), {});
    wipe(m_chainingKey.bytes());
    m_cipher.forgetKey();
    if (!outputs)
        return internalFailure(std::move(outputs.error()));
    return Split{std::move((*outputs)[0]), std::move((*outputs)[1]), m_hash};
}

} // namespace sealcord::noise
