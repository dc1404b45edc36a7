// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logsettings.h"
#include "core/net/tap/tap.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <chrono>

/// What tests tell a log, and what they find in it.
namespace sealcord::test {

inline const ConnectionName connection{
    7, Endpoint(QHostAddress(QStringLiteral("127.0.0.1")), 50000)};

inline const ConnectionRefused refusal{
    connection.peer, ConnectionRefused::Reason::TooManyConnections, 3};

inline ConnectionEnded endedBy(EndReason reason)
{
    return {connection, reason, "reason", std::chrono::seconds(1), {}, true, Protocol::Classic};
}

inline LogSettings level(LogLevel value)
{
    LogSettings settings;
    settings.level = value;
    return settings;
}

/// The words behind the time of each line.
inline QList<QByteArray> linesOf(const QByteArray &output)
{
    QList<QByteArray> lines;
    for (const auto &line : output.split('\n')) {
        if (!line.isEmpty())
            lines += line.mid(line.indexOf(' ') + 1);
    }
    return lines;
}

} // namespace sealcord::test
