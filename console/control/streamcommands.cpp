// SPDX-License-Identifier: MIT
#include "console/control/streamcommands.h"

#include "core/control/streamcensus.h"
#include "core/control/targetmembers.h"
#include "core/net/server/server.h"
#include "core/records/jsonobject.h"
#include "core/records/recordfields.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

namespace sealcord {

namespace {

using Reply = ControlHandler::Reply;

void addTo(std::string &list, const std::string &object)
{
    if (list.size() > 1)
        list += ',';
    list += object;
}

std::string streamJson(const CountedStream &counted)
{
    auto stands = counted.stands;
    stands.stream.target = counted.target;
    std::string stream;
    JsonObject object(stream);
    addStanding(object, stands);
    object.finish();
    return stream;
}

std::string streamsJson(const StandingStreams &streams)
{
    std::string list = "[";
    for (const auto &counted : streams.listed)
        addTo(list, streamJson(counted));
    std::string result;
    JsonObject object(result);
    object.addRaw("streams", list + ']');
    object.add("unlisted", streams.unlisted);
    object.finish();
    return result;
}

/// The commands, each with what it answers.
struct StreamCommands {
    Server &server;
    const ServerSettings &settings;
    StreamCensus &census;

    void streams(const Record &request, const Reply &reply) const;
    void kill(const Record &request, const Reply &reply) const;
    void forwards(const Reply &reply) const;
    void publish(const Reply &reply) const;
    [[nodiscard]] std::string forwardsJson(const StandingStreams &streams) const;
    [[nodiscard]] std::string publishJson(const StandingStreams &streams) const;
};

void StreamCommands::streams(const Record &request, const Reply &reply) const
{
    std::optional<ConnectionId> connection;
    if (request.find("connection")) {
        const auto id = connectionMember(request);
        if (!id)
            return reply(std::unexpected(id.error()));
        connection = *id;
    }
    census.count(
        connection, [reply](const StandingStreams &streams) { reply(streamsJson(streams)); });
}

void StreamCommands::kill(const Record &request, const Reply &reply) const
{
    if (request.text("action") != "kill")
        return reply(std::unexpected("'action' is to be kill"));
    const auto id = connectionMember(request);
    if (!id)
        return reply(std::unexpected(id.error()));
    const auto number = request.count("stream").value_or(0);
    if (number == 0 || number > std::numeric_limits<StreamNumber>::max())
        return reply(std::unexpected("'stream' is to be the number of a stream"));
    census.count(*id,
        [&server = server, id = *id, number = static_cast<StreamNumber>(number), reply](
            const StandingStreams &streams) {
            const auto isIt = [number](const CountedStream &counted) {
                return counted.stands.stream.number == number;
            };
            if (std::ranges::none_of(streams.listed, isIt))
                return reply(std::unexpected("connection " + std::to_string(id) + " has no stream "
                    + std::to_string(number)));
            server.resetStream(id, number);
            std::string result;
            JsonObject object(result);
            object.add("connection", id);
            object.add("stream", number);
            object.finish();
            reply(result);
        });
}

void StreamCommands::forwards(const Reply &reply) const
{
    census.count({}, [self = *this, reply](const StandingStreams &streams) {
        reply(self.forwardsJson(streams));
    });
}

void StreamCommands::publish(const Reply &reply) const
{
    census.count({}, [self = *this, reply](const StandingStreams &streams) {
        reply(self.publishJson(streams));
    });
}

std::string StreamCommands::forwardsJson(const StandingStreams &streams) const
{
    std::string list = "[";
    for (const auto &service : settings.forwards) {
        const auto name = service.name.toStdString();
        std::string one;
        JsonObject object(one);
        object.add("name", name);
        object.add("address", service.address.toString().toStdString());
        object.add("streams", streams.count(name));
        object.finish();
        addTo(list, one);
    }
    return list + ']';
}

std::string StreamCommands::publishJson(const StandingStreams &streams) const
{
    std::string list = "[";
    const auto addresses = server.exposedAddresses();
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        const auto target = settings.exposed[i].target.toStdString();
        std::string one;
        JsonObject object(one);
        object.add("address", addresses[i].toStdString());
        object.add("target", target);
        object.add("connected", server.hasPublisher(splitTarget(target).agent));
        object.add("streams", streams.count(target));
        object.finish();
        addTo(list, one);
    }
    return list + ']';
}

} // namespace

void addStreamCommands(
    ControlCommands &commands, Server &server, const ServerSettings &settings, StreamCensus &census)
{
    const StreamCommands all{server, settings, census};
    commands["streams"] = [all](const Record &request, const Reply &reply) {
        all.streams(request, reply);
    };
    commands["stream"] = [all](const Record &request, const Reply &reply) {
        all.kill(request, reply);
    };
    commands["forwards"] = [all](const Record &, const Reply &reply) { all.forwards(reply); };
    commands["publish"] = [all](const Record &, const Reply &reply) { all.publish(reply); };
}

} // namespace sealcord
