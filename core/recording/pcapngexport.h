// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/pcapng.h"
#include "core/recording/recordingexport.h"
#include "core/recording/syntheticstream.h"

#include <map>
#include <string>
#include <vector>

namespace sealcord {

/// A capture file of what was said, in plaintext, as TCP: docs/exporting.md says what of it is made
/// up. What happened otherwise stands as comments at the packets.
class PcapngExport final : public RecordingExport
{
public:
    static constexpr std::size_t mostStreams = 10'000; ///< a file may leave any number open
    static constexpr std::size_t mostComments = 20; ///< that wait for a packet

    /// \a application is the program that writes the file, with its version.
    PcapngExport(Writer writer, std::string application)
        : RecordingExport(std::move(writer))
        , m_application(std::move(application))
    { }

    Done begin(RecordingReader &reader) override;
    Done add(RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows) override;
    Done end() override;

private:
    using End = SyntheticStream::End;

    [[nodiscard]] Done addMessage(
        RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows);
    [[nodiscard]] SyntheticStream &stream(const RecordedRows &rows, const Record &record);
    [[nodiscard]] Endpoint localOf(
        const ConnectionName &connection, const Record &record, Role role) const;
    void open(const RecordedRows &rows, const Record &record);
    void end(const RecordedRows &rows, const Record &record, const ConnectionEnded &ended);
    void note(const RecordedRows &rows, const Record &record);
    [[nodiscard]] SyntheticStream::Taker packets();
    [[nodiscard]] std::string takeComments();
    [[nodiscard]] Done flush();

    const std::string m_application;
    std::map<ConnectionId, SyntheticStream> m_streams;
    quint64 m_made = 0; // streams
    Endpoint m_listening; // of a server, once its recording has said so
    std::vector<std::string> m_comments; // for the next packet
    quint64 m_moreComments = 0; // that were too many
    TrafficRow::Clock::time_point m_time; // of the line under way
    std::string m_out; // blocks that are not written yet
};

} // namespace sealcord
