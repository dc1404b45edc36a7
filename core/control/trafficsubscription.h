// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/census.h"
#include "core/control/controlstream.h"
#include "core/net/tap/tap.h"
#include "core/recording/recorditem.h"
#include "core/records/record.h"
#include "core/records/recordingline.h"
#include "core/traffic/filter/filter.h"
#include "core/traffic/queue/trafficqueue.h"

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sealcord {

class TapSet;

/// What one subscriber wants: the members of "subscribe", docs/control.md.
struct SubscriptionWishes {
    Filter filter;
    bool hasContents = true; ///< messages come with what was said
    bool hasFrames = false; ///< and with their bytes on the wire
    /// What connections have carried is told as it grows, and what is measured of them.
    bool hasCounts = false;
};

/// The wishes in \a request; or what is wrong with them, for a person.
[[nodiscard]] std::expected<SubscriptionWishes, std::string> subscriptionWishes(
    const Record &request);

/// Tells a subscriber what happens, as a recording has it, from the connections that stand when it
/// begins. What it does not take in time is missing, and a gap says how much.
class TrafficSubscription final : public ControlStream
{
public:
    /// Messages of more bytes come without them.
    static constexpr std::size_t longestContent = std::size_t{1024} * 1024;

    /// \a taps, which outlives it, tells what happens; \a head says of whom. \a census says which
    /// connections stand.
    TrafficSubscription(
        TapSet &taps, Census &census, RecordingHead head, SubscriptionWishes wishes);
    ~TrafficSubscription() override;
    TrafficSubscription(const TrafficSubscription &) = delete;
    TrafficSubscription &operator=(const TrafficSubscription &) = delete;

    /// What it says of itself: the first line of a recording.
    [[nodiscard]] std::string head() const;

    void take(std::string &records, std::size_t most) override;

private:
    void takeBatch();
    void takeStanding();
    void add(std::string &records, const CountedConnection &connection) const;
    void add(std::string &records, const RecordItem &item) const;
    void addFigures(std::string &records, const ConnectionNews &news) const;

    TapSet &m_taps;
    const SubscriptionWishes m_wishes;
    const RecordingLines m_lines;
    const RecordingLines m_linesOfLong; // without contents
    const std::shared_ptr<TrafficQueue> m_queue; // the tap's too
    const std::shared_ptr<Tap> m_tap; // to it; the taps' too
    /// Those that stood at some time since it began, once that is known; shared with the question.
    const std::shared_ptr<std::optional<Census::Connections>> m_standing;
    bool m_hasBegun = false; // they are being told
    Census::Connections m_untold; // of them, the first last
    TrafficBatch m_batch;
    std::vector<RecordItem> m_items; // of the batch
    std::size_t m_next = 0; // of them
};

} // namespace sealcord
