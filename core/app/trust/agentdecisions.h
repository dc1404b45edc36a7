// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/authorizedagents.h"
#include "core/trust/pendingagents.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

/// What a person does with the agents of a server, whether it runs or not: with the file of those
/// that are authorised at a path, and those who wait as a value. Each reads the file anew and
/// blocks for the file system; an error is a line for a person, not yet printable. What is told is
/// as agentJson() has it.
namespace sealcord {

/// Whom to let in, and how.
struct Approval {
    QString who; ///< a key, a whole fingerprint, or a name: whichagent.h
    AuthorizedAgent entry; ///< without its key; no name: what it calls itself
};

/// What one that is authorised may have from now on.
struct Allowance {
    QString who; ///< a key, a fingerprint or a name
    std::optional<QStringList> forward; ///< as of its entry; none: as it was, as the next
    std::optional<QStringList> publish;
};

[[nodiscard]] std::expected<QJsonArray, QString> authorizedAgents(const QString &path);
/// Without those who are authorised: the server takes those out when they come again.
[[nodiscard]] std::expected<QJsonArray, QString> waitingAgents(
    const QString &path, const PendingAgents &waiting);
/// Writes an entry, which is told.
[[nodiscard]] std::expected<QJsonObject, QString> approveAgent(
    const QString &path, const PendingAgents &waiting, const Approval &approval);
/// Changes an entry, which is told as it is then.
[[nodiscard]] std::expected<QJsonObject, QString> allowAgent(
    const QString &path, const Allowance &allowance);
/// Takes an entry out, which is told.
[[nodiscard]] std::expected<QJsonObject, QString> revokeAgentNamed(
    const QString &path, const QString &who);
/// The one of those who wait that \a who means, to be turned away.
[[nodiscard]] std::expected<PendingAgent, QString> waitingAgent(
    const QString &path, const PendingAgents &waiting, const QString &who);

} // namespace sealcord
