// SPDX-License-Identifier: MIT
#include "console/control/servicecommands.h"

#include "core/app/log/log.h"
#include "core/app/process/version.h"
#include "core/app/trust/agentgate.h"
#include "core/control/census.h"
#include "core/net/server/server.h"
#include "core/records/jsonobject.h"
#include "core/records/recordfields.h"
#include "core/trust/keyword.h"

#include <QString>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <tuple>

#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Reply = ControlHandler::Reply;

constexpr auto emptyResult = "{}"; // it is done, and there is nothing to tell
constexpr quint64 longestDrain = quint64{7} * 24 * 60 * 60; // in seconds: nobody waits longer

double seconds(std::chrono::milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

/// The commands, each with what it answers.
struct ServiceCommands {
    RunningParts parts;
    std::chrono::system_clock::time_point started;

    void status(const Reply &reply) const;
    void limits(const Record &request, const Reply &reply) const;
    void reload(const Reply &reply) const;
    void logLevel(const Record &request, const Reply &reply) const;
    void record(const Record &request, const Reply &reply) const;
    void dump(const Reply &reply) const;
    void drain(const Record &request, const Reply &reply) const;
    void beginDraining(std::size_t connected, std::optional<quint64> within) const;
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
    const auto &server = parts.server;
    const auto &settings = parts.settings;
    std::string status;
    JsonObject object(status);
    object.add("program", name(Role::Server));
    object.add("version", programVersion());
    object.add("process", ::getpid());
    object.add("address", server.address().toStdString());
    object.add("protocol",
        settings.protocol == Protocol::None ? std::string_view("both") : name(settings.protocol));
    if (settings.identity)
        object.add("key", keyWord(settings.identity->key.publicKey()).toStdString());
    if (parts.gate)
        object.add("agents", name(parts.gate->settings().policy));
    object.add("workers", server.workers());
    object.add("started", timeText(started));
    object.add("max_connections", server.admissionLimits().maxConnections);
    object.add("connections", connections.size());
    object.add("established", countEstablished(connections));
    object.finish();
    return status;
}

// Takes the member \a name into \a target, where it is there.
std::expected<void, std::string> takeLimit(
    const Record &request, std::string_view name, std::size_t least, std::size_t &target)
{
    if (!request.find(name))
        return {};
    const auto count = request.count(name);
    if (!count || *count < least || *count > mostConnections)
        return std::unexpected(std::string(name) + " is to be a number of connections");
    target = *count;
    return {};
}

void ServiceCommands::limits(const Record &request, const Reply &reply) const
{
    auto limits = parts.server.admissionLimits();
    const std::array<std::tuple<std::string_view, std::size_t, std::size_t *>, 3> counts{
        {{"max_connections", 1, &limits.maxConnections}, {"max_pending", 1, &limits.maxPending},
            {"max_per_address", 0, &limits.maxPerAddress}}};
    for (const auto &[name, least, target] : counts) {
        if (const auto taken = takeLimit(request, name, least, *target); !taken)
            return reply(std::unexpected(taken.error()));
    }
    parts.server.setAdmissionLimits(limits);
    const auto &connection = parts.settings.connection;
    std::string result;
    JsonObject object(result);
    for (const auto &[name, least, target] : counts)
        object.add(name, *target);
    object.add("max_message", connection.maxMessageLength);
    object.add("max_buffered", limits.maxBuffered);
    object.add("handshake_timeout", seconds(connection.handshakeTimeout));
    object.add("idle_timeout", seconds(connection.idleTimeout));
    object.add("message_timeout", seconds(connection.frameTimeout));
    object.add("message_rate", connection.frameRate);
    object.add("send_timeout", seconds(connection.sendTimeout));
    object.add("send_rate", connection.sendRate);
    object.finish();
    reply(result);
}

void ServiceCommands::reload(const Reply &reply) const
{
    const auto read = readAgain(parts.gate, parts.log);
    reply(read ? std::expected<std::string, std::string>(emptyResult)
               : std::unexpected(read.error().toStdString()));
}

void ServiceCommands::logLevel(const Record &request, const Reply &reply) const
{
    constexpr std::array levels{
        LogLevel::Trace, LogLevel::Debug, LogLevel::Info, LogLevel::Warn, LogLevel::Error};
    if (request.find("level")) {
        const auto *const level = std::ranges::find(
            levels, request.text("level"), [](LogLevel one) { return name(one); });
        if (level == levels.end())
            return reply(std::unexpected("'level' is to be trace, debug, info, warn or error"));
        parts.log.setLevel(*level);
    }
    std::string result;
    JsonObject object(result);
    object.add("level", name(parts.log.level()));
    object.finish();
    reply(result);
}

void ServiceCommands::record(const Record &request, const Reply &reply) const
{
    const auto action = request.text("action");
    if (action == "stop") {
        const auto written = parts.stopRecording();
        if (!written)
            return reply(std::unexpected(written.error().toStdString()));
        std::string result;
        JsonObject object(result);
        object.add("bytes", *written);
        object.finish();
        return reply(result);
    }
    const auto path = request.text("path");
    if (action != "start" || !path.starts_with('/') || path.contains('\0'))
        return reply(std::unexpected("'action' is to be start, with an absolute 'path', or stop"));
    const auto begun =
        parts.startRecording(QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size())));
    reply(begun ? std::expected<std::string, std::string>(emptyResult)
                : std::unexpected(begun.error().toStdString()));
}

void ServiceCommands::dump(const Reply &reply) const
{
    if (parts.writeFlight())
        return reply(emptyResult);
    reply(std::unexpected("there is no flight recorder: --flight-recorder"));
}

void ServiceCommands::drain(const Record &request, const Reply &reply) const
{
    const auto within = request.count("within");
    if (request.find("within") && (!within || *within > longestDrain))
        return reply(std::unexpected(
            "'within' is to be a number of seconds up to " + std::to_string(longestDrain)));
    parts.census.count([self = *this, within, reply](const Census::Connections &connections) {
        std::string result;
        JsonObject object(result);
        object.add("connections", connections.size());
        object.finish();
        reply(result); // first: without connections the server ends at once
        self.beginDraining(connections.size(), within);
    });
}

void ServiceCommands::beginDraining(std::size_t connected, std::optional<quint64> within) const
{
    parts.log.write(LogLevel::Info, "server-draining",
        u"Draining: nobody is accepted any more; connected: %1"_s.arg(connected));
    auto &server = parts.server;
    server.drain();
    if (within)
        QTimer::singleShot(std::chrono::seconds(*within), &server, [&server] { server.stop(); });
}

} // namespace

std::expected<void, QString> readAgain(AgentGate *gate, Log &log)
{
    log.write(LogLevel::Info, "reloading",
        gate ? u"Reading the authorised agents again"_s
             : u"Nothing to read again: the classic protocol does not tell agents apart"_s);
    return gate ? gate->reload() : std::expected<void, QString>();
}

void addServiceCommands(ControlCommands &commands, const RunningParts &parts)
{
    const ServiceCommands all{parts, std::chrono::system_clock::now()};
    commands["status"] = [all](const Record &, const Reply &reply) { all.status(reply); };
    commands["limits"] = [all](const Record &request, const Reply &reply) {
        all.limits(request, reply);
    };
    commands["reload"] = [all](const Record &, const Reply &reply) { all.reload(reply); };
    commands["log-level"] = [all](const Record &request, const Reply &reply) {
        all.logLevel(request, reply);
    };
    commands["record"] = [all](const Record &request, const Reply &reply) {
        all.record(request, reply);
    };
    commands["dump"] = [all](const Record &, const Reply &reply) { all.dump(reply); };
    commands["drain"] = [all](const Record &request, const Reply &reply) {
        all.drain(request, reply);
    };
}

} // namespace sealcord
