// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings.h"
#include "core/crypto/aeadengine.h"

namespace sealcord {

struct AgentOptions;
struct ServerOptions;

/// `sealcord server` as its settings and its help know it, writing into \a options.
[[nodiscard]] Program serverProgram(ServerOptions &options);
/// `sealcord agent` likewise.
[[nodiscard]] Program agentProgram(AgentOptions &options);

/// The library that seals; one that is not available here is an error.
[[nodiscard]] Option aeadOption(AeadEngine &engine);

/// The length of a message that may be set as the longest.
[[nodiscard]] Value<std::size_t> parseMaxMessage(QStringView text);
/// A deadline, which is not zero.
[[nodiscard]] Value<std::chrono::milliseconds> parseTimeout(QStringView text);
/// A deadline, or "off" or "0" for zero.
[[nodiscard]] Value<std::chrono::milliseconds> parseTimeoutOrOff(QStringView text);

} // namespace sealcord
