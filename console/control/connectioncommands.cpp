// SPDX-License-Identifier: MIT
#include "console/control/connectioncommands.h"

#include "core/control/census.h"
#include "core/control/streamcensus.h"
#include "core/control/targetmembers.h"
#include "core/net/server/server.h"
#include "core/records/jsonobject.h"
#include "core/records/recordfields.h"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace sealcord {

namespace {

using Reply = ControlHandler::Reply;

using StreamCounts = decltype(StandingStreams::ofConnections);

void addClient(std::string &out, const CountedConnection &connection, const StreamCounts &streams)
{
    const auto &[stands, count] = connection;
    const auto carried = streams.find(stands.connection.id);
    JsonObject object(out);
    addStanding(object, stands);
    addCount(object, count);
    object.add("streams", carried == streams.end() ? quint64{0} : carried->second);
    object.finish();
}

std::string clientsJson(const Census::Connections &connections, const StreamCounts &streams)
{
    std::string list = "[";
    for (const auto &connection : connections) {
        if (list.size() > 1)
            list += ',';
        addClient(list, connection, streams);
    }
    return list + ']';
}

std::expected<const CountedConnection *, std::string> find(
    const Census::Connections &connections, ConnectionId id)
{
    const auto found = std::ranges::find(connections, id,
        [](const CountedConnection &connection) { return connection.stands.connection.id; });
    if (found == connections.end())
        return std::unexpected("there is no connection " + std::to_string(id));
    return &*found;
}

// Why a message cannot be sent to one of those whom it is for.
std::expected<void, std::string> areEstablished(
    const std::vector<ConnectionId> &ids, const Census::Connections &connections)
{
    for (const auto id : ids) {
        const auto found = find(connections, id);
        if (!found)
            return std::unexpected(found.error());
        if (!(*found)->stands.established)
            return std::unexpected(
                "connection " + std::to_string(id) + " is still in its handshake");
    }
    return {};
}

/// The commands, each with what it answers.
struct ConnectionCommands {
    Server &server;
    Census &census;
    StreamCensus &streams;
    std::size_t maxMessage;

    void clients(const Reply &reply) const;
    void client(const Record &request, const Reply &reply) const;
    void kick(const Record &request, const Reply &reply) const;
    void measure(const Record &request, const Reply &reply) const;
    void send(const Record &request, const Reply &reply) const;
    void sendTo(const MessageTargets &targets, const SharedMessage &message, Sender sender,
        const Census::Connections &connections, const Reply &reply) const;
};

void ConnectionCommands::clients(const Reply &reply) const
{
    streams.count({}, [&census = census, reply](const StandingStreams &standing) {
        census.count(
            [counts = standing.ofConnections, reply](const Census::Connections &connections) {
                reply(clientsJson(connections, counts));
            });
    });
}

void ConnectionCommands::client(const Record &request, const Reply &reply) const
{
    const auto id = connectionMember(request);
    if (!id)
        return reply(std::unexpected(id.error()));
    streams.count(*id, [&census = census, id = *id, reply](const StandingStreams &standing) {
        census.count(
            [counts = standing.ofConnections, id, reply](const Census::Connections &connections) {
                const auto found = find(connections, id);
                if (!found)
                    return reply(std::unexpected(found.error()));
                std::string client;
                addClient(client, **found, counts);
                reply(client);
            });
    });
}

void ConnectionCommands::kick(const Record &request, const Reply &reply) const
{
    const auto id = connectionMember(request);
    if (!id)
        return reply(std::unexpected(id.error()));
    census.count([&server = server, id = *id, reply](const Census::Connections &connections) {
        if (const auto found = find(connections, id); !found)
            return reply(std::unexpected(found.error()));
        server.disconnectAgent(id);
        std::string result;
        JsonObject object(result);
        object.add("connection", id);
        object.finish();
        reply(result);
    });
}

// Without asking whether there is one: a window asks each second for the connection that it shows.
void ConnectionCommands::measure(const Record &request, const Reply &reply) const
{
    const auto id = connectionMember(request);
    if (!id)
        return reply(std::unexpected(id.error()));
    server.measure(*id);
    reply("{}");
}

void ConnectionCommands::send(const Record &request, const Reply &reply) const
{
    auto targets = targetsMember(request);
    if (!targets)
        return reply(std::unexpected(targets.error()));
    const auto message = messageMember(request);
    if (!message)
        return reply(std::unexpected(message.error()));
    if (static_cast<std::size_t>(message->size()) > maxMessage)
        return reply(std::unexpected(
            "the message is longer than " + std::to_string(maxMessage) + " bytes, the limit here"));
    const auto bytes = std::as_bytes(std::span(*message));
    census.count(
        [self = *this, targets = *std::move(targets), sender = senderMember(request),
            shared = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end()),
            reply](const Census::Connections &connections) {
            self.sendTo(targets, shared, sender, connections, reply);
        });
}

// To all of them or to none: who asked need not find out who has got it.
void ConnectionCommands::sendTo(const MessageTargets &targets, const SharedMessage &message,
    Sender sender, const Census::Connections &connections, const Reply &reply) const
{
    if (const auto can = areEstablished(targets.connections, connections); !can)
        return reply(std::unexpected(can.error()));
    if (targets.isAll)
        server.sendToAll(message, sender);
    else
        server.send(targets.connections, message, sender);
    std::string result;
    JsonObject object(result);
    object.add(
        "connections", targets.isAll ? countEstablished(connections) : targets.connections.size());
    object.add("bytes", message->size());
    object.finish();
    reply(result);
}

} // namespace

void addConnectionCommands(ControlCommands &commands, Server &server, Census &census,
    StreamCensus &streams, std::size_t maxMessage)
{
    const ConnectionCommands all{server, census, streams, maxMessage};
    commands["clients"] = [all](const Record &, const Reply &reply) { all.clients(reply); };
    commands["client"] = [all](const Record &request, const Reply &reply) {
        all.client(request, reply);
    };
    commands["kick"] = [all](
                           const Record &request, const Reply &reply) { all.kick(request, reply); };
    commands["measure"] = [all](const Record &request, const Reply &reply) {
        all.measure(request, reply);
    };
    commands["send"] = [all](
                           const Record &request, const Reply &reply) { all.send(request, reply); };
}

} // namespace sealcord
