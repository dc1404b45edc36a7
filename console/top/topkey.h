// SPDX-License-Identifier: MIT
#pragma once

namespace sealcord {

/// What somebody pressed.
struct TopKey {
    enum class Kind : unsigned char {
        Character,
        Enter,
        Escape,
        Backspace,
        Up,
        Down,
        Left,
        Right,
        PageUp,
        PageDown,
        Home,
        End,
    };

    Kind kind = Kind::Character;
    char32_t character = 0; ///< of a Character
};

} // namespace sealcord
