// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace sealcord {

/// What two people compare over a channel where they know each other: equal at both ends exactly
/// where nobody sits in between.
struct VerificationCode {
    std::string digits; ///< six, with a space in the middle: "123 456"
    std::array<std::string_view, 5> words; ///< in lower case; they live as long as the program
};

} // namespace sealcord
