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
}

const CodeComparison *AttachedCodes::find(ConnectionId connection) const
{
    const auto found = m_comparisons.find(connection);
    return found == m_comparisons.end() ? nullptr : &found->second;
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
            for (const auto &value : json(*told).array())
                hear(value.toObject());
        });
}

// One of a connection that is not shown any more is nobody's business here.
void AttachedCodes::hear(const QJsonObject &comparison)
{
    const auto theirs = comparison[u"connection"_s].toInteger();
    const auto *const info =
        theirs > 0 ? m_connections.find(m_server.ours(static_cast<ConnectionId>(theirs))) : nullptr;
    const auto told = CodeComparison::told(comparison[u"state"_s].toString().toStdString(),
        parseVerificationCode(comparison[u"words"_s].toString().toStdString(),
            comparison[u"digits"_s].toString().toStdString()));
    if (!info || !told)
        return;
    const auto name = info->name;
    if (std::exchange(m_comparisons[name.id], *told) != *told)
        Q_EMIT changed(name);
}

} // namespace sealcord
