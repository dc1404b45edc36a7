// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/agentroster.h"
#include "widgets/parts/backgroundwork.h"

#include <QString>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace sealcord {

class AgentGate;

/// Those of a server in this program. What is decided is written by a thread of its own, one after
/// the other, and in force as soon as that is done.
class GateRoster final : public AgentRoster
{
    Q_OBJECT

public:
    /// \a gate, which may be on another thread, outlives it.
    explicit GateRoster(AgentGate &gate, QObject *parent = nullptr);

    [[nodiscard]] AgentPolicy policy() const override;
    [[nodiscard]] std::vector<PendingAgent> pending() const override;
    [[nodiscard]] std::shared_ptr<const AuthorizedAgents> authorized() const override;
    [[nodiscard]] QString fault() const override;

    void approve(std::vector<AuthorizedAgent> entries, Done done) override;
    void refuse(const std::vector<Key> &keys) override;
    void change(const AuthorizedAgent &was, const AuthorizedAgent &now, Done done) override;
    void revoke(std::vector<Key> keys, Done done) override;

private:
    /// Writes into the file at a path.
    using Write = std::move_only_function<Outcome(const QString &path)>;

    struct Decision {
        Write write;
        Done done;
    };

    void decide(Write write, Done done);
    void writeNext();
    void takeOver(const Outcome &outcome);
    void finish();

    AgentGate &m_gate;
    std::deque<Decision> m_decisions; // the first is being carried out
    std::optional<Outcome> m_outcome; // of the first, while the gate reads what was written
    BackgroundWork m_work;
};

} // namespace sealcord
