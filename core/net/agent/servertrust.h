// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/peer.h"

namespace sealcord {

/// What an agent makes of the key of its server. Called on the agent's thread, from within a
/// connection.
class ServerTrust
{
public:
    virtual ~ServerTrust() = default;

    /// At once: a person can be asked when the connection has ended.
    [[nodiscard]] virtual PeerDecision judge(const Peer &server) = 0;
    /// Whether a key is known for the place that the agent connects to. Then a handshake that fails
    /// is tried again: anybody on the way can make one fail.
    [[nodiscard]] virtual bool knowsServer() const = 0;

protected:
    ServerTrust() = default;
    ServerTrust(const ServerTrust &) = default;
    ServerTrust &operator=(const ServerTrust &) = default;
};

} // namespace sealcord
