// SPDX-License-Identifier: MIT
#include "core/protocol/verificationcode.h"

#include "core/protocol/words.h"

#include <algorithm>
#include <cstddef>

namespace sealcord {

namespace {

// The word of the list that \a wordOf reads which is the same as \a word; empty where none is.
std::string_view listed(std::string_view word, std::string_view (*wordOf)(std::byte))
{
    for (unsigned byte = 0; byte < 256; ++byte) {
        if (wordOf(std::byte(byte)) == word)
            return wordOf(std::byte(byte));
    }
    return {};
}

// "123 456".
bool areDigits(std::string_view text)
{
    constexpr std::size_t length = 7;
    constexpr std::size_t middle = 3;
    if (text.size() != length || text[middle] != ' ')
        return false;
    return std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) == length - 1;
}

} // namespace

std::optional<VerificationCode> parseVerificationCode(
    std::string_view words, std::string_view digits)
{
    if (!areDigits(digits))
        return std::nullopt;
    VerificationCode code{std::string(digits), {}};
    for (std::size_t place = 0; place < code.words.size(); ++place) {
        const bool isLast = place + 1 == code.words.size();
        const auto end = isLast ? words.size() : words.find(' ');
        if (end == std::string_view::npos)
            return std::nullopt;
        code.words[place] = listed(words.substr(0, end), place % 2 == 0 ? evenWord : oddWord);
        if (code.words[place].empty())
            return std::nullopt;
        words.remove_prefix(isLast ? end : end + 1);
    }
    return code;
}

} // namespace sealcord
