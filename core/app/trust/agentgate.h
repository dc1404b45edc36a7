// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/server/agenttrust.h"
#include "core/text/ipaddress.h"
#include "core/trust/agentverdict.h"
#include "core/trust/authorizedagents.h"
#include "core/trust/pendingagents.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <deque>
#include <expected>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

namespace sealcord {

/// Decides for a server which agents come in, and notices when what is authorised changes.
///
/// Lives on one thread, where it looks at its files twice a second; what AgentTrust asks is for
/// any.
class AgentGate final : public QObject, public AgentTrust
{
    Q_OBJECT

public:
    struct Settings {
        AgentPolicy policy = AgentPolicy::Anyone;
        QString authorizedAgents; ///< the file's path
        QString pendingAgents; ///< the file's path
        /// Whether agents without an entry reach the server's services too, though not those of
        /// other agents.
        bool isForwardedToAnyone = false;
    };

    /// Blocks for the file system. A file that cannot be used is an error.
    [[nodiscard]] static std::expected<std::unique_ptr<AgentGate>, TrustError> open(
        const Settings &settings);

    /// Begins to look at the files, on this thread from now on.
    void start();
    /// Ends that, on the same thread.
    void stop() { m_tick.stop(); }
    /// Looks at the files at once; or why that of the authorised agents could not be read, which
    /// reloadFailed() tells as well. In any case reloaded() follows.
    std::expected<void, QString> reload();

    // What a person is shown, and what he does; for any thread, and without a file.

    [[nodiscard]] const Settings &settings() const { return m_settings; }
    [[nodiscard]] std::shared_ptr<const AuthorizedAgents> authorized() const;
    [[nodiscard]] PendingAgents pending() const; ///< as they are now
    /// Why the file of the authorised agents could not be read last; empty where it could.
    [[nodiscard]] QString fault() const;
    /// Takes \a keys out of the list of those who wait. Each is told once, when it comes again,
    /// that it is not authorised, at which an agent stops; whoever starts it again waits again.
    void refuse(std::span<const X25519KeyPair::PublicKey> keys);

    [[nodiscard]] PeerDecision judge(const Peer &agent, const ConnectionName &connection) override;
    /// Under any policy not where it was admitted by an entry that went.
    [[nodiscard]] bool isStillAccepted(
        const PeerIdentity &agent, const ConnectionName &connection) override;
    /// By the agent's entry as it is now, where that would admit it; else never, but for
    /// Settings::isForwardedToAnyone.
    [[nodiscard]] bool mayUse(const PeerIdentity &agent, const ConnectionName &connection,
        StreamUse use, std::string_view target) override;

Q_SIGNALS:
    /// Connections may have to end, or streams of theirs: Server::judgeAgain().
    void changed();
    /// What authorized(), pending() or fault() return may be another; twice a second at the most.
    void listsChanged();
    void reloaded(); ///< because somebody asked for it
    /// The list could not be read; what was known stays in force.
    void reloadFailed(const QString &why);
    /// The list of agents that wait could not be written.
    void writingFailed(const QString &why);

private:
    AgentGate(const Settings &settings, AuthorizedAgents agents, PendingAgents pending);

    std::expected<void, QString> look();
    [[nodiscard]] std::expected<void, QString> readIfChanged();
    void expire();
    void writePending();
    void setFault(const QString &why);
    [[nodiscard]] bool isStillAccepted(const AuthorizedAgents &agents, const PeerIdentity &agent,
        const ConnectionName &connection) const;
    [[nodiscard]] bool takeRefused(const X25519KeyPair::PublicKey &key);
    [[nodiscard]] QByteArray stateOfFile() const;

    const Settings m_settings;
    mutable std::mutex m_mutex;
    std::shared_ptr<const AuthorizedAgents> m_list; // a list is replaced, never changed
    PendingAgents m_pending;
    bool m_isPendingNew = false; // and not written yet
    std::deque<X25519KeyPair::PublicKey> m_refused; // and not told yet, at most as many as wait
    QString m_fault;
    QTimer m_tick;
    QByteArray m_seen; // how the file was when it was read
    UtcTime m_lookedAt;
};

/// From where the peer of \a connection comes.
[[nodiscard]] IpAddress addressOf(const ConnectionName &connection);

} // namespace sealcord
