// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QRect>
#include <QSize>

namespace sealcord {

/// Where a window stands that is to be seen whole with its title bar: on the one of \a screens
/// (what is available of each, one at least) that shows most of it, made smaller where that is too
/// small, else \a wanted. Without the frame, which the window system adds, in device-independent
/// pixels.
[[nodiscard]] QRect placement(const QRect &wanted, const QList<QRect> &screens);
/// The most that a window may measure on \a screen.
[[nodiscard]] QSize roomOn(const QRect &screen);

} // namespace sealcord
