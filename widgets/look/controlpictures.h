// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QFont;

namespace sealcord {

/// \a text with other characters in place of the pictures of control characters (U+2400...) where
/// \a font lacks these, as long as before: an arrow for a tab or a newline, a dot for the rest.
/// Those that another font would lend do not fit its width, and without one stand empty boxes.
[[nodiscard]] QString withControlPictures(const QString &text, const QFont &font);

} // namespace sealcord
