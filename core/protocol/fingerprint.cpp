// SPDX-License-Identifier: MIT
#include "core/protocol/fingerprint.h"

namespace sealcord {

std::string Fingerprint::toString() const
{
    std::string text = "SHA256:";
    text += toBase64(digest);
    if (of == Of::PeerKey)
        text.pop_back(); // 32 bytes have one character of padding
    return text;
}

} // namespace sealcord
