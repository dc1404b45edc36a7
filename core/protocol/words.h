// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

/// The PGP word lists (Juola and Zimmermann, 1995), made to be told apart by ear: a byte is a word
/// of two syllables or, where that makes a left out or doubled word noticed, one of three.
namespace sealcord {

[[nodiscard]] std::string_view evenWord(std::byte byte); ///< of two syllables
[[nodiscard]] std::string_view oddWord(std::byte byte); ///< of three

} // namespace sealcord
