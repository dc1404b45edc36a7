// SPDX-License-Identifier: MIT
#include "core/protocol/noise/cipherstate.h"

#include <algorithm>
#include <cassert>

namespace sealcord::noise {

void CipherState::initializeKey(Aead::Key key)
{
    m_key = std::move(key);
    m_aead.reset();
    m_nonce = 0;
}

void CipherState::forgetKey()
{
    m_key.reset();
    m_aead.reset();
}

Result CipherState::prepare()
{
    if (m_aead)
        return {};
    auto aead = Aead::create(*m_key, m_engine);
    if (!aead)
        return internalFailure(std::move(aead.error()));
    m_aead = std::move(*aead);
    return {};
}

Result CipherState::encryptWithAd(std::span<const std::byte> associated,
    std::span<const std::byte> plaintext, std::span<std::byte> ciphertext)
{
    assert(ciphertext.size() == plaintext.size() + overhead());
    if (!hasKey()) {
        std::ranges::copy(plaintext, ciphertext.begin());
        return {};
    }
    if (auto ready = prepare(); !ready)
        return ready;
    if (!m_aead->seal(Aead::counterNonce(m_nonce), plaintext, ciphertext.first(plaintext.size()),
            ciphertext.last<Aead::tagLength>(), associated))
        return internalFailure({"sealing a part of the handshake failed"});
    ++m_nonce;
    return {};
}

Result CipherState::decryptWithAd(std::span<const std::byte> associated,
    std::span<const std::byte> ciphertext, std::span<std::byte> plaintext)
{
    assert(ciphertext.size() == plaintext.size() + overhead());
    if (!hasKey()) {
        std::ranges::copy(ciphertext, plaintext.begin());
        return {};
    }
    if (auto ready = prepare(); !ready)
        return ready;
    if (!m_aead->open(Aead::counterNonce(m_nonce), ciphertext.first(plaintext.size()),
            ciphertext.last<Aead::tagLength>(), plaintext, associated))
        return std::unexpected(Failure{Failure::Reason::NotVerified,
            "the handshake failed verification: changed on the way, or another pre-shared key"});
    ++m_nonce;
    return {};
}

} // namespace sealcord::noise
