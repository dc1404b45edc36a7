// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

class QPalette;

namespace sealcord {

/// What text needs to be read by people of weak sight (WCAG 2.2, 1.4.3).
constexpr double leastContrast = 4.5;

/// How far two colours are apart, from 1 to 21 (WCAG 2.2, "contrast ratio").
[[nodiscard]] double contrast(const QColor &one, const QColor &other);

/// \a colour, or the nearest to it on the way to black or white that has \a least against \a other.
[[nodiscard]] QColor withContrast(QColor colour, const QColor &other, double least);

/// Whether its background is darker than its text.
[[nodiscard]] bool isDark(const QPalette &palette);

} // namespace sealcord
