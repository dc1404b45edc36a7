// SPDX-License-Identifier: MIT
#include "core/protocol/fingerprint.h"

#include "core/crypto/octets.h"

#include <openssl/evp.h>

namespace sealcord {

std::string Fingerprint::toString() const
{
    constexpr auto base64Length = (std::tuple_size_v<Sha256Digest> + 2) / 3 * 4;
    std::array<unsigned char, base64Length + 1> text; // OpenSSL closes it with a zero
    EVP_EncodeBlock(text.data(), octets(digest.data()), static_cast<int>(digest.size()));
    return "SHA256:" + std::string(text.begin(), text.end() - 1);
}

} // namespace sealcord
