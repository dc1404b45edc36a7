// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace sealcord {

/// What `bench_window agent` is told: agents in a process of their own, which share \a perSecond.
struct AgentsOrder {
    quint16 port = 0;
    int perSecond = 1; ///< messages, of all agents together
    int seconds = 1;
    int agents = 1;
    QString message; ///< see messageCalled()
};

/// The message with that name: "64" is 64 letters, "1 MiB" and the like a line that long, "text"
/// and "json" 16 MiB of either. Empty for a name that is none.
[[nodiscard]] QByteArray messageCalled(const QString &name);

/// The order as arguments behind "agent", and back.
[[nodiscard]] QStringList argumentsFor(const AgentsOrder &order);
[[nodiscard]] AgentsOrder orderFrom(const QStringList &arguments);

/// Carries \a order out and prints what was sent and what came back: "SENT RECEIVED". The exit
/// code.
[[nodiscard]] int runAgents(const AgentsOrder &order);

} // namespace sealcord
