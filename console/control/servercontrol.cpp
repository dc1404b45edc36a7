// SPDX-License-Identifier: MIT
#include "console/control/servercontrol.h"

#include "core/app/log/log.h"
#include "core/control/trafficsubscription.h"
#include "core/net/server/server.h"
#include "core/text/systemtext.h"

#include <QFileInfo>

#include <memory>
#include <utility>

#include <sys/stat.h>

namespace sealcord {

using namespace Qt::StringLiterals;

ServerControl::ServerControl(
    const ControlChoice &choice, const RecordingHead &head, Tap &before, Log &log)
    : m_choice(choice)
    , m_before(before)
    , m_log(log)
    , m_head(head)
    , m_counting(m_census, m_streams)
    , m_asking(m_counting, m_taps)
    , m_tee(before, m_asking)
    , m_control(*this)
{
    QObject::connect(
        &m_control, &ControlServer::clientDropped, &m_control, [this](const QString &what) {
            m_log.write(LogLevel::Warn, "control-dropped", u"At the control socket, "_s + what);
        });
    QObject::connect(
        &m_control, &ControlServer::opened, &m_control, [this] { tellPath(m_control.path()); });
}

Tap &ServerControl::tap()
{
    return m_choice.kind == ControlChoice::Kind::Off ? m_before : m_tee;
}

std::optional<QString> ServerControl::path(
    const Server &server, const QProcessEnvironment &environment) const
{
    if (m_choice.kind == ControlChoice::Kind::Path)
        return m_choice.path;
    if (m_choice.kind == ControlChoice::Kind::Off)
        return std::nullopt;
    const auto port = server.address().section(u':', -1).toUShort();
    auto automatic = automaticControlPath(port, environment);
    if (automatic) // of the folder that is to be ours alone; whether it is there, listening tells
        ::mkdir(toSystem(QFileInfo(*automatic).path()).constData(), 0700);
    return automatic;
}

bool ServerControl::begin(Server &server, const QProcessEnvironment &environment)
{
    m_census.setSource([&server](quint64 question) { server.tellStanding(question); });
    m_streams.setSource([&server](quint64 question, std::optional<ConnectionId> connection) {
        server.tellStreams(question, connection);
    });
    const auto at = path(server, environment);
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
            (isAsked ? u"No control socket: "_s : u"No control socket yet: "_s)
                + listening.error());
        return !isAsked;
    }
    tellPath(*at);
    return true;
}

void ServerControl::tellPath(const QString &path)
{
    m_log.write(
        LogLevel::Info, "control", u"Control socket "_s + path, {{"path", path.toStdString()}});
}

std::expected<ControlSubscription, std::string> ServerControl::subscribe(
    const ControlRequest &request)
{
    auto wishes = subscriptionWishes(request.members);
    if (!wishes)
        return std::unexpected(std::move(wishes.error()));
    auto stream = std::make_unique<TrafficSubscription>(
        m_taps, TrafficSubscription::Counting{m_census, m_streams}, m_head, *std::move(wishes));
    return ControlSubscription{stream->head(), std::move(stream)};
}

void ServerControl::handle(const ControlRequest &request, Reply reply)
{
    const auto command = m_commands.find(request.command);
    if (command == m_commands.end())
        return reply(std::unexpected("there is no command '" + request.command + "'"));
    command->second(request.members, reply);
}

} // namespace sealcord
