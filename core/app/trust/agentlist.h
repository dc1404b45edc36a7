// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/authorizedagents.h"
#include "core/trust/pendingagents.h"
#include "core/trust/utctime.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

/// Agents as they are told to people and programs, from the files as through a control socket.
namespace sealcord {

/// What is known of \a agent, by its names in docs/control.md.
[[nodiscard]] QJsonObject agentJson(const AuthorizedAgent &agent, UtcTime now);
[[nodiscard]] QJsonObject agentJson(const PendingAgent &agent);

/// \a agents, each an object that agentJson() made, as words: a line each, printable.
[[nodiscard]] QString agentWords(const QJsonArray &agents);

} // namespace sealcord
