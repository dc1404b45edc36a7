// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlmessage.h"
#include "core/crypto/x25519.h"
#include "core/net/limits.h"
#include "core/traffic/watch/watchedserver.h"
#include "core/trust/agentverdict.h"

#include <QByteArray>
#include <QString>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sealcord {

class AttachWorker;
struct AttachNews;

/// What a server that runs elsewhere says of itself.
struct AttachedFacts {
    QString address; ///< where it listens
    QString protocol; ///< "sealed", "classic", "both"
    QString version;
    qint64 process = 0;
    std::optional<X25519KeyPair::PublicKey> key; ///< none: it speaks classic alone
    AgentPolicy agents = AgentPolicy::Anyone;
    ConnectionLimits limits;
    /// Whether it runs on this machine, and its socket was not carried here from another one.
    bool isHere = false;
};

/// A service that agents may reach at a server, or a port there that leads to one of an agent's.
struct AttachedService {
    bool isPort = false;
    QString name; ///< of the service; of a port its target: "web@pump-3"
    QString address; ///< of the service, as it was written, or of the port
    bool hasAgent = true; ///< of a port: its agent is connected

    friend bool operator==(const AttachedService &, const AttachedService &) = default;
};

/// How often what it can be asked about its agents has become another.
struct AttachedChanges {
    quint64 lists = 0;
    quint64 comparisons = 0;
    quint64 services = 0;
    quint64 beginnings = 0; ///< of being attached

    friend bool operator==(const AttachedChanges &, const AttachedChanges &) = default;
};

/// A server that another program on this machine runs, seen and told through its control socket.
/// Starting: it is not there, errorString() says why, and it is waited for. Where it comes again as
/// another process, the numbers of its connections go on here behind those of the one before.
class AttachedServer final : public WatchedServer
{
    Q_OBJECT

public:
    explicit AttachedServer(QObject *parent = nullptr);
    ~AttachedServer() override;

    void attach(const QString &path); ///< to the socket there; only when Stopped
    void stop() override; ///< lets go of it, which leaves it as it is
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] QString address() const override;
    [[nodiscard]] QString errorString() const override { return m_errorString; }
    /// Once it was Listening: the last that is known.
    [[nodiscard]] const AttachedFacts &facts() const { return m_facts; }
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Of the one that is Listening now, in its order: services first, then ports.
    [[nodiscard]] const std::vector<AttachedService> &services() const { return m_services; }

    void send(std::span<const ConnectionId> connections, const QByteArray &message) override;
    void sendToAll(const QByteArray &message) override;
    void disconnectAgent(ConnectionId connection) override;
    void measure(ConnectionId connection) override;
    void resetStream(ConnectionId connection, StreamNumber stream) override;

    /// JSON, or why not: for a person, in UTF-8, not printable as it stands.
    using Answer =
        std::move_only_function<void(const std::expected<std::string, std::string> &result)>;
    /// Asks it for \a command, about \a connection where that is not 0. \a answer is called once,
    /// from this thread's event loop, unless this is gone before. Nothing reaches another server
    /// than the one that is Listening now.
    void ask(std::string command, AddMembers add, Answer answer, ConnectionId connection = 0);
    /// Our number of the connection that is \a theirs to the server.
    [[nodiscard]] ConnectionId ours(ConnectionId theirs) const { return m_before + theirs; }
    /// Whether \a connection is, or was, one of this server, and not of one before it.
    [[nodiscard]] bool isOfThisServer(ConnectionId connection) const
    {
        return connection > m_before;
    }

Q_SIGNALS:
    /// What it would answer to "agents" and "pending"; also once it is Listening.
    void listsChanged();
    void comparisonsChanged(); ///< the same of "comparisons"
    void servicesChanged(); ///< other services()

private:
    void pulse();
    void tellChanges(const AttachedChanges &before);
    void hearAnswers(const AttachNews &news);
    void dropQuestions();

    State m_state = State::Stopped;
    QString m_path;
    QString m_errorString;
    AttachedFacts m_facts;
    ConnectionId m_before = 0; // of ours: connections of servers before this one
    AttachedChanges m_changes;
    std::vector<AttachedService> m_services;
    quint64 m_lastAsked = 0;
    std::map<quint64, Answer> m_asked;
    QTimer m_pulse;
    std::unique_ptr<AttachWorker> m_worker; // on m_thread
    QThread m_thread;
    std::atomic<bool> m_hasThreadEnded{false};
};

} // namespace sealcord
