// SPDX-License-Identifier: MIT
#include "core/crypto/aead.h"

#include <cassert>

namespace sealcord {

std::expected<Aead, CryptoError> Aead::create(const Key &key, AeadEngine engine)
{
    if (engine == AeadEngine::IpsecMb) {
        auto gcm = IpsecMbGcm::create(key);
        if (!gcm)
            return std::unexpected(std::move(gcm.error()));
        return Aead(std::move(*gcm));
    }
    auto gcm = OpenSslGcm::create(key);
    if (!gcm)
        return std::unexpected(std::move(gcm.error()));
    return Aead(std::move(*gcm));
}

bool Aead::seal(std::span<const std::byte, nonceLength> nonce, std::span<const std::byte> plaintext,
    std::span<std::byte> ciphertext, std::span<std::byte, tagLength> tag)
{
    assert(ciphertext.size() == plaintext.size());
    if (plaintext.size() > maxMessageLength)
        return false; // OpenSSL would take the length for a smaller one
    auto *ipsecMb = std::get_if<IpsecMbGcm>(&m_gcm);
    return ipsecMb ? ipsecMb->seal(nonce, plaintext, ciphertext, tag)
                   : std::get_if<OpenSslGcm>(&m_gcm)->seal(nonce, plaintext, ciphertext, tag);
}

bool Aead::open(std::span<const std::byte, nonceLength> nonce,
    std::span<const std::byte> ciphertext, std::span<const std::byte, tagLength> tag,
    std::span<std::byte> plaintext)
{
    assert(ciphertext.size() == plaintext.size());
    if (ciphertext.size() > maxMessageLength)
        return false;
    auto *ipsecMb = std::get_if<IpsecMbGcm>(&m_gcm);
    return ipsecMb ? ipsecMb->open(nonce, ciphertext, tag, plaintext)
                   : std::get_if<OpenSslGcm>(&m_gcm)->open(nonce, ciphertext, tag, plaintext);
}

AeadEngine Aead::engine() const
{
    return std::holds_alternative<IpsecMbGcm>(m_gcm) ? AeadEngine::IpsecMb : AeadEngine::OpenSsl;
}

} // namespace sealcord
