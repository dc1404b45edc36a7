// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/protocol/limits.h"

namespace sealcord {

/// Which end of a connection a session is: the agent connects and speaks first.
enum class Role { Agent, Server };

/// What a session is told before it starts.
struct SessionSettings {
    Role role = Role::Server;
    std::size_t maxMessageLength = defaultMaxMessageLength; ///< up to largestMaxMessageLength
    AeadEngine aead = fastestAeadEngine(); ///< must be available
    std::uint64_t sealBudget = defaultSealBudget; ///< seals under one key stay below this
};

} // namespace sealcord
