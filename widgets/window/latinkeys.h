// SPDX-License-Identifier: MIT
#pragma once

#include <QKeyEvent>
#include <QObject>

namespace sealcord {

/// Has Ctrl and a letter mean the same where the only layout of the keyboard has other letters, as
/// the Cyrillic and the Greek ones: Qt looks for a Latin letter in the other layouts, of which
/// there are none then. While it lives, for the whole application.
///
/// The letter is that of a US layout at the same place, by the key codes of X11 and Wayland, which
/// are the kernel's and 8.
class LatinKeys final : public QObject
{
    Q_OBJECT

public:
    LatinKeys();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace sealcord
