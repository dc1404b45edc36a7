// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSize>

class QMainWindow;

namespace sealcord {

class WatchDesk;
class WindowState;

/// How a window and its parts are laid out, and what was written into them, from one run to the
/// next.
class WindowLayout
{
public:
    /// All as it is at a first start. They outlive this.
    WindowLayout(QMainWindow &window, WatchDesk &desk, WindowState &state);

    void restore();
    void store();
    void reset(); ///< to what a first start shows

private:
    [[nodiscard]] QSize firstSize() const;
    void bringBack();

    QMainWindow &m_window;
    WatchDesk &m_desk;
    WindowState &m_state;
    const QByteArray m_initialTrafficColumns;
    const QByteArray m_initialEventColumns;
};

} // namespace sealcord
