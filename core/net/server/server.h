// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/server/serversettings.h"
#include "core/net/server/worker.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace sealcord {

class Listener;

/// A server: one thread that accepts and some that serve, or one that does both. It runs once, from
/// start() to stopped(); make another one to start again.
///
/// Lives on its creator's thread and never blocks it but in the destructor, which waits for the
/// threads to end. Everything that happens on a connection is told to the tap.
class Server final : public QObject
{
    Q_OBJECT

public:
    /// \a service and \a tap outlive the server; both are called on its threads.
    Server(const ServerSettings &settings, Service &service, Tap &tap, QObject *parent = nullptr);
    ~Server() override;

    /// Begins to listen. started() or startFailed() follows. With fewer threads than were asked for
    /// where the system does not start so many: see shortage().
    void start();

    /// Stops accepting, answers what has arrived, says goodbye to every agent and waits for the
    /// last replies to be taken, 3 s at most. stopped() follows.
    void stop();

    /// Stops accepting, from a moment later on: another server can listen there. Who is connected
    /// stays, with the streams that there are, and opens no new ones; stopped() follows when the
    /// last one is gone, or from stop(). Does nothing before started().
    void drain();

    /// Sends \a message, not empty, as \a sender wants, to those of \a connections that are there;
    /// see Connection::offer(). This and the next eight take effect on the workers' threads, a
    /// moment later, and do nothing before start() and after stopped(), nor where a connection is
    /// gone.
    void send(
        std::span<const ConnectionId> connections, const SharedMessage &message, Sender sender);
    /// The same to all connections that are established by then.
    void sendToAll(const SharedMessage &message, Sender sender);
    /// Answers what has arrived from one agent and says goodbye to it.
    void disconnectAgent(ConnectionId connection);
    /// Says goodbye to all agents that AgentTrust does not accept any longer.
    void judgeAgain();
    /// The person here wants to compare codes with the one at an agent: AgentTrust::codeAgreed(),
    /// once that one wants it too.
    void verify(ConnectionId connection);
    /// Asks for a ConnectionMeasured.
    void measure(ConnectionId connection);
    /// Asks which connections stand: each worker tells of its own, then a StandingTold with
    /// \a question.
    void tellStanding(quint64 question);
    /// Asks which streams stand, of one connection or of all: each worker tells of its own, then a
    /// StreamsTold with \a question.
    void tellStreams(quint64 question, std::optional<ConnectionId> connection);
    /// Ends a stream, if it is there.
    void resetStream(ConnectionId connection, StreamNumber stream);
    /// Whether an agent of that name is connected to which streams can be opened. Of the moment.
    [[nodiscard]] bool hasPublisher(std::string_view agent) const
    {
        return m_shared.publishers.find(agent).has_value();
    }
    /// A greater number when hasPublisher() or exposedAddresses() may have another answer.
    [[nodiscard]] quint64 serviceChanges() const
    {
        return m_shared.publishers.changes() + (exposedAddresses().empty() ? 1 : 0);
    }

    /// How many it lets in, from now on: see Admission::setLimits().
    void setAdmissionLimits(const AdmissionLimits &limits) { m_shared.admission.setLimits(limits); }
    [[nodiscard]] AdmissionLimits admissionLimits() const { return m_shared.admission.limits(); }

    /// Where it listens: address and port, the port that the system picked in place of 0. Only
    /// after started().
    [[nodiscard]] QString address() const;
    /// Where the ports listen that lead to what agents publish, in the order of the settings. Only
    /// after started().
    [[nodiscard]] std::vector<QString> exposedAddresses() const;
    /// Threads that serve. Only after started().
    [[nodiscard]] std::size_t workers() const { return m_workers.size(); }
    /// Why these are fewer than were asked for, for a person; empty where they are not. Only after
    /// started().
    [[nodiscard]] QString shortage() const;
    /// Why it could not start, for a person. Only after startFailed().
    [[nodiscard]] QString errorString() const;
    /// Whether that was because somebody else listens there already. Only after startFailed().
    [[nodiscard]] bool isPortTaken() const;
    /// The last connection that there was, for the settings of the server that follows this one.
    [[nodiscard]] ConnectionId lastConnection() const { return m_shared.admission.lastId(); }

Q_SIGNALS:
    void started();
    void startFailed();
    void stopped();

private:
    /// What there was too little of for another thread.
    enum class Shortage : quint8 { None, Threads, Descriptors };

    void startThreads();
    QThread *startThread();
    void threadStarted(); // on each thread
    void reportOpened();
    void workerFinished();
    void joinThreads();
    void tellWorkers(const WorkerCommand &what); // from any thread, while threads run

    const ServerSettings m_settings;
    ServerShared m_shared;
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::unique_ptr<Listener> m_listener;
    std::vector<std::unique_ptr<QThread>> m_threads;
    Shortage m_shortage = Shortage::None;
    QString m_failure; // why no thread could be started
    // Threads whose event loop does not run yet, and one for start() itself.
    std::atomic<std::size_t> m_starting{1};
    std::size_t m_running = 0; // workers that have not finished
    std::atomic<std::size_t> m_ended{0}; // threads that have done their last
    bool m_isStopping = false;
};

} // namespace sealcord
