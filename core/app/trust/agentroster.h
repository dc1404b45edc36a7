// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/agentverdict.h"
#include "core/trust/authorizedagents.h"
#include "core/trust/pendingagents.h"

#include <QObject>
#include <QString>

#include <expected>
#include <functional>
#include <memory>
#include <vector>

namespace sealcord {

/// Who waits for a server's approval and who has it, and what a person decides about them: what a
/// window shows, wherever the server runs.
///
/// Belongs to one thread and never blocks it. A decision has its outcome later, by a call on that
/// thread; a change of the lists follows it, or comes before.
class AgentRoster : public QObject
{
    Q_OBJECT

public:
    using Key = X25519KeyPair::PublicKey;
    /// Nothing, or what went wrong: a line for a person, not printable as it stands.
    using Outcome = std::expected<void, QString>;
    using Done = std::move_only_function<void(const Outcome &)>;

    explicit AgentRoster(QObject *parent = nullptr)
        : QObject(parent)
    { }

    /// Why there are no lists, a sentence; empty: there are.
    [[nodiscard]] virtual QString whyNone() const { return {}; }
    [[nodiscard]] virtual AgentPolicy policy() const = 0;
    [[nodiscard]] virtual std::vector<PendingAgent> pending() const = 0;
    /// Not null; another one where it has changed.
    [[nodiscard]] virtual std::shared_ptr<const AuthorizedAgents> authorized() const = 0;
    /// Why what authorized() returns is not what the list says now; empty: it is.
    [[nodiscard]] virtual QString fault() const = 0;

    /// Adds \a entries, as many as it can; the outcome has a line for each of the others.
    virtual void approve(std::vector<AuthorizedAgent> entries, Done done) = 0;
    virtual void refuse(const std::vector<Key> &keys) = 0;
    /// Fails where the entry is not \a was any more.
    virtual void change(const AuthorizedAgent &was, const AuthorizedAgent &now, Done done) = 0;
    /// Takes the entries of \a keys out, as approve() adds them.
    virtual void revoke(std::vector<Key> keys, Done done) = 0;

Q_SIGNALS:
    void changed(); ///< what any of the above returns; a few times a second at the most
};

} // namespace sealcord
