// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/inbox.h"
#include "core/net/tap/tap.h"

#include <QObject>

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace sealcord {

/// A connection that stood when it was asked.
struct CountedConnection {
    ConnectionStands stands;
    TrafficCount count;
};

/// Which connections a server has, whenever somebody asks: each thread that serves is asked then,
/// and until then nothing is kept, of which an idle question costs the threads a look at one flag
/// for each thing that they tell.
///
/// Belongs to the thread of who asks, but for what Tap says.
class Census final : public QObject, public Tap
{
    Q_OBJECT

public:
    using Connections = std::vector<CountedConnection>; ///< in the order of their numbers
    using Taker = std::function<void(const Connections &)>;

    Census();

    /// \a ask, such as Server::tellStanding(), has the connections told to this tap.
    void setSource(std::function<void(quint64 question)> ask) { m_ask = std::move(ask); }

    /// \a taker is called once with what stands at some time after this call; never, where the
    /// server ends before.
    void count(Taker taker);

    [[nodiscard]] TapInterest interest() const noexcept override;
    void happened(WireEvent event) override;

private:
    using Found = std::map<ConnectionId, CountedConnection>;

    void ask();
    void readInbox();

    std::function<void(quint64)> m_ask;
    std::vector<Taker> m_asking; // of the question that is under way
    std::vector<Taker> m_waiting; // for the next one
    quint64 m_question = 0;

    std::atomic<bool> m_isOpen{false};
    std::mutex m_mutex;
    Found m_found;
    std::size_t m_answers = 0;
    Inbox<Found> m_inbox;
};

/// How many of them have done the handshake.
[[nodiscard]] std::size_t countEstablished(const Census::Connections &connections);

} // namespace sealcord
