// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <array>
#include <csignal>

namespace sealcord {

/// What SIGHUP asks of a program.
enum class Hangup {
    Ends, ///< to end
    Reloads, ///< to read its files again, or to end where its terminal has closed
};

/// Turns SIGINT, SIGTERM, SIGHUP and SIGUSR1 into a Qt signal on the thread that made it, which
/// runs an event loop of Qt's own. A second SIGINT or SIGTERM leaves the process at once, with 128
/// and its number; a second SIGHUP does not, since a terminal that closes may send two. Where
/// SIGHUP was ignored before, as nohup(1) does, it stays so.
///
/// One at a time in a process. Where the system hands out no pipe, the system's own behaviour
/// stays: the first signal ends the process.
class Signals : public QObject
{
    Q_OBJECT

public:
    explicit Signals(Hangup hangup = Hangup::Ends, QObject *parent = nullptr);
    ~Signals() override; ///< restores what was there before

Q_SIGNALS:
    /// The process was asked to end, by one of them.
    void stopRequested(int signal);
    /// By SIGHUP, any number of times, where it Reloads.
    void reloadRequested();
    /// By SIGUSR1, any number of times: to write down what is remembered.
    void dumpRequested();

private:
    static constexpr std::array handled{SIGINT, SIGTERM, SIGHUP, SIGUSR1};

    void install();
    void readPipe();

    int m_pipe = -1; ///< the end that is read
    const bool m_hadTerminal;
    std::array<struct sigaction, handled.size()> m_previous{};
};

} // namespace sealcord
