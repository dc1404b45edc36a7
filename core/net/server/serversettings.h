// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/net/limits.h"
#include "core/net/tap/tap.h"

#include <QHostAddress>

namespace sealcord {

/// What a Server is told before it starts.
struct ServerSettings {
    QHostAddress address = QHostAddress(QHostAddress::AnyIPv4); ///< "::" takes IPv4 too
    quint16 port = 1337; ///< 0: the system picks one
    int workers = 1; ///< threads, at least 1
    ConnectionLimits connection;
    AeadEngine aead = fastestAeadEngine(); ///< must be available
    AdmissionLimits admission;
    ConnectionId lastConnection = 0; ///< connections are numbered from the next one on
};

} // namespace sealcord
