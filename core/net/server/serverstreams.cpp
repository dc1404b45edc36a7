// SPDX-License-Identifier: MIT
#include "core/net/server/serverstreams.h"

#include "core/net/connection/socketdescriptor.h"
#include "core/net/server/worker.h"

#include <QString>

#include <algorithm>

namespace sealcord {

ServerStreams::ServerStreams(ServerShared &shared, IoContext &context, Worker &worker)
    : m_shared(shared)
    , m_worker(worker)
    , m_context(context)
    , m_carriers(context, *this, &worker)
{ }

void ServerStreams::established(const Connection &connection)
{
    const auto name = connection.name().known.name();
    if (!name.empty() && connection.session().hasStreams())
        m_shared.publishers.add(name, {&m_worker, connection.name().id});
}

void ServerStreams::ended(const Connection &connection)
{
    m_shared.publishers.remove(connection.name().known.name(), connection.name().id);
    m_carriers.ended(connection);
}

bool ServerStreams::mayUse(
    const Connection &connection, StreamUse use, std::string_view target) const
{
    const auto peer = connection.peer();
    return m_shared.trust && peer && m_shared.trust->mayUse(*peer, connection.name(), use, target);
}

StreamHost::Destination ServerStreams::destination(
    const Connection &connection, StreamNumber number, std::string_view target)
{
    if (!mayUse(connection, StreamUse::Forward, target))
        return std::unexpected(StreamReset::NotAllowed);
    const auto parts = splitTarget(target);
    if (parts.agent.empty())
        return service(parts.service);
    return relay({&m_worker, connection.name().id, number}, connection.name().peer, parts.service,
        parts.agent);
}

StreamHost::Destination ServerStreams::service(std::string_view name) const
{
    const auto wanted = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    const auto found = std::ranges::find(m_shared.forwards, wanted, &NamedService::name);
    if (found == m_shared.forwards.end())
        return std::unexpected(StreamReset::NoSuchTarget);
    return found->address;
}

// The stream goes on as another one, of the connection to \a agent; between the two is a pair of
// sockets, since they may be on two threads.
StreamHost::Destination ServerStreams::relay(const StreamPlace &origin, const Endpoint &from,
    std::string_view service, std::string_view agent)
{
    const auto place = m_shared.publishers.find(agent);
    if (!place)
        return std::unexpected(StreamReset::Unreachable);
    const auto pair = socketPair();
    if (!pair)
        return std::unexpected(StreamReset::Limit);
    place->worker->leave(
        command::Carry{place->connection, pair->second, std::string(service), from, origin});
    return pair->first;
}

void ServerStreams::act(const command::Carry &carry, Connection *connection)
{
    StreamPartner partner;
    if (const auto &origin = carry.origin) {
        const auto id = carry.connection;
        partner.opened = [this, origin = *origin, id](StreamNumber number) {
            origin.worker->leave(command::Join{origin, {&m_worker, id, number}});
        };
        partner.reset = [origin = *origin](StreamReset reason, qintptr socket) {
            if (reason == StreamReset::ShuttingDown) // the agent is, and not this server
                reason = StreamReset::Unreachable;
            origin.worker->leave(
                command::ResetStream{origin.connection, origin.number, reason, socket});
        };
    }
    const bool isThere = connection && !connection->hasEnded();
    if (isThere && mayUse(*connection, StreamUse::Publish, carry.target))
        return m_carriers.open(*connection,
            {carry.descriptor, carry.target, carry.from, std::move(partner), m_context.now()});
    const auto reason = isThere ? StreamReset::NotAllowed : StreamReset::Unreachable;
    const auto name = connection ? connection->name() : ConnectionName{carry.connection, {}};
    m_shared.tap.happened(
        StreamClosed{.stream = {.connection = name, .target = carry.target, .from = carry.from},
            .reset = reason,
            .why = isThere ? "the agent may not publish it" : "the agent has just gone"});
    partner.cutOff(reason, carry.descriptor);
}

void ServerStreams::act(const command::Join &join, Connection *connection)
{
    auto *const carrier = connection ? m_carriers.find(connection->name().id) : nullptr;
    const auto reset = [other = join.other](StreamReset reason, qintptr socket) {
        other.worker->leave(command::ResetStream{other.connection, other.number, reason, socket});
    };
    if (!carrier || !carrier->join(join.origin.number, reset))
        reset(StreamReset::Cancelled, -1); // it has gone meanwhile
}

void ServerStreams::act(const command::ResetStream &reset, Connection *connection)
{
    auto *const carrier = connection ? m_carriers.find(connection->name().id) : nullptr;
    if (carrier && reset.descriptor >= 0 && reset.reason == StreamReset::Cancelled)
        carrier->breakOff(reset.number);
    else if (carrier)
        carrier->reset(reset.number, reset.reason, reset.why);
    closeDescriptor(reset.descriptor);
}

void ServerStreams::judgeAgain(const Connection &connection)
{
    if (auto *const carrier = m_carriers.find(connection.name().id))
        carrier->endUnless([&](std::string_view target, bool isPeers) {
            return mayUse(connection, isPeers ? StreamUse::Forward : StreamUse::Publish, target);
        });
}

} // namespace sealcord
