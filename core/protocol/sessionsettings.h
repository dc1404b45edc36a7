// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/protocol/limits.h"
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
    Protocol protocol = Protocol::Classic; ///< an agent's; a server speaks what its peer does
};

} // namespace sealcord
