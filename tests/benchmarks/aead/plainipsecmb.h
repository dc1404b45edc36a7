// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"

#include <intel-ipsec-mb.h>

namespace sealcord::bench {

/// ipsec-mb's calls through its manager, as its own examples make them, and a comparison of tags.
class PlainIpsecMb
{
public:
    /// \a choose picks the code for a processor, as init_mb_mgr_sse() does; none: the best.
    explicit PlainIpsecMb(void (*choose)(IMB_MGR *) = nullptr);
    ~PlainIpsecMb();
    PlainIpsecMb(const PlainIpsecMb &) = delete;
    PlainIpsecMb &operator=(const PlainIpsecMb &) = delete;

    bool seal(std::span<const std::byte, Aead::nonceLength> nonce, std::span<const std::byte> in,
        std::span<std::byte> out, std::span<std::byte, Aead::tagLength> tag);
    bool open(std::span<const std::byte, Aead::nonceLength> nonce, std::span<const std::byte> in,
        std::span<const std::byte, Aead::tagLength> tag, std::span<std::byte> out);

private:
    IMB_MGR *m_manager;
    gcm_key_data *m_key;
};

/// What a processor without VAES would get. This one must have AVX2.
struct PlainIpsecMbSse : PlainIpsecMb {
    PlainIpsecMbSse()
        : PlainIpsecMb(init_mb_mgr_sse)
    { }
};

struct PlainIpsecMbAvx2 : PlainIpsecMb {
    PlainIpsecMbAvx2()
        : PlainIpsecMb(init_mb_mgr_avx2)
    { }
};

} // namespace sealcord::bench
