// SPDX-License-Identifier: MIT
#include "console/control/servercontrol.h"

#include "core/app/log/log.h"
#include "core/app/process/version.h"
#include "core/net/server/server.h"
#include "core/records/jsonobject.h"
#include "core/records/recordfields.h"
#include "core/text/systemtext.h"

#include <QFileInfo>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

void addClient(std::string &out, const CountedConnection &connection)
{
    const auto &[stands, count] = connection;
    JsonObject object(out);
    addConnection(object, stands.connection);
    object.add("established", stands.established.has_value());
    if (stands.established)
        addAgreement(object, *stands.established);
    addCount(object, count);
    object.finish();
}

std::string clientsJson(const Census::Connections &connections)
{
    std::string list = "[";
    for (const auto &connection : connections) {
        if (list.size() > 1)
            list += ',';
        addClient(list, connection);
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

std::size_t established(const Census::Connections &connections)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(connections, [](const CountedConnection &connection) {
            return connection.stands.established.has_value();
        }));
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

} // namespace

ServerControl::ServerControl(
    const ControlChoice &choice, const ServerSettings &settings, Tap &before, Log &log)
    : m_choice(choice)
    , m_settings(settings)
    , m_before(before)
    , m_log(log)
    , m_tee(before, m_census)
    , m_control(*this)
{
    QObject::connect(
        &m_control, &ControlServer::clientDropped, &m_control, [this](const QString &what) {
            m_log.write(LogLevel::Warn, "control-dropped", u"At the control socket, "_s + what);
        });
}

Tap &ServerControl::tap()
{
    return m_choice.kind == ControlChoice::Kind::Off ? m_before : m_tee;
}

std::optional<QString> ServerControl::path(const QProcessEnvironment &environment) const
{
    if (m_choice.kind == ControlChoice::Kind::Path)
        return m_choice.path;
    if (m_choice.kind == ControlChoice::Kind::Off)
        return std::nullopt;
    const auto port = m_server->address().section(u':', -1).toUShort();
    auto automatic = automaticControlPath(port, environment);
    if (automatic) // of the folder that is to be ours alone; whether it is there, listening tells
        ::mkdir(toSystem(QFileInfo(*automatic).path()).constData(), 0700);
    return automatic;
}

bool ServerControl::begin(Server &server, const QProcessEnvironment &environment)
{
    m_server = &server;
    m_started = std::chrono::system_clock::now();
    m_census.setSource([&server](quint64 question) { server.tellStanding(question); });
    const auto at = path(environment);
    if (!at) {
        m_log.write(LogLevel::Info, "control-off",
            m_choice.kind == ControlChoice::Kind::Off
                ? u"No control socket"_s
                : u"No control socket: neither RUNTIME_DIRECTORY nor XDG_RUNTIME_DIR is set"_s);
        return true;
    }
    if (const auto listening = m_control.listen(*at); !listening) {
        const bool isAsked = m_choice.kind == ControlChoice::Kind::Path;
        m_log.write(isAsked ? LogLevel::Error : LogLevel::Warn, "control-failed",
            u"No control socket: "_s + listening.error());
        return !isAsked;
    }
    m_log.write(
        LogLevel::Info, "control", u"Control socket "_s + *at, {{"path", at->toStdString()}});
    return true;
}

std::string ServerControl::statusJson(const Census::Connections &connections) const
{
    std::string status;
    JsonObject object(status);
    object.add("program", name(Role::Server));
    object.add("version", programVersion());
    object.add("process", ::getpid());
    object.add("address", m_server->address().toStdString());
    object.add("protocol",
        m_settings.protocol == Protocol::None ? std::string_view("both")
                                              : name(m_settings.protocol));
    object.add("workers", m_server->workers());
    object.add("started", timeText(m_started));
    object.add("max_connections", m_settings.admission.maxConnections);
    object.add("connections", connections.size());
    object.add("established", established(connections));
    object.finish();
    return status;
}

void ServerControl::handle(const ControlRequest &request, Reply reply)
{
    if (request.command == "status")
        tellStatus(reply);
    else if (request.command == "clients")
        tellClients(reply);
    else if (request.command == "client")
        tellClient(request.members, reply);
    else if (request.command == "kick")
        kick(request.members, reply);
    else if (request.command == "send")
        send(request.members, reply);
    else
        reply(std::unexpected("there is no command '" + request.command + "'"));
}

void ServerControl::tellStatus(const Reply &reply)
{
    m_census.count(
        [this, reply](const Census::Connections &connections) { reply(statusJson(connections)); });
}

void ServerControl::tellClients(const Reply &reply)
{
    m_census.count(
        [reply](const Census::Connections &connections) { reply(clientsJson(connections)); });
}

void ServerControl::tellClient(const Record &request, const Reply &reply)
{
    const auto id = connectionMember(request);
    if (!id)
        return reply(std::unexpected(id.error()));
    m_census.count([id = *id, reply](const Census::Connections &connections) {
        const auto found = find(connections, id);
        if (!found)
            return reply(std::unexpected(found.error()));
        std::string client;
        addClient(client, **found);
        reply(client);
    });
}

void ServerControl::kick(const Record &request, const Reply &reply)
{
    const auto id = connectionMember(request);
    if (!id)
        return reply(std::unexpected(id.error()));
    m_census.count([this, id = *id, reply](const Census::Connections &connections) {
        if (const auto found = find(connections, id); !found)
            return reply(std::unexpected(found.error()));
        m_server->disconnectAgent(id);
        std::string result;
        JsonObject object(result);
        object.add("connection", id);
        object.finish();
        reply(result);
    });
}

void ServerControl::send(const Record &request, const Reply &reply)
{
    auto targets = targetsMember(request);
    if (!targets)
        return reply(std::unexpected(targets.error()));
    const auto message = messageMember(request);
    if (!message)
        return reply(std::unexpected(message.error()));
    const auto most = m_settings.connection.maxMessageLength;
    if (static_cast<std::size_t>(message->size()) > most)
        return reply(std::unexpected(
            "the message is longer than " + std::to_string(most) + " bytes, the limit here"));
    const auto bytes = std::as_bytes(std::span(*message));
    m_census.count(
        [this, targets = *std::move(targets),
            shared = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end()),
            reply](const Census::Connections &connections) {
            sendTo(targets, shared, connections, reply);
        });
}

// To all of them or to none: who asked need not find out who has got it.
void ServerControl::sendTo(const MessageTargets &targets, const SharedMessage &message,
    const Census::Connections &connections, const Reply &reply)
{
    if (const auto can = areEstablished(targets.connections, connections); !can)
        return reply(std::unexpected(can.error()));
    if (targets.isAll)
        m_server->sendToAll(message);
    else
        m_server->send(targets.connections, message);
    std::string result;
    JsonObject object(result);
    object.add(
        "connections", targets.isAll ? established(connections) : targets.connections.size());
    object.add("bytes", message->size());
    object.finish();
    reply(result);
}

} // namespace sealcord
