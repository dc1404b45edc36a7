// SPDX-License-Identifier: MIT
#include "core/protocol/fingerprint.h"

#include "core/crypto/base64.h"

namespace sealcord {

std::string Fingerprint::toString() const
{
    const auto text = "SHA256:" + toBase64Text(digest);
    return of == Of::Connection ? text + '=' : text; // 32 bytes have one character of padding
}

} // namespace sealcord
