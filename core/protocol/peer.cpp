// SPDX-License-Identifier: MIT
#include "core/protocol/peer.h"

#include <utility>

namespace sealcord {

std::string_view name(Protection protection)
{
    switch (protection) {
    case Protection::NotAuthenticated:
        return "encrypted, not authenticated";
    case Protection::FirstContact:
        return "first contact, not yet verified";
    case Protection::Pinned:
        return "pinned";
    case Protection::Verified:
        return "verified";
    }
    std::unreachable();
}

} // namespace sealcord
