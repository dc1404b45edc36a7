// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace sealcord::test {

/// What a server tells of a connection that has done the handshake.
inline QJsonObject topClient(int connection, int messages = 0, int bytes = 0)
{
    using namespace Qt::StringLiterals;
    return {{u"connection"_s, connection}, {u"peer"_s, u"127.0.0.1:%1"_s.arg(50'000 + connection)},
        {u"established"_s, true}, {u"authenticated"_s, false}, {u"age_ms"_s, 7000},
        {u"protection"_s, u"first contact, not yet verified"_s}, {u"messages_in"_s, messages},
        {u"bytes_in"_s, bytes}, {u"messages_out"_s, 0}, {u"bytes_out"_s, 0}};
}

/// The same with another value of one member.
inline QJsonObject with(QJsonObject client, const QString &member, const QJsonValue &value)
{
    client[member] = value;
    return client;
}

inline QByteArray topClients(const QJsonArray &clients)
{
    return QJsonDocument(clients).toJson(QJsonDocument::Compact);
}

} // namespace sealcord::test
