// SPDX-License-Identifier: MIT
#include "core/protocol/fingerprint.h"

namespace sealcord {

std::string Fingerprint::toString() const
{
    return "SHA256:" + toBase64(digest);
}

} // namespace sealcord
