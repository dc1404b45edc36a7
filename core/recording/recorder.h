// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/net/writingthread.h"
#include "core/recording/recordingreport.h"
#include "core/recording/recordingsettings.h"
#include "core/records/recordingline.h"
#include "core/traffic/queue/trafficqueue.h"

#include <QString>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace sealcord {

/// Records what happens: into files as it happens, or in memory until somebody asks.
///
/// A Tap that never lets anybody wait: what happens goes through a bounded queue to a thread that
/// writes. What that one does not keep up with, or cannot write, is counted and stands as a gap.
class Recorder final : public Tap
{
public:
    /// How long stop() lets a disk take what is left.
    static constexpr std::chrono::milliseconds patience = std::chrono::seconds(1);
    /// Between two dumps of the flight recorder that peers cause.
    static constexpr std::chrono::seconds violationInterval{60};

    /// \a head says who records; when it starts is set here. \a report is called on the writing
    /// thread, and not after stop().
    Recorder(const RecordingSettings &settings, RecordingHead head, TakeReport report);
    ~Recorder() override; ///< stops
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    /// Why nothing can be recorded, for a person; empty where it is.
    [[nodiscard]] QString errorString() const { return m_errorString; }

    /// Where connections \a stand already: what they were told to be then. Before anything else is
    /// told. Any thread.
    void beginWith(std::vector<ConnectionNews> stand);

    /// An event of the program's own. Any thread.
    void addEvent(EventKind event, EventLevel level, const std::string &text);

    /// Has the flight recorder write what it holds, where there is one. Any thread.
    void writeFlight();

    /// So many bytes are in files. Any thread.
    [[nodiscard]] quint64 written() const;

    /// Writes what has happened so far and ends. Gives up after `patience`. Idempotent; one thread
    /// at a time.
    void stop();

    [[nodiscard]] TapInterest interest() const noexcept override;
    void happened(WireEvent event) override;

private:
    class Writer;

    // Shared with the thread: where that is stuck in a write, it is left behind with its state.
    std::shared_ptr<Writer> m_writer;
    QString m_errorString;
    WritingThread m_thread;
};

/// Whether a peer that a connection ended with for \a reason broke the protocol.
[[nodiscard]] bool isViolation(EndReason reason);

} // namespace sealcord
