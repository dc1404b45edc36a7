// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/protocol/buffersource.h"
#include "core/protocol/limits.h"
#include "core/protocol/peer.h"
#include "core/protocol/protocol.h"

namespace sealcord {

/// Which end of a connection a session is: the agent connects and speaks first.
enum class Role { Agent, Server };

/// What a session is told before it starts.
struct SessionSettings {
    Role role = Role::Server;
    std::size_t maxMessageLength = defaultMaxMessageLength; ///< up to largestMaxMessageLength
    AeadEngine aead = fastestAeadEngine(); ///< must be available
    std::uint64_t sealBudget = defaultSealBudget; ///< seals under one key stay below this
    /// An agent's: what it speaks. A server's: the only one that it takes; None: what its peer
    /// speaks, of those that it can.
    Protocol protocol = Protocol::Classic;
    /// Who this end is, which outlives the session; null: it cannot speak the sealed protocol.
    const Identity *identity = nullptr;
    /// Streams of the peer's at once; 0: this end has no streams. The sealed protocol's alone.
    std::uint32_t mostStreams = 0;
    /// For messages in parts; outlives the session. Null: each gets memory of its own.
    BufferSource *buffers = nullptr;
    /// Records under one key of the sealed protocol. Both ends have the same.
    std::uint64_t recordsPerKey = sealedRecordsPerKey;
    /// Records of one direction of the sealed protocol.
    std::uint64_t mostRecords = sealedMostRecords;
};

} // namespace sealcord
