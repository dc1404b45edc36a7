// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/codecomparison.h"
#include "core/net/inbox.h"
#include "core/net/server/agenttrust.h"
#include "core/net/tap/tap.h"

#include <QObject>

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <variant>

namespace sealcord {

/// A comparison of codes at a server.
struct ServerComparison {
    ConnectionName connection;
    std::optional<PeerIdentity> agent; ///< once the person here has asked
    CodeComparison code;
};

/// The comparisons of codes of a server, one for each connection on which somebody has asked. It
/// stands before whoever judges the agents, and beside the other taps, to hear of all that happens
/// to them in its order.
///
/// Belongs to the thread that makes it, but for what AgentTrust and Tap say. Of connections that
/// have ended the last `mostEnded` are kept.
class Comparisons final : public QObject, public AgentTrust, public Tap
{
    Q_OBJECT

public:
    static constexpr std::size_t mostEnded = 100;

    /// \a judge outlives it.
    explicit Comparisons(AgentTrust &judge);

    /// The person here wants to compare with \a agent on \a connection, which stands. True:
    /// Server::verify() is to be called.
    [[nodiscard]] bool ask(const ConnectionName &connection, const PeerIdentity &agent);
    /// What the person here found. False where no code waits for that.
    [[nodiscard]] bool decide(ConnectionId connection, bool isSame);
    /// \a connection does not stand any more, as somebody found: it may have ended while ask() was
    /// called.
    void end(ConnectionId connection);

    /// Null: nobody has asked on it, or that is long over. Until the next event.
    [[nodiscard]] const ServerComparison *find(ConnectionId connection) const;

    /// Of the connections on which somebody has asked, by their numbers. Until the next event.
    [[nodiscard]] const std::map<ConnectionId, ServerComparison> &all() const
    {
        return m_comparisons;
    }

    [[nodiscard]] PeerDecision judge(const Peer &agent, const ConnectionName &connection) override;
    [[nodiscard]] bool isStillAccepted(
        const PeerIdentity &agent, const ConnectionName &connection) override;
    [[nodiscard]] bool mayUse(const PeerIdentity &agent, const ConnectionName &connection,
        StreamUse use, std::string_view target) override;
    void verificationAsked(const ConnectionName &connection) override;
    void codeAgreed(const ConnectionName &connection, const VerificationCode &code) override;
    [[nodiscard]] TapInterest interest() const noexcept override { return TapInterest::Lives; }
    void happened(WireEvent event) override;

Q_SIGNALS:
    /// The state of \a comparison is another: it is valid during the call.
    void changed(const sealcord::ServerComparison &comparison);

private:
    struct AskedThere {
        ConnectionName connection;
    };
    struct Agreed {
        ConnectionId connection;
        VerificationCode code;
    };
    struct Ended {
        ConnectionId connection;
    };

    void watch(ConnectionId connection);
    void readInbox();
    void act(const AskedThere &asked);
    void act(const Agreed &agreed);
    void act(const Ended &ended) { end(ended.connection); }

    AgentTrust &m_judge;
    std::map<ConnectionId, ServerComparison> m_comparisons;
    std::deque<ConnectionId> m_ended; // those of them that have, in their order

    std::mutex m_mutex;
    std::set<ConnectionId> m_watched; // whose end is told
    Inbox<std::variant<AskedThere, Agreed, Ended>> m_inbox;
};

} // namespace sealcord
