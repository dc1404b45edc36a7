// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/hostport.h"

#include <QHostAddress>
#include <QString>

class QTcpServer;

namespace sealcord {

/// \a address for QTcpServer::listen(), to which "::" alone would refuse IPv4.
[[nodiscard]] QHostAddress bothFamilies(const QHostAddress &address);

/// Why \a server does not listen at \a where, for a person.
[[nodiscard]] QString listenError(const QTcpServer &server, const ListenAddress &where);

} // namespace sealcord
