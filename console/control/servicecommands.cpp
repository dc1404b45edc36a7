// SPDX-License-Identifier: MIT
#include "console/control/servicecommands.h"

#include "core/app/process/version.h"
#include "core/control/census.h"
#include "core/net/server/server.h"
#include "core/records/jsonobject.h"
#include "core/records/recordfields.h"

#include <chrono>
#include <string_view>

#include <unistd.h>

namespace sealcord {

namespace {

using Reply = ControlHandler::Reply;

/// The commands, each with what it answers.
struct ServiceCommands {
    RunningParts parts;
    std::chrono::system_clock::time_point started;

    void status(const Reply &reply) const;
    [[nodiscard]] std::string statusJson(const Census::Connections &connections) const;
};

void ServiceCommands::status(const Reply &reply) const
{
    parts.census.count([self = *this, reply](const Census::Connections &connections) {
        reply(self.statusJson(connections));
    });
}

std::string ServiceCommands::statusJson(const Census::Connections &connections) const
{
    const auto &[server, settings, census, gate, recording, log] = parts;
    std::string status;
    JsonObject object(status);
    object.add("program", name(Role::Server));
    object.add("version", programVersion());
    object.add("process", ::getpid());
    object.add("address", server.address().toStdString());
    object.add("protocol",
        settings.protocol == Protocol::None ? std::string_view("both") : name(settings.protocol));
    object.add("workers", server.workers());
    object.add("started", timeText(started));
    object.add("max_connections", settings.admission.maxConnections);
    object.add("connections", connections.size());
    object.add("established", countEstablished(connections));
    object.finish();
    return status;
}

} // namespace

void addServiceCommands(ControlCommands &commands, const RunningParts &parts)
{
    const ServiceCommands all{parts, std::chrono::system_clock::now()};
    commands["status"] = [all](const Record &, const Reply &reply) { all.status(reply); };
}

} // namespace sealcord
