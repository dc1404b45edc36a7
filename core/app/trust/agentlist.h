// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/authorizedagents.h"
#include "core/trust/pendingagents.h"
#include "core/trust/utctime.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

/// Agents as they are told to people and programs, from the files as through a control socket.
namespace sealcord {

/// What is known of \a agent, by its names in docs/control.md.
[[nodiscard]] QJsonObject agentJson(const AuthorizedAgent &agent, UtcTime now);
[[nodiscard]] QJsonObject agentJson(const PendingAgent &agent);

/// What agentJson() told, or nothing where \a agent is no such. The line of an entry is not told.
[[nodiscard]] std::optional<AuthorizedAgent> authorizedAgentOf(const QJsonObject &agent);
[[nodiscard]] std::optional<PendingAgent> pendingAgentOf(const QJsonObject &agent);

/// \a agents, each an object that agentJson() made, as words: a line each, printable.
[[nodiscard]] QString agentWords(const QJsonArray &agents);

} // namespace sealcord
