// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/server/agenttrust.h"
#include "core/net/server/workercommand.h"
#include "core/net/stream/carriers.h"
#include "core/net/stream/streamhost.h"

#include <optional>
#include <string_view>

namespace sealcord {

struct ServerShared;
class Worker;

/// The streams of a worker's connections: where those that agents open lead, those to what agents
/// publish, and who may have which. Lives on the worker's thread.
class ServerStreams final : private StreamHost
{
public:
    /// All outlive it.
    ServerStreams(ServerShared &shared, IoContext &context, Worker &worker);

    // What the worker is told of its connections.

    void established(const Connection &connection);
    void hear(Connection &connection, const Event &event) { m_carriers.hear(connection, event); }
    void hasRoomAgain(const Connection &connection) { m_carriers.hasRoomAgain(connection); }
    void ended(const Connection &connection);

    // What the worker is told to do; \a connection is the one that it is about, null where that is
    // gone.

    void act(const command::Carry &carry, Connection *connection);
    void act(const command::Join &join, Connection *connection);
    void act(const command::ResetStream &reset, Connection *connection);
    /// Ends streams that its agent may not have any longer.
    void judgeAgain(const Connection &connection);
    void drain() { m_carriers.drain(); }
    void act(const command::TellStreams &tell) const { m_carriers.tellStanding(tell.connection); }
    void clear() { m_carriers.clear(); }

private:
    [[nodiscard]] Destination destination(
        const Connection &connection, StreamNumber number, std::string_view target) override;
    [[nodiscard]] Destination service(std::string_view name) const;
    [[nodiscard]] Destination relay(const StreamPlace &origin, const Endpoint &from,
        std::string_view service, std::string_view agent);
    [[nodiscard]] bool mayUse(
        const Connection &connection, StreamUse use, std::string_view target) const;

    ServerShared &m_shared;
    Worker &m_worker;
    const IoContext &m_context;
    Carriers m_carriers;
};

} // namespace sealcord
