// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <array>
#include <csignal>

namespace sealcord {

/// Turns SIGINT and SIGTERM into a Qt signal on the thread that made it, which runs an event loop
/// of Qt's own. The second of them leaves the process at once, with 128 and its number.
///
/// One at a time in a process. Where the system hands out no pipe, the system's own behaviour
/// stays: the first signal ends the process.
class Signals : public QObject
{
    Q_OBJECT

public:
    explicit Signals(QObject *parent = nullptr);
    ~Signals() override; ///< restores what was there before

Q_SIGNALS:
    /// The process was asked to end, by SIGINT or SIGTERM.
    void stopRequested(int signal);

private:
    static constexpr std::array handled{SIGINT, SIGTERM};

    void install();
    void readPipe();

    int m_pipe = -1; ///< the end that is read
    std::array<struct sigaction, handled.size()> m_previous{};
};

} // namespace sealcord
