// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QString>

namespace sealcord {

/// What an agent is told to reach a server that listens on \a address and \a port:
/// "127.0.0.1:1337". For a server on every network that is the first address of this machine that
/// others can reach.
[[nodiscard]] QString agentAddress(const QHostAddress &address, quint16 port);

} // namespace sealcord
