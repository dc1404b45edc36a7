// SPDX-License-Identifier: MIT
#include "core/crypto/secret.h"

#include <openssl/crypto.h>

namespace sealcord {

bool equalInConstantTime(std::span<const std::byte> a, std::span<const std::byte> b) noexcept
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace sealcord
