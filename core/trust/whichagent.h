// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/authorizedagents.h"
#include "core/trust/pendingagents.h"

#include <QString>

#include <expected>

/// Whom a person means: a key, a whole fingerprint, or a name. A part of a fingerprint is not
/// taken: whoever wants to be mistaken for somebody else can try keys until a part is the same.
/// What is wrong is a line for a person, not yet printable.
namespace sealcord {

/// Whether \a who is a key itself, which says all.
[[nodiscard]] bool isKeyText(const QString &who);

/// The one of \a agents that is meant, for whoever changes its entry or turns it out.
[[nodiscard]] std::expected<AuthorizedAgent, QString> entryOf(
    const AuthorizedAgents &agents, const QString &who);

/// The one of \a pending that is meant, those who are among \a agents apart.
[[nodiscard]] std::expected<PendingAgent, QString> pendingOf(
    const PendingAgents &pending, const AuthorizedAgents &agents, const QString &who);

/// The key and name that an entry shall have: of the one of \a pending that is meant, those who are
/// among \a agents apart, or of any key. \a name, unless it is empty, is its name from now on.
[[nodiscard]] std::expected<AuthorizedAgent, QString> entryFor(const PendingAgents &pending,
    const AuthorizedAgents &agents, const QString &who, const QString &name);

} // namespace sealcord
