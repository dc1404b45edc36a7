// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/inbox.h"
#include "core/net/tap/tap.h"

#include <QObject>

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// A stream that stood when it was asked.
struct CountedStream {
    StreamStands stands; ///< its target views what is gone
    std::string target;
};

/// The streams that a server carried when it was asked.
struct StandingStreams {
    static constexpr std::size_t mostListed = 10'000;

    std::vector<CountedStream> listed; ///< by connection and number
    quint64 unlisted = 0; ///< beyond mostListed
    /// How many lead to each service, those beyond mostListed too: "web" of those that agents have
    /// to what the server forwards, "web@pump-3" of those to what an agent publishes.
    std::map<std::string, quint64, std::less<>> counts;
    std::unordered_map<ConnectionId, quint64> ofConnections; ///< how many each carries, likewise

    [[nodiscard]] quint64 count(std::string_view service) const
    {
        const auto found = counts.find(service);
        return found == counts.end() ? 0 : found->second;
    }
};

/// Which streams a server carries, whenever somebody asks; as Census, which see, one question after
/// another.
///
/// Belongs to the thread of who asks, but for what Tap says.
class StreamCensus final : public QObject, public Tap
{
    Q_OBJECT

public:
    using Taker = std::function<void(const StandingStreams &)>;
    using Ask = std::function<void(quint64 question, std::optional<ConnectionId> connection)>;

    StreamCensus();

    /// \a ask, such as Server::tellStreams(), has the streams told to this tap.
    void setSource(Ask ask) { m_ask = std::move(ask); }

    /// \a taker is called once with the streams of \a connection, or of all, that stand at some
    /// time after this call; never, where the server ends before.
    void count(std::optional<ConnectionId> connection, Taker taker);

    [[nodiscard]] TapInterest interest() const noexcept override { return TapInterest::Lives; }
    void happened(WireEvent event) override;

private:
    struct Question {
        std::optional<ConnectionId> connection;
        Taker taker;
    };

    void ask();
    void add(const StreamStands &stands);
    void readInbox();

    Ask m_ask;
    std::deque<Question> m_questions; // the first is under way
    quint64 m_question = 0;

    std::atomic<bool> m_isOpen{false};
    std::mutex m_mutex;
    StandingStreams m_found; // guarded by m_mutex, as the next
    std::size_t m_answers = 0;
    Inbox<StandingStreams> m_inbox;
};

} // namespace sealcord
