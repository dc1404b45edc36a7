// SPDX-License-Identifier: MIT
#include "core/app/trust/agentgate.h"

#include "core/crypto/keytext.h"
#include "core/text/escape.h"
#include "core/text/names.h"
#include "core/text/systemtext.h"

#include <QHostAddress>

#include <algorithm>
#include <chrono>
#include <sys/stat.h>
#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

IpAddress addressOf(const ConnectionName &connection)
{
    return connection.peer.ip();
}

std::expected<std::unique_ptr<AgentGate>, TrustError> AgentGate::open(const Settings &settings)
{
    auto agents = AuthorizedAgents::read(settings.authorizedAgents);
    if (!agents)
        return std::unexpected(agents.error());
    auto pending = PendingAgents::read(settings.pendingAgents);
    if (!pending)
        return std::unexpected(pending.error());
    return std::unique_ptr<AgentGate>(
        new AgentGate(settings, std::move(*agents), std::move(*pending)));
}

AgentGate::AgentGate(const Settings &settings, AuthorizedAgents agents, PendingAgents pending)
    : m_settings(settings)
    , m_list(std::make_shared<const AuthorizedAgents>(std::move(agents)))
    , m_pending(std::move(pending))
    , m_tick(this)
    , m_seen(stateOfFile())
    , m_lookedAt(utcNow())
{
    m_tick.setInterval(500ms); // a change is in force within a second
    connect(&m_tick, &QTimer::timeout, this, &AgentGate::look);
}

void AgentGate::start()
{
    m_tick.start();
}

std::expected<void, QString> AgentGate::reload()
{
    m_seen.clear();
    auto read = look();
    Q_EMIT reloaded();
    return read;
}

std::expected<void, QString> AgentGate::look()
{
    auto read = readIfChanged();
    expire();
    writePending();
    return read;
}

// What tells one content of the file from another, since it is never written over: a new file has
// another number, and one that a person edits another time.
QByteArray AgentGate::stateOfFile() const
{
    struct stat state{};
    if (stat(toSystem(m_settings.authorizedAgents).constData(), &state) != 0)
        return "none";
    return QByteArray::number(state.st_ino) + ' ' + QByteArray::number(state.st_size) + ' '
        + QByteArray::number(state.st_mtim.tv_sec) + '.' + QByteArray::number(state.st_mtim.tv_nsec)
        + ' ' + QByteArray::number(state.st_mode);
}

std::expected<void, QString> AgentGate::readIfChanged()
{
    const auto state = stateOfFile();
    if (state == std::exchange(m_seen, state))
        return {};
    auto read = AuthorizedAgents::read(m_settings.authorizedAgents);
    setFault(read ? QString() : read.error().text);
    if (!read) {
        Q_EMIT reloadFailed(read.error().text);
        return std::unexpected(std::move(read.error().text));
    }
    if (*read == *authorized())
        return {};
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &entry : read->entries())
            m_isPendingNew = m_pending.remove(entry.key) || m_isPendingNew;
        m_list = std::make_shared<const AuthorizedAgents>(std::move(*read));
    }
    Q_EMIT changed();
    Q_EMIT listsChanged();
    return {};
}

void AgentGate::expire()
{
    const auto now = utcNow();
    const auto next = authorized()->nextExpiry(std::exchange(m_lookedAt, now));
    if (next && *next <= now)
        Q_EMIT changed();
}

// Written outside of the lock, which handshakes wait for.
void AgentGate::writePending()
{
    PendingAgents pending;
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_isPendingNew, false))
            return;
        pending = m_pending;
    }
    Q_EMIT listsChanged();
    if (const auto written = pending.write(m_settings.pendingAgents); !written)
        Q_EMIT writingFailed(written.error().text);
}

void AgentGate::setFault(const QString &why)
{
    {
        const std::lock_guard lock(m_mutex);
        if (why == std::exchange(m_fault, why))
            return;
    }
    Q_EMIT listsChanged();
}

std::shared_ptr<const AuthorizedAgents> AgentGate::authorized() const
{
    const std::lock_guard lock(m_mutex);
    return m_list;
}

PendingAgents AgentGate::pending() const
{
    const std::lock_guard lock(m_mutex);
    return m_pending;
}

QString AgentGate::fault() const
{
    const std::lock_guard lock(m_mutex);
    return m_fault;
}

void AgentGate::refuse(std::span<const X25519KeyPair::PublicKey> keys)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &key : keys) {
        if (!m_pending.remove(key))
            continue;
        m_isPendingNew = true;
        m_refused.push_back(key);
        if (m_refused.size() > PendingAgents::most)
            m_refused.pop_front();
    }
}

bool AgentGate::takeRefused(const X25519KeyPair::PublicKey &key)
{
    const std::lock_guard lock(m_mutex);
    return std::erase(m_refused, key) > 0;
}

PeerDecision AgentGate::judge(const Peer &agent, const ConnectionName &connection)
{
    using Verdict = PeerDecision::Verdict;
    const auto address = addressOf(connection);
    const auto verdict = judgeAgent(*authorized(), m_settings.policy, agent.key, address, utcNow());
    if (const auto *const admitted = std::get_if<AgentAdmitted>(&verdict))
        return {.verdict = Verdict::Accepted,
            .protection =
                admitted->name.isEmpty() ? Protection::FirstContact : Protection::Verified,
            .name = admitted->name.toStdString()};
    if (const auto *const refused = std::get_if<AgentRefused>(&verdict))
        return {.verdict = Verdict::NotAuthorised,
            .why = printable(refusedAgentText(*refused, agent.key).toStdString())};
    if (takeRefused(agent.key))
        return {.verdict = Verdict::NotAuthorised,
            .why = "agent key " + keyFingerprint(agent.key) + " was refused by hand"};
    {
        const std::lock_guard lock(m_mutex);
        m_pending.add(agent.key, QString::fromStdString(agent.name), address, utcNow());
        m_isPendingNew = true;
    }
    return {.verdict = Verdict::WaitsForApproval,
        .why = "agent key " + keyFingerprint(agent.key) + " waits for approval"};
}

bool AgentGate::isStillAccepted(const PeerIdentity &agent, const ConnectionName &connection)
{
    return isStillAccepted(*authorized(), agent, connection);
}

bool AgentGate::isStillAccepted(const AuthorizedAgents &agents, const PeerIdentity &agent,
    const ConnectionName &connection) const
{
    const AgentAdmitted admitted{agent.isNameOurs ? QString::fromStdString(agent.name) : QString()};
    return stillAdmitted(
        admitted, agents, m_settings.policy, agent.key, addressOf(connection), utcNow());
}

bool AgentGate::mayUse(const PeerIdentity &agent, const ConnectionName &connection, StreamUse use,
    std::string_view target)
{
    const auto agents = authorized();
    if (!isStillAccepted(*agents, agent, connection))
        return false;
    const auto name = QString::fromUtf8(target.data(), static_cast<qsizetype>(target.size()));
    if (const auto *const entry = agents->find(agent.key))
        return (use == StreamUse::Forward ? entry->forward : entry->publish).contains(name);
    return m_settings.isForwardedToAnyone && use == StreamUse::Forward && isServiceName(name);
}

} // namespace sealcord
