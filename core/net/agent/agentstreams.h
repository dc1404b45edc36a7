// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/agent/agentsettings.h"
#include "core/net/stream/carriers.h"
#include "core/net/stream/locallistener.h"
#include "core/net/stream/streamhost.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <deque>
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace sealcord {

/// The streams of an agent: its local ports, which stay open from connection to connection, and the
/// services that it publishes. Lives on the agent's thread.
class AgentStreams final : public QObject, private StreamHost
{
public:
    /// \a context outlives it.
    AgentStreams(const AgentSettings &settings, IoContext &context);
    ~AgentStreams() override;

    /// Listens on the local ports, all or none, and says why not.
    [[nodiscard]] std::expected<void, QString> listen();
    /// Closes them, and turns away who waits.
    void close();
    /// Listens on one more, and says where, or why not: the system's port in place of 0.
    [[nodiscard]] std::expected<QString, QString> addLocal(const LocalPort &local);
    /// Closes one of them; the streams that came from it go on.
    void removeLocal(const LocalPort &local);
    /// Publishes \a service too, in place of one of its name.
    void publish(const NamedService &service);
    /// It is published no longer; the streams to it go on.
    void withdraw(const QString &name);
    /// Ends a stream of the connection that stands, if it is there.
    void reset(StreamNumber number);

    /// Opens a stream to \a target for the socket \a descriptor, which it takes over, as soon as
    /// a server is there that takes it: within waitingTime, or the socket is closed.
    void carry(qintptr descriptor, const std::string &target, const Endpoint &from,
        StreamPartner partner = {});

    struct Local {
        QString address; ///< "127.0.0.1:8080", the port that the system picked in place of 0
        QString target;
    };
    [[nodiscard]] std::vector<Local> locals() const;

    /// Whether a connection that ends is followed by another: it is, unless this is told.
    void setMayReconnect(bool may) { m_mayReconnect = may; }

    // What the agent is told of its connection.

    void established(Connection &connection);
    void hear(Connection &connection, const Event &event) { m_carriers.hear(connection, event); }
    void hasRoomAgain(const Connection &connection) { m_carriers.hasRoomAgain(connection); }
    void ended(const Connection &connection);
    /// Whether the server takes no new streams and the last one is over: connecting anew may find
    /// another server.
    [[nodiscard]] bool isDoneWithServer() const;

    static constexpr auto waitingTime = std::chrono::seconds(10);
    static constexpr std::size_t mostWaiting = 256; ///< the one that has waited longest makes room

private:
    [[nodiscard]] Destination destination(
        const Connection &connection, StreamNumber number, std::string_view target) override;
    [[nodiscard]] bool takesBack(Arrival &arrival) override;
    void carry(Arrival arrival);
    void wait(Arrival arrival);
    void turnAwayFirst(std::string_view why);
    void lookAtWaiting();

    struct Listening {
        LocalPort local;
        std::unique_ptr<LocalListener> listener;
    };

    const std::vector<LocalPort> m_wanted; // that listen() opens
    std::vector<NamedService> m_published;
    IoContext &m_context;
    Connection *m_connection = nullptr; // while one is established
    bool m_isServerLeaving = false; // of that one: it takes no new streams
    bool m_mayReconnect = true;
    Carriers m_carriers;
    std::vector<Listening> m_listeners;
    std::deque<Arrival> m_waiting; // who came first is in front
    QTimer m_tick; // runs while somebody waits
};

} // namespace sealcord
