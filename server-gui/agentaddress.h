// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace sealcord {

/// The addresses of this machine that matter to others.
struct LocalAddresses {
    QList<QHostAddress> all; ///< of the interfaces that are up
    QList<QHostAddress> ofDefaultRoutes; ///< from which it talks to the world; one a family at most
};

/// Asks the system. Nothing is sent.
[[nodiscard]] LocalAddresses localAddresses();

/// What an agent is told to reach a server: "192.168.1.20:1337", "[2001:db8::1]:1337".
struct AgentTargets {
    QString best;
    QStringList others;
};

/// How a server is reached that listens on \a address and \a port of a machine that has \a local.
/// On every network that is by the default route's address first, since the others may be known to
/// this machine alone; the machine itself reaches it where it has none.
[[nodiscard]] AgentTargets agentTargets(
    const QHostAddress &address, quint16 port, const LocalAddresses &local);

/// The line that starts an agent which reaches a server at \a target and knows it from the first:
/// nobody has to compare a \a key that was copied. None: the server speaks classic alone.
[[nodiscard]] QString agentCommand(
    const QString &target, const std::optional<X25519KeyPair::PublicKey> &key);
/// What of it is about the server's key.
[[nodiscard]] QStringList agentTrustArguments(const std::optional<X25519KeyPair::PublicKey> &key);

} // namespace sealcord
