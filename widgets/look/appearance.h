// SPDX-License-Identifier: MIT
#pragma once

#include <QPalette>
#include <QtGlobal>

namespace sealcord {

/// Light or dark.
enum class Appearance : quint8 {
    System, ///< as the desktop has it
    Light,
    Dark,
};

/// Our own palettes, complete: used where the desktop brings none, and where a person chose.
[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

/// Gives the application the look of the desktop, or, where there is no desktop that has one or a
/// person chose another, Qt's Fusion style with outlines that are seen, in our own colours. At any
/// time; needs a QApplication.
void applyAppearance(Appearance appearance);

} // namespace sealcord
