// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/census.h"
#include "core/control/controlstream.h"
#include "core/control/streamtally.h"
#include "core/net/tap/tap.h"
#include "core/recording/recorditem.h"
#include "core/records/record.h"
#include "core/records/recordingline.h"
#include "core/traffic/filter/filter.h"
#include "core/traffic/queue/trafficqueue.h"

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sealcord {

class StreamCensus;
class TapSet;

/// What one subscriber wants: the members of "subscribe", docs/control.md.
struct SubscriptionWishes {
    Filter filter;
    bool hasContents = true; ///< messages come with what was said
    bool hasFrames = false; ///< and with their bytes on the wire
    /// What connections and streams have carried is told as it grows, and what is measured of them.
    bool hasCounts = false;
};

/// The wishes in \a request; or what is wrong with them, for a person.
[[nodiscard]] std::expected<SubscriptionWishes, std::string> subscriptionWishes(
    const Record &request);

/// Tells a subscriber what happens, as a recording has it, from the connections that stand when it
/// begins, and with counts from the streams. What it does not take in time is missing, and a gap
/// says how much.
class TrafficSubscription final : public ControlStream
{
public:
    /// Messages of more bytes come without them.
    static constexpr std::size_t longestContent = std::size_t{1024} * 1024;

    /// Who counts what stands when it begins.
    struct Counting {
        Census &connections;
        StreamCensus &streams; ///< what it counts is told to the taps too
    };

    /// \a taps, which outlives it, tells what happens; \a head says of whom. \a counting is asked
    /// at once.
    TrafficSubscription(
        TapSet &taps, const Counting &counting, RecordingHead head, SubscriptionWishes wishes);
    ~TrafficSubscription() override;
    TrafficSubscription(const TrafficSubscription &) = delete;
    TrafficSubscription &operator=(const TrafficSubscription &) = delete;

    /// What it says of itself: the first line of a recording.
    [[nodiscard]] std::string head() const;

    void take(std::string &records, std::size_t most) override;

private:
    /// What stood at some time since it began, as far as that is known.
    struct Standing {
        std::optional<Census::Connections> connections;
        bool areStreamsTold = false; ///< to the queue
    };

    void takeBatch();
    void takeStreams();
    void takeStanding();
    void add(std::string &records, const CountedConnection &connection) const;
    void add(std::string &records, const RecordItem &item) const;
    void addFigures(std::string &records, const ConnectionNews &news) const;
    void addCounted(std::string &records, const StreamNews &news) const;

    TapSet &m_taps;
    const SubscriptionWishes m_wishes;
    const RecordingLines m_lines;
    const RecordingLines m_linesOfLong; // without contents
    const std::shared_ptr<TrafficQueue> m_queue; // the tap's too
    const std::shared_ptr<Tap> m_tap; // to it; the taps' too
    const std::shared_ptr<Standing> m_standing; // shared with the questions
    bool m_hasBegun = false; // they are being told
    Census::Connections m_untold; // of them, the first last
    TrafficBatch m_batch;
    std::vector<RecordItem> m_items; // of the batch
    std::size_t m_next = 0; // of them
    StreamTally m_tally;
    std::chrono::steady_clock::time_point m_toldStreams; // when the next were taken
    std::vector<StreamNews> m_streams; // that are being told
    std::size_t m_nextStream = 0; // of them
};

} // namespace sealcord
