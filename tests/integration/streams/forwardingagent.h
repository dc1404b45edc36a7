// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/agent/agent.h"
#include "core/net/inbox.h"
#include "tests/integration/server/recordingtap.h"
#include "tests/integration/server/sealedends.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace sealcord::test {

/// Does what it is given on the thread that it lives on. By a queue of ours, so that the thread
/// sanitizer sees who waits for whom.
class Errands final : public QObject
{
public:
    /// Returns when \a errand is done. From another thread, one at a time.
    void run(const std::function<void()> &errand);
    /// The same for one that ends with a call of done(), there.
    void runUntilDone(const std::function<void()> &errand);
    void done();

private:
    void leaveAndWait(std::function<void()> errand);
    void read();

    std::mutex m_mutex;
    std::condition_variable m_waiting;
    bool m_isDone = false;
    Inbox<std::function<void()>> m_inbox{this, &Errands::read};
};

/// An agent on a thread of its own, so that a test may wait at the sockets that it carries.
class ForwardingAgent
{
public:
    /// It calls itself \a name.
    explicit ForwardingAgent(const std::string &name, TapInterest interest = TapInterest::Lives);
    ~ForwardingAgent();
    Q_DISABLE_COPY_MOVE(ForwardingAgent)

    /// Opens the local ports of \a settings and begins to connect to \a server on 127.0.0.1, again
    /// and again. False where a port cannot be opened.
    [[nodiscard]] bool start(quint16 server, AgentSettings settings);
    /// Waits until it has been connected so often.
    [[nodiscard]] bool waitForConnected(std::size_t times = 1) const;
    /// Reads nothing of its connection, or goes on.
    void setReadingPaused(bool paused);
    /// As a person at its window.
    void resetStream(StreamNumber number);
    /// Says goodbye and waits for the end.
    void stop();

    /// Of the first local port, or a later one.
    [[nodiscard]] quint16 port(std::size_t index = 0) const { return m_ports.at(index); }
    [[nodiscard]] const RecordingTap &tap() const { return m_tap; }

private:
    Identity m_identity;
    ScriptedServerTrust m_trust;
    RecordingTap m_tap;
    std::vector<quint16> m_ports;
    QThread m_thread;
    Errands m_there; // lives on it
    std::unique_ptr<Agent> m_agent; // the same
};

/// "NAME=ADDRESS".
[[nodiscard]] NamedService serviceAt(const QString &name, const QString &address);
/// A port that the system picks, or \a port, which leads to \a target.
[[nodiscard]] LocalPort portTo(const QString &target, quint16 port = 0);

} // namespace sealcord::test
