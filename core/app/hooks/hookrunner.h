// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/hooksettings.h"
#include "core/net/inbox.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <string>

namespace sealcord {

class Log;

/// What the programs that are started may take up.
struct HookLimits {
    std::size_t atOnce = 8;
    std::size_t waiting = 64;
    std::chrono::milliseconds time = std::chrono::seconds(10); ///< then one is killed
    std::chrono::milliseconds atEnd = std::chrono::seconds(2); ///< for all at the server's end
};

/// Starts the programs that hooks are, each with one record on its standard input. Bounded: so many
/// run at once, so many wait, and each has so long; what is too much is counted and said.
///
/// Lives on a thread with an event loop, which it never blocks; add() is for any.
class HookRunner final : public QObject
{
    Q_OBJECT

public:
    /// \a log outlives it.
    HookRunner(const HookSettings &settings, Log &log, const HookLimits &limits = {});

    /// Has the program for \a event started with \a record.
    void add(HookEvent event, std::string record);

    /// Takes nothing more. finished() follows, once, when what runs and waits has ended.
    void finish();

Q_SIGNALS:
    void finished();

private:
    struct Call {
        HookEvent event;
        std::string record;
    };

    void readInbox();
    void startWaiting();
    void start(const Call &call);
    void end(QProcess *process, const QString &fault);
    void tellTooMany();

    const HookSettings m_settings;
    const HookLimits m_limits;
    Log &m_log;
    std::deque<Call> m_waiting;
    std::size_t m_running = 0;
    bool m_isFinishing = false;
    QTimer m_tellTooMany; // runs while some were too many

    std::atomic<std::size_t> m_taken{0}; // and not started yet
    std::atomic<quint64> m_tooMany{0};
    Inbox<Call> m_inbox;
};

} // namespace sealcord
