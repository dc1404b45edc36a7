// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/records/recordtime.h"

#include <QFlags>
#include <QtGlobal>

#include <optional>
#include <string>

namespace sealcord {

/// An agent that the server calls by a name, connected or not.
struct KnownAgent {
    /// What a person wants to be told of it.
    enum class Notice : quint8 {
        Comes = 1, ///< it had no connection, and has one
        Goes = 2, ///< it had one, and has none
        Silent = 4, ///< it has one, and has said nothing for AgentBook::silence
    };
    Q_DECLARE_FLAGS(Notices, Notice)

    KnownPeer who; ///< with its name, which is not empty, and its key's fingerprint
    Endpoint peer; ///< where its last connection came from
    RecordTime lastSeen; ///< when that began, or, once it has ended, when it did
    std::optional<EndReason> endReason; ///< of the last that ended; none: nobody saw it
    std::string endText; ///< as ConnectionInfo's, at most AgentBook::longestText
    quint64 reconnects = 0; ///< how often it came again
    Notices notices; ///< none unless a person wants some
    ConnectionId lastConnection = 0; ///< in this run of the program; 0: none
    int connections = 0; ///< that stand now
};
Q_DECLARE_OPERATORS_FOR_FLAGS(KnownAgent::Notices)

} // namespace sealcord
