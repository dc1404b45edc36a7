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

#include <sys/stat.h>
#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

std::string clientsJson(const Census::Connections &connections)
{
    std::string list = "[";
    for (const auto &[stands, count] : connections) {
        if (list.size() > 1)
            list += ',';
        JsonObject object(list);
        addConnection(object, stands.connection);
        object.add("established", stands.established.has_value());
        if (stands.established)
            addAgreement(object, *stands.established);
        addCount(object, count);
        object.finish();
    }
    return list + ']';
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
    object.add(
        "established", std::ranges::count_if(connections, [](const CountedConnection &connection) {
            return connection.stands.established.has_value();
        }));
    object.finish();
    return status;
}

void ServerControl::handle(const ControlRequest &request, Reply reply)
{
    if (request.command == "status")
        m_census.count([this, reply](const Census::Connections &connections) {
            reply(statusJson(connections));
        });
    else if (request.command == "clients")
        m_census.count(
            [reply](const Census::Connections &connections) { reply(clientsJson(connections)); });
    else
        reply(std::unexpected("there is no command '" + request.command + "'"));
}

} // namespace sealcord
