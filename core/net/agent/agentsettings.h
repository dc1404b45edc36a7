// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/net/agent/servertrust.h"
#include "core/net/limits.h"
#include "core/net/stream/services.h"
#include "core/net/tap/tap.h"
#include "core/protocol/peer.h"

#include <QString>

#include <optional>
#include <vector>

namespace sealcord {

/// What an Agent is told before it starts.
struct AgentSettings {
    QString host = QStringLiteral("127.0.0.1"); ///< a name or an address
    quint16 port = 1337;
    /// For each address of the name.
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(10);
    /// Between an attempt or connection that failed and the next attempt; none: never again.
    std::optional<std::chrono::milliseconds> reconnectDelay = std::chrono::seconds(5);
    /// Without any progress while a reply is owed, and without an answer to a ping: the connection
    /// counts as lost.
    std::chrono::milliseconds replyTimeout = std::chrono::seconds(10);
    /// Without a word for so long, the server is asked whether it is there, where the protocol has
    /// a way to ask.
    std::chrono::milliseconds pingAfter = std::chrono::seconds(30);
    ConnectionLimits connection;
    AeadEngine aead = fastestAeadEngine(); ///< must be available
    Protocol protocol = Protocol::Classic;
    const Identity *identity = nullptr; ///< who the agent is; outlives it. For the sealed protocol
    ServerTrust *trust = nullptr; ///< outlives the agent; null: no server's key is trusted
    ConnectionId lastConnection = 0; ///< connections are numbered from the next one on
    std::vector<LocalPort> locals; ///< ports that lead to services behind the server
    std::vector<NamedService> published; ///< what others may reach here, each name once
    /// Where standard input and output lead, as one stream; empty: nowhere.
    QString pipedTarget;
    /// It may publish more later on, as a window does.
    bool mayPublish = false;
    /// Whether its server may open streams to it. Who publishes nothing says so: another program
    /// with the same key may.
    [[nodiscard]] bool takesStreams() const { return mayPublish || !published.empty(); }
    /// Whether it is there for streams, as opposed to messages.
    [[nodiscard]] bool hasStreams() const
    {
        return !locals.empty() || !published.empty() || !pipedTarget.isEmpty();
    }
};

} // namespace sealcord
