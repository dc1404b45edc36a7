// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

class QPalette;

namespace sealcord {

/// The colours that carry a meaning, each never without a glyph or a word beside it. Text in them
/// has a contrast of 4.5:1 or more on the palette's base and window (WCAG 2.2, 1.4.3), text of the
/// palette's own colour has it on the tints.
struct Accents {
    QColor in, out;
    QColor good, warning, error;
    QColor dimmed; ///< text of less weight
    QColor line; ///< between parts
    QColor lengthTint, nonceTint, ciphertextTint, tagTint; ///< behind the fields of a frame
    QColor barTint; ///< behind a message bar
};

/// Those that suit \a palette, light or dark.
[[nodiscard]] Accents accentsFor(const QPalette &palette);

} // namespace sealcord
