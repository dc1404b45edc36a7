// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/stream/carrier.h"

#include <QBasicTimer>
#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// The carriers of a thread's connections: each has one from its first stream on.
///
/// Belongs to the owner of the connections, its parent, and lives on its thread; the host and the
/// context outlive it.
class Carriers final : public QObject
{
public:
    Carriers(IoContext &context, StreamHost &host, QObject *parent)
        : QObject(parent)
        , m_context(context)
        , m_host(host)
    { }

    // What the owner of a connection is told: see ConnectionOwner.

    void hear(Connection &connection, const Event &event) { of(connection).hear(event); }
    void hasRoomAgain(const Connection &connection)
    {
        if (auto *const carrier = find(connection.name().id))
            carrier->hasRoomAgain();
    }
    void ended(const Connection &connection);

    /// See Carrier::open().
    void open(Connection &connection, Arrival arrival) { of(connection).open(std::move(arrival)); }
    /// Null where it has had no stream.
    [[nodiscard]] Carrier *find(ConnectionId id) const;
    /// Tells the tap which streams stand, of connection \a id or of all.
    void tellStanding(std::optional<ConnectionId> id) const;
    /// Has each carrier take no new streams from its peer, now and later.
    void drain();
    /// Closes all sockets at once.
    void clear();

private:
    [[nodiscard]] Carrier &of(Connection &connection);
    void timerEvent(QTimerEvent *event) override;

    /// Sockets that have more to take when their connection has ended have so long to take it.
    static constexpr auto drainTime = std::chrono::seconds(60);

    struct Ended {
        std::unique_ptr<Carrier> carrier;
        IoContext::Clock::time_point since;
    };

    IoContext &m_context;
    StreamHost &m_host;
    std::unordered_map<ConnectionId, std::unique_ptr<Carrier>> m_carriers;
    std::vector<Ended> m_ended; // one may be the caller of this
    QBasicTimer m_sweep; // runs while there are some
    bool m_isDraining = false;
};

} // namespace sealcord
