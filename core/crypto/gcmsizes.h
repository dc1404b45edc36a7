// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace sealcord {

/// Lengths of AES-256-GCM as we use it, in bytes.
struct GcmSizes {
    static constexpr std::size_t key = 32;
    static constexpr std::size_t nonce = 12; ///< SP 800-38D, 5.2.1.1
    static constexpr std::size_t tag = 16;
    /// The longest message of one call: OpenSSL counts in int. ipsec-mb would take 64 GiB less
    /// 32 bytes, the limit of SP 800-38D, 5.2.1.1.
    static constexpr std::size_t maxMessage = 0x7fff'ffff;
};

} // namespace sealcord
