// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/agentoptions.h"
#include "core/app/options/serveroptions.h"
#include "core/app/settings/option.h"

#include <QString>

#include <expected>
#include <vector>

/// What a program is told about the services that it carries connections to.
namespace sealcord {

/// The tables of options, each writing into what it is given.
[[nodiscard]] std::vector<Option> streamTable(ServerOptions &options);
[[nodiscard]] std::vector<Option> streamTable(AgentSettings &settings);

/// Looks at what was read together, trust settled: what does not fit is an error in words.
[[nodiscard]] std::expected<void, QString> settleStreams(const ServerOptions &options);
[[nodiscard]] std::expected<void, QString> settleStreams(const AgentOptions &options);

} // namespace sealcord
