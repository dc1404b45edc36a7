// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/buffer.h"

#include <intel-ipsec-mb.h>
#include <openssl/crypto.h>

#include <array>
#include <cstdlib>

namespace sealcord::floor {

/// AES-256-GCM of Intel's ipsec-mb, by its direct calls.
class IpsecMbEngine
{
public:
    explicit IpsecMbEngine(const Byte *key) { IMB_AES256_GCM_PRE(manager(), key, &m_key); }

    void seal(const Byte *nonce, const Byte *plain, std::size_t length, Byte *cipher, Byte *tag)
    {
        gcm_context_data context;
        IMB_AES256_GCM_ENC(
            manager(), &m_key, &context, cipher, plain, length, nonce, nullptr, 0, tag, tagLength);
    }

    bool open(
        const Byte *nonce, const Byte *cipher, std::size_t length, Byte *plain, const Byte *tag)
    {
        gcm_context_data context;
        std::array<Byte, tagLength> expected;
        IMB_AES256_GCM_DEC(manager(), &m_key, &context, plain, cipher, length, nonce, nullptr, 0,
            expected.data(), tagLength);
        return CRYPTO_memcmp(expected.data(), tag, tagLength) == 0;
    }

private:
    static constexpr std::size_t tagLength = 16;

    static IMB_MGR *manager()
    {
        static IMB_MGR *const manager = [] {
            IMB_MGR *made = alloc_mb_mgr(0);
            if (!made)
                std::abort();
            init_mb_mgr_auto(made, nullptr);
            return made;
        }();
        return manager;
    }

    alignas(64) gcm_key_data m_key; // as in the library, whose header forgets it
};

} // namespace sealcord::floor
