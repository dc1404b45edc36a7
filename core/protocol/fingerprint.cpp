// SPDX-License-Identifier: MIT
#include "core/protocol/fingerprint.h"

namespace sealcord {

std::string Fingerprint::toString() const
{
    std::string text = "SHA256:";
    text += toBase64(digest);
    return text;
}

} // namespace sealcord
