// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/net/limits.h"
#include "core/net/server/agenttrust.h"
#include "core/net/stream/services.h"
#include "core/net/tap/tap.h"
#include "core/protocol/peer.h"
#include "core/text/ipaddress.h"

#include <QHostAddress>

#include <vector>

namespace sealcord {

/// What a Server is told before it starts.
struct ServerSettings {
    QHostAddress address = QHostAddress(QHostAddress::AnyIPv4); ///< "::" takes IPv4 too
    quint16 port = 1337; ///< 0: the system picks one
    int workers = 1; ///< threads, at least 1
    ConnectionLimits connection;
    AeadEngine aead = fastestAeadEngine(); ///< must be available
    AdmissionLimits admission;
    Protocol protocol = Protocol::None; ///< the only one taken; None: each that its agents speak
    /// Who the server is; outlives it. Null: it does not take the sealed protocol.
    const Identity *identity = nullptr;
    /// Outlives the server. Null: every agent is let in, as at first contact.
    AgentTrust *trust = nullptr;
    ConnectionId lastConnection = 0; ///< connections are numbered from the next one on
    std::vector<NamedService> forwards; ///< what agents may reach here, each name once
    /// Where this machine's clients reach what agents publish: each target is NAME@AGENT.
    std::vector<LocalPort> exposed;
    /// Balancers: who connects from there says first, in a PROXY protocol header, for whom.
    std::vector<AddressRange> proxies;
};

} // namespace sealcord
