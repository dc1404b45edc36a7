// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/protocol.h"
#include "core/protocol/sessionsettings.h"
#include "core/records/recordtime.h"
#include "core/traffic/trafficbatch.h"
#include "core/traffic/trafficrow.h"

#include <chrono>
#include <string>
#include <string_view>

namespace sealcord {

/// The version of the form in which recordings are written: docs/records.md. Readers take every
/// minor one of the same major.
constexpr int recordingMajor = 1;
constexpr int recordingMinor = 0;

/// What a recording says of itself.
struct RecordingHead {
    Role role = Role::Server; ///< of the program that records
    std::string version; ///< the program's
    std::string protocol; ///< that it takes or speaks: "sealed", "classic", "both"
    RecordTime started;
    bool hasFrames = false; ///< messages come with their frames
    bool hasContents = true; ///< and with what was said; false: with its length alone
};

/// Writes the lines of one recording, each with its newline, behind what a text holds.
class RecordingLines
{
public:
    explicit RecordingLines(RecordingHead head)
        : m_head(std::move(head))
    { }

    [[nodiscard]] const RecordingHead &head() const { return m_head; }

    /// The first line.
    void addHead(std::string &out) const;
    /// A message, an event, or what is missing. Of how connections open, agree and end nothing is
    /// written here: that is in the news. \a mark: the note of a row that a person has marked,
    /// which may be empty; null: it is not.
    void add(std::string &out, const TrafficRow &row, const std::string *mark = nullptr) const;
    /// That a connection opened, a packet of its handshake, that it was agreed, and how it ended.
    /// Of other news nothing is written.
    void add(std::string &out, const ConnectionNews &news) const;
    /// So many messages are missing for \a reason, one word, which \a text says to a person.
    void addGap(std::string &out, RecordTime time, quint64 missing, std::string_view reason,
        std::string_view text) const;

private:
    class Line;

    void addMessage(std::string &out, const TrafficRow &message, const std::string *mark) const;
    void addStreamData(std::string &out, const TrafficRow &data, const std::string *mark) const;
    void addNotice(std::string &out, const TrafficRow &notice, const std::string *mark) const;

    RecordingHead m_head;
};

/// An event as records have it: "connection-refused", "server-started", ...
[[nodiscard]] std::string_view recordName(EventKind event);
/// "info", "warn", "error".
[[nodiscard]] std::string_view recordName(EventLevel level);
/// "too-fast", "view-full", ...
[[nodiscard]] std::string_view recordName(GapReason reason);

} // namespace sealcord
