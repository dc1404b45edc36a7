// SPDX-License-Identifier: MIT
#include "server-gui/trust/gateroster.h"

#include "core/app/trust/agentgate.h"

#include <QMetaObject>
#include <QStringList>

#include <utility>

namespace sealcord {

namespace {

using Done = std::expected<void, TrustError>;

/// Does \a one for each of \a things, and has a line of each that failed.
template <typename Things, typename One>
AgentRoster::Outcome forEach(const Things &things, const One &one)
{
    QStringList faults;
    for (const auto &thing : things) {
        if (const Done done = one(thing); !done)
            faults += done.error().text;
    }
    if (!faults.isEmpty())
        return std::unexpected(faults.join(u'\n'));
    return {};
}

} // namespace

GateRoster::GateRoster(AgentGate &gate, QObject *parent)
    : AgentRoster(parent)
    , m_gate(gate)
{
    // Across threads, without data.
    connect(&gate, &AgentGate::listsChanged, this, &AgentRoster::changed, Qt::QueuedConnection);
    connect(&gate, &AgentGate::reloaded, this, &GateRoster::finish, Qt::QueuedConnection);
}

AgentPolicy GateRoster::policy() const
{
    return m_gate.settings().policy;
}

std::vector<PendingAgent> GateRoster::pending() const
{
    const auto pending = m_gate.pending();
    return {pending.agents().begin(), pending.agents().end()};
}

std::shared_ptr<const AuthorizedAgents> GateRoster::authorized() const
{
    return m_gate.authorized();
}

QString GateRoster::fault() const
{
    return m_gate.fault();
}

void GateRoster::approve(std::vector<AuthorizedAgent> entries, AgentRoster::Done done)
{
    decide(
        [entries = std::move(entries)](const QString &path) {
            return forEach(entries,
                [&path](const AuthorizedAgent &entry) { return authorizeAgent(path, entry); });
        },
        std::move(done));
}

// The gate tells when it has written it down: who waits is in its memory.
void GateRoster::refuse(const std::vector<Key> &keys)
{
    m_gate.refuse(keys);
    Q_EMIT changed();
}

void GateRoster::change(
    const AuthorizedAgent &was, const AuthorizedAgent &now, AgentRoster::Done done)
{
    decide(
        [was, now](const QString &path) {
            return forEach(std::vector{now},
                [&](const AuthorizedAgent &entry) { return changeAgent(path, was, entry); });
        },
        std::move(done));
}

void GateRoster::revoke(std::vector<Key> keys, AgentRoster::Done done)
{
    decide(
        [keys = std::move(keys)](const QString &path) {
            return forEach(keys, [&path](const Key &key) { return revokeAgent(path, key); });
        },
        std::move(done));
}

void GateRoster::decide(Write write, AgentRoster::Done done)
{
    m_decisions.push_back({std::move(write), std::move(done)});
    if (m_decisions.size() == 1)
        writeNext();
}

void GateRoster::writeNext()
{
    m_work.start([this, write = std::move(m_decisions.front().write),
                     path = m_gate.settings().authorizedAgents](const std::stop_token &) mutable {
        return BackgroundWork::Delivery([this, outcome = write(path)] { takeOver(outcome); });
    });
}

// At once, and not when the gate looks next: who was revoked goes now.
void GateRoster::takeOver(const Outcome &outcome)
{
    m_outcome = outcome;
    QMetaObject::invokeMethod(
        &m_gate, [gate = &m_gate] { (void)gate->reload(); }, Qt::QueuedConnection);
}

void GateRoster::finish()
{
    if (!m_outcome)
        return; // somebody else has asked for it
    const auto outcome = *std::exchange(m_outcome, {});
    auto done = std::move(m_decisions.front().done);
    m_decisions.pop_front();
    if (!m_decisions.empty())
        writeNext();
    Q_EMIT changed(); // first what is, then what became of the decision
    done(outcome);
}

} // namespace sealcord
