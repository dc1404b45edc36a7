// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/peer.h"
#include "core/trust/agenttrust.h"
#include "core/trust/authorizedagents.h"
#include "core/trust/pendingagents.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <expected>
#include <memory>
#include <mutex>

namespace sealcord {

/// Decides for a server which agents come in, and notices when what is authorised changes.
///
/// Lives on one thread, where it looks at its files once a second; decide() and mayStay() are for
/// any.
class AgentGate final : public QObject
{
    Q_OBJECT

public:
    struct Settings {
        AgentPolicy policy = AgentPolicy::Anyone;
        QString authorizedAgents; ///< the file's path
        QString pendingAgents; ///< the file's path
    };

    /// Blocks for the file system. A file that cannot be used is an error.
    [[nodiscard]] static std::expected<std::unique_ptr<AgentGate>, TrustError> open(
        const Settings &settings);

    /// Begins to look at the files, on this thread from now on.
    void start();
    /// Looks at the files at once.
    void reload();

    [[nodiscard]] PeerDecision decide(const Peer &agent, const IpAddress &address);
    /// Whether a connection may stay that decide() let in under \a name (empty: without an entry).
    [[nodiscard]] bool mayStay(
        const X25519KeyPair::PublicKey &key, const QString &name, const IpAddress &address) const;

Q_SIGNALS:
    /// Connections may have to end: mayStay() answers otherwise.
    void changed();
    /// The list could not be read; what was known stays in force.
    void reloadFailed(const QString &why);
    /// The list of agents that wait could not be written.
    void writingFailed(const QString &why);

private:
    AgentGate(const Settings &settings, AuthorizedAgents agents, PendingAgents pending);

    [[nodiscard]] std::shared_ptr<const AuthorizedAgents> agents() const;
    void look();
    void readIfChanged();
    void expire();
    void writePending();
    [[nodiscard]] QByteArray stateOfFile() const;

    const Settings m_settings;
    mutable std::mutex m_mutex;
    std::shared_ptr<const AuthorizedAgents> m_agents; // a list is replaced, never changed
    PendingAgents m_pending;
    bool m_isPendingNew = false; // and not written yet
    QTimer m_tick;
    QByteArray m_seen; // how the file was when it was read
    UtcTime m_lookedAt;
};

} // namespace sealcord
