// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/knownagent.h"
#include "core/traffic/trafficbatch.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <cstddef>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sealcord {

class ConnectionModel;

/// The agents that a server calls by a name, one entry for each key, whether they are connected or
/// not. At most 1,000: the one that is not connected and was not seen for longest makes room.
///
/// Belongs to one thread.
class AgentBook final : public QObject
{
    Q_OBJECT

public:
    using Key = Sha256Digest; ///< of a KnownPeer's fingerprint
    static constexpr std::size_t mostAgents = 1000;
    static constexpr std::size_t longestText = 200; ///< of an endText, in bytes
    static constexpr auto silence = std::chrono::minutes(5);

    explicit AgentBook(QObject *parent = nullptr);

    /// Begins with \a agents of an earlier run, none of which is connected now.
    void load(std::vector<KnownAgent> agents);
    /// What happened. \a connections has been told it.
    void take(const TrafficBatch &batch, const ConnectionModel &connections);
    /// Looks who has been silent; to be called once a second.
    void listen(const ConnectionModel &connections, RecordTime now);

    /// An agent that is connected comes into the book again with its next connection.
    void forget(const Key &key);
    void setNotices(const Key &key, KnownAgent::Notices notices);

    [[nodiscard]] const std::map<Key, KnownAgent> &agents() const { return m_agents; }
    /// Null: nobody in the book.
    [[nodiscard]] const KnownAgent *find(const Key &key) const;
    [[nodiscard]] const KnownAgent *find(const KnownPeer &who) const;

Q_SIGNALS:
    void changed(); ///< once for all of a batch
    /// A person wanted to know it. \a name is as the server calls it.
    void told(sealcord::KnownAgent::Notice what, const QString &name);

private:
    /// A connection of an agent.
    struct Live {
        Key agent;
        quint64 messages = 0; ///< that it has sent
        RecordTime heard; ///< when the last of them came
        bool isSilenceTold = false;
    };

    void begin(const ConnectionEstablished &established, RecordTime time, bool stoodBefore);
    void end(
        ConnectionId id, std::optional<EndReason> reason, std::string_view text, RecordTime time);
    void endUnseen(const ConnectionModel &connections);
    [[nodiscard]] KnownAgent &findOrAdd(const Key &key);
    void makeRoom();
    void tell(KnownAgent::Notice what, const KnownAgent &agent);

    std::map<Key, KnownAgent> m_agents;
    std::unordered_map<ConnectionId, Live> m_live;
    bool m_hasChanged = false; // since changed() was said
};

} // namespace sealcord
