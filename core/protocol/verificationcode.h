// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace sealcord {

/// What two people compare over a channel where they know each other: equal at both ends exactly
/// where nobody sits in between.
struct VerificationCode {
    std::string digits; ///< six, with a space in the middle: "123 456"
    std::array<std::string_view, 5> words; ///< in lower case; they live as long as the program

    friend bool operator==(const VerificationCode &, const VerificationCode &) = default;
};

/// The code of \a words, with a space between two, and \a digits, as somebody told it; nothing
/// where there are no such.
[[nodiscard]] std::optional<VerificationCode> parseVerificationCode(
    std::string_view words, std::string_view digits);

} // namespace sealcord
