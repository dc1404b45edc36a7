// SPDX-License-Identifier: MIT
#include "server-gui/trust/attachedcodes.h"

#include "core/app/trust/agentroster.h"
#include "core/attach/attachedserver.h"
#include "core/text/escape.h"
#include "core/traffic/models/connectionmodel.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

using Told = std::expected<std::string, std::string>;

static QJsonDocument json(const std::string &told)
{
    return QJsonDocument::fromJson(QByteArray(told.data(), static_cast<qsizetype>(told.size())));
}

AttachedCodes::AttachedCodes(AttachedServer &server, const ConnectionModel &connections,
    AgentRoster &roster, QObject *parent)
    : AgentCodes(&roster, parent)
    , m_server(server)
    , m_connections(connections)
{
    connect(&server, &AttachedServer::comparisonsChanged, this, &AttachedCodes::askAll);
    connect(&server, &WatchedServer::stateChanged, this, &AttachedCodes::showState);
    connect(&connections, &ConnectionModel::rowsInserted, this, &AttachedCodes::takeUntold);
    connect(&connections, &ConnectionModel::modelReset, this, &AttachedCodes::takeUntold);
}

const CodeComparison *AttachedCodes::find(ConnectionId connection) const
{
    const auto found = m_comparisons.find(connection);
    return found == m_comparisons.end() ? nullptr : &found->second;
}

QString AttachedCodes::outcome(const ConnectionInfo &connection) const
{
    return m_server.isOfThisServer(connection.name.id) ? AgentCodes::outcome(connection)
                                                       : QString();
}

bool AttachedCodes::takesName(const ConnectionInfo &connection) const
{
    return m_server.isOfThisServer(connection.name.id) && AgentCodes::takesName(connection);
}

void AttachedCodes::ask(const ConnectionInfo &connection)
{
    if (whyNot(connection).isEmpty())
        request("verify", connection.name.id, [](JsonObject &) { });
}

void AttachedCodes::decide(ConnectionId connection, bool isSame)
{
    request("verdict", connection, [isSame](JsonObject &request) { request.add("same", isSame); });
}

void AttachedCodes::request(const std::string &command, ConnectionId connection,
    const std::function<void(JsonObject &)> &add)
{
    m_server.ask(
        command, add,
        [this](const Told &told) {
            if (told)
                hear(json(*told).object());
            else
                Q_EMIT failed(tr("The server did not do that: %1.")
                        .arg(printable(QString::fromStdString(told.error()))));
        },
        connection);
}

void AttachedCodes::askAll()
{
    m_server.ask(
        "comparisons", [](JsonObject &) {},
        [this](const Told &told) {
            if (!told)
                return; // of a server that takes classic alone
            forgetUnshown();
            for (const auto &value : json(*told).array())
                hear(value.toObject());
        });
}

void AttachedCodes::hear(const QJsonObject &comparison)
{
    const auto theirs = comparison[u"connection"_s].toInteger();
    const auto told = CodeComparison::told(comparison[u"state"_s].toString().toStdString(),
        parseVerificationCode(comparison[u"words"_s].toString().toStdString(),
            comparison[u"digits"_s].toString().toStdString()));
    if (theirs <= 0 || !told)
        return;
    const auto id = m_server.ours(static_cast<ConnectionId>(theirs));
    if (const auto *const info = m_connections.find(id))
        take(*info, *told);
    else
        m_untold[id] = *told;
}

void AttachedCodes::take(const ConnectionInfo &connection, const CodeComparison &told)
{
    const auto name = connection.name;
    if (std::exchange(m_comparisons[name.id], told) != told)
        Q_EMIT changed(name);
}

// An answer can be ahead of what is told of the connections.
void AttachedCodes::takeUntold()
{
    for (const auto &[id, told] : std::exchange(m_untold, {})) {
        if (const auto *const info = m_connections.find(id))
            take(*info, told);
        else
            m_untold[id] = told;
    }
}

// Nobody hears what becomes of them.
void AttachedCodes::showState()
{
    if (m_server.state() == WatchedServer::State::Listening)
        return;
    m_untold.clear();
    for (auto &[id, comparison] : m_comparisons) {
        if (const auto *const info = m_connections.find(id); comparison.end() && info)
            Q_EMIT changed(ConnectionName(info->name));
    }
}

// The server keeps no more of those that have ended either.
void AttachedCodes::forgetUnshown()
{
    m_untold.clear();
    std::erase_if(
        m_comparisons, [this](const auto &one) { return !m_connections.find(one.first); });
}

} // namespace sealcord
