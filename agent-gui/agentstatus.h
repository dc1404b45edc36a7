// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/watch/watchedagent.h"

#include <QString>

#include <chrono>
#include <optional>

namespace sealcord {

/// How an agent is, for a person.
struct AgentStatus {
    WatchedAgent::Stage stage = WatchedAgent::Stage::Idle;
    std::optional<WatchedAgent::Stage> failedStage; ///< of the last attempt
    std::optional<EndReason> endReason; ///< of the last connection, where that is what failed
    QString why; ///< the failure, in English
    QString server; ///< "127.0.0.1:1337", while connected
    Protection protection{}; ///< while connected
    Protocol protocol = Protocol::Sealed; ///< that it speaks
    std::chrono::steady_clock::time_point retryAt; ///< in Stage::Waiting
};

[[nodiscard]] AgentStatus statusOf(const WatchedAgent &agent);

/// Whether \a stage is one of an attempt that goes on.
[[nodiscard]] bool isAttempt(WatchedAgent::Stage stage);

/// The sentence that says \a status, without its glyph.
[[nodiscard]] QString sentence(const AgentStatus &status);

/// How much it matters. That a server said goodbye is no fault.
[[nodiscard]] EventLevel levelOf(const AgentStatus &status);

} // namespace sealcord
