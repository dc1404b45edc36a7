// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/log.h"
#include "core/app/options/windowoptions.h"
#include "server-gui/serverwindow.h"
#include "tests/benchmarks/window/eventloopprobe.h"

#include <QEventLoop>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <functional>

namespace sealcord {

/// The window as `sealcord-server-gui` shows it, with its log, listening on a free port.
class ShownServer
{
public:
    ShownServer();
    ~ShownServer(); ///< says goodbye

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] WatchDesk &desk() const { return m_desk; }
    [[nodiscard]] EventLoopProbe &probe() { return m_probe; }

    /// Lets the window work until \a isSo, a minute at most; false after that.
    bool waitUntil(const std::function<bool()> &isSo);
    void wait(std::chrono::milliseconds time);
    /// What \a program prints. The window works meanwhile.
    [[nodiscard]] QByteArray outputOf(const QString &program, const QStringList &arguments);

private:
    ServerWindowOptions m_options;
    Log m_log;
    ServerWindow m_window;
    WatchDesk &m_desk;
    EventLoopProbe m_probe;
};

} // namespace sealcord
