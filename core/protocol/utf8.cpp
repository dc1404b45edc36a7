// SPDX-License-Identifier: MIT
#include "core/protocol/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace sealcord {

namespace {

// The table of RFC 3629, 4: how a character may begin, and what its second byte may be. All bytes
// after that are 80 to BF.
struct Form {
    std::uint8_t firstLead;
    std::uint8_t lastLead;
    std::uint8_t leastSecond;
    std::uint8_t mostSecond;
    std::uint8_t length;
};

constexpr std::array forms{
    Form{0x00, 0x7f, 0, 0, 1},
    Form{0xc2, 0xdf, 0x80, 0xbf, 2},
    Form{0xe0, 0xe0, 0xa0, 0xbf, 3},
    Form{0xe1, 0xec, 0x80, 0xbf, 3},
    Form{0xed, 0xed, 0x80, 0x9f, 3},
    Form{0xee, 0xef, 0x80, 0xbf, 3},
    Form{0xf0, 0xf0, 0x90, 0xbf, 4},
    Form{0xf1, 0xf3, 0x80, 0xbf, 4},
    Form{0xf4, 0xf4, 0x80, 0x8f, 4},
};

// Bytes of the character at the front of \a bytes; 0: there is none.
std::size_t lengthOfFirst(std::span<const std::byte> bytes)
{
    const auto at = [&](std::size_t i) { return std::to_integer<std::uint8_t>(bytes[i]); };
    const auto *const form = std::ranges::find_if(forms,
        [&](const Form &known) { return at(0) >= known.firstLead && at(0) <= known.lastLead; });
    if (form == forms.end() || bytes.size() < form->length)
        return 0;
    if (form->length > 1 && (at(1) < form->leastSecond || at(1) > form->mostSecond))
        return 0;
    for (std::size_t i = 2; i < form->length; ++i) {
        if (at(i) < 0x80 || at(i) > 0xbf)
            return 0;
    }
    return form->length;
}

} // namespace

bool isUtf8(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const auto length = lengthOfFirst(bytes);
        if (length == 0)
            return false;
        bytes = bytes.subspan(length);
    }
    return true;
}

} // namespace sealcord
