// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstddef>
#include <span>
#include <string_view>

/// What of a stranger's text a reader can see: the one rule for terminals, logs, lists, views and
/// what is written to be read back. Free functions for any thread.
namespace sealcord {

/// One character of a text that came as bytes.
struct DecodedCharacter {
    char32_t value = U'\ufffd'; ///< the replacement character where it is not valid
    std::size_t length = 1; ///< in bytes
    bool isValid = false;
};

/// The first character of \a text, which is not empty: shortest form, no surrogate (RFC 3629, 3). A
/// byte that begins none is one by itself, not valid.
[[nodiscard]] DecodedCharacter firstUtf8Character(std::span<const std::byte> text);
[[nodiscard]] DecodedCharacter firstUtf8Character(std::string_view text);

/// Whether a reader sees \a character, and sees what is around it as without it. Not so: control
/// characters with the newline among them, format characters with those that change the direction,
/// fillers and selectors, line and paragraph separators, unassigned and private code points.
[[nodiscard]] bool isVisible(char32_t character);

/// \a character where it is visible; else the picture of a control character (U+2400...), or
/// <U+202E>.
[[nodiscard]] QString visibleCharacter(char32_t character);

/// One line that shows \a content as text: each character as visibleCharacter() has it, what is no
/// UTF-8 as U+FFFD, at most \a most characters and "…".
[[nodiscard]] QString previewText(std::span<const std::byte> content, qsizetype most);

} // namespace sealcord
