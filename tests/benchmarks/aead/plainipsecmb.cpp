// SPDX-License-Identifier: MIT
#include "tests/benchmarks/aead/plainipsecmb.h"

#include "core/crypto/octets.h"

#include <openssl/crypto.h>

#include <array>
#include <cstdlib>

namespace sealcord::bench {

PlainIpsecMb::PlainIpsecMb(void (*choose)(IMB_MGR *))
    : m_manager(alloc_mb_mgr(0))
    , m_key(
          static_cast<gcm_key_data *>(std::aligned_alloc(64, (sizeof(gcm_key_data) + 63) & ~63UL)))
{
    if (choose)
        choose(m_manager);
    else
        init_mb_mgr_auto(m_manager, nullptr);
    const std::array<unsigned char, Aead::keyLength> key{};
    m_manager->gcm256_pre(key.data(), m_key);
}

PlainIpsecMb::~PlainIpsecMb()
{
    std::free(m_key);
    free_mb_mgr(m_manager);
}

bool PlainIpsecMb::seal(std::span<const std::byte, Aead::nonceLength> nonce,
    std::span<const std::byte> in, std::span<std::byte> out,
    std::span<std::byte, Aead::tagLength> tag)
{
    gcm_context_data context;
    m_manager->gcm256_enc(m_key, &context, octets(out.data()), octets(in.data()), in.size(),
        octets(nonce.data()), nullptr, 0, octets(tag.data()), tag.size());
    return true;
}

bool PlainIpsecMb::open(std::span<const std::byte, Aead::nonceLength> nonce,
    std::span<const std::byte> in, std::span<const std::byte, Aead::tagLength> tag,
    std::span<std::byte> out)
{
    gcm_context_data context;
    std::array<unsigned char, Aead::tagLength> computed;
    m_manager->gcm256_dec(m_key, &context, octets(out.data()), octets(in.data()), in.size(),
        octets(nonce.data()), nullptr, 0, computed.data(), computed.size());
    return CRYPTO_memcmp(computed.data(), tag.data(), tag.size()) == 0;
}

} // namespace sealcord::bench
