// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/recordingfile.h"
#include "core/recording/recordingform.h"
#include "core/recording/recordingreport.h"
#include "core/recording/recordingsettings.h"
#include "core/recording/recorditem.h"
#include "core/recording/standingconnections.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sealcord {

/// Writes a recording or a capture as it happens, in one file or in parts of which each is whole by
/// itself.
///
/// What cannot be written is counted, and stands as a gap where writing works again, which is
/// tried each second; until then nothing else is. A file never holds half a line, or
/// half a packet.
///
/// Belongs to one thread, but for giveUpAt().
class RecordingOutput
{
public:
    static constexpr std::chrono::seconds retryDelay{1};

    /// \a head says when it starts in its first part. \a standing outlives it.
    RecordingOutput(const RecordingSettings &settings, RecordingHead head,
        const StandingConnections &standing, TakeReport report);

    /// Opens the first file. Returns why it cannot be recorded to; what may pass by itself, such as
    /// a FIFO that nobody reads or a full disk, is no reason.
    [[nodiscard]] std::error_code open();

    /// Before each batch: begins the next part where it is time, tries again what failed.
    void begin();
    /// Its line is in the file after flush(), or earlier.
    void add(const RecordItem &item);
    void flush();
    /// Writes all, and of what is missing that it is.
    void finish();

    /// Any thread: from \a when on, of the steady clock, nobody is waited for.
    void giveUpAt(std::chrono::steady_clock::time_point when);

    /// In all files, in bytes. Any thread.
    [[nodiscard]] quint64 written() const { return m_total.load(std::memory_order_relaxed); }

    /// Of the file that is written, or was to be.
    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    using Time = std::chrono::steady_clock::time_point;

    /// What the buffer holds of one line.
    struct BufferedLine {
        std::size_t end = 0; ///< in the buffer
        quint64 count = 0; ///< messages and events that it tells of
    };

    [[nodiscard]] std::error_code openNext();
    [[nodiscard]] std::error_code openFile();
    void addPrelude();
    void addBuffered(const RecordItem &item, quint64 count);
    void endLine(quint64 count);
    [[nodiscard]] std::error_code writeBuffer();
    void keepWhole(std::size_t bytes);
    void fail(std::error_code error);
    void retry();
    void rotate();
    [[nodiscard]] bool isOld() const;
    [[nodiscard]] bool isTooLarge() const;

    const RecordingSettings m_settings;
    const std::string m_stem; // the path as it was given
    const std::unique_ptr<RecordingForm> m_form;
    const StandingConnections &m_standing;
    const TakeReport m_report;
    RecordingFile::Deadline m_giveUpAt;

    std::string m_path;
    std::optional<RecordingFile> m_file;
    std::size_t m_written = 0; // of the file: whole lines
    std::atomic<quint64> m_total = 0;
    bool m_hasLines = false; // in the file or the buffer, behind what a part begins with
    RecordTime m_started; // the file
    Time m_begun; // the same, on the steady clock
    std::string m_buffer;
    std::vector<BufferedLine> m_buffered;
    std::string m_rest; // of a line whose beginning a stream has taken

    std::error_code m_failure; // none: writing works
    quint64 m_missing = 0; // since it does not
    Time m_retryAt;
};

} // namespace sealcord
