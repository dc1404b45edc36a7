// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/log.h"
#include "core/net/tap/teetap.h"
#include "core/recording/recorder.h"

#include <QString>

#include <optional>
#include <utility>

namespace sealcord {

/// What a command records beside its log, if it was asked to: a recording, a capture.
class Recording
{
public:
    /// As \a options, of a server or an agent, ask for. \a protocol is what the program takes or
    /// speaks; None: both. \a log outlives it, and is told where something cannot be written.
    template <typename Options>
    Recording(const Options &options, Role role, Protocol protocol, Log &log)
        : Recording(options.recording, options.capture, role, protocol, log)
    { }

    /// Why it cannot be recorded; empty where it can, or nobody asked.
    [[nodiscard]] QString errorString() const { return m_errorString; }

    /// Tells the log and what records.
    [[nodiscard]] Tap &tap() { return *m_tap; }

    /// As Recorder's, where something is recorded.
    void addEvent(EventKind event, EventLevel level, const QString &text = {});

    /// What SIGUSR1 asks for. False, and told to the log, where there is nothing to write.
    bool writeFlight();

private:
    /// A recorder, and the tap that tells it and whatever was there before.
    struct Told {
        Told(const RecordingSettings &settings, RecordingHead head, TakeReport report, Tap &before)
            : recorder(settings, std::move(head), std::move(report))
            , tee(before, recorder)
        { }

        Recorder recorder;
        TeeTap tee;
    };

    Recording(const RecordingSettings &settings, const RecordingSettings &capture, Role role,
        Protocol protocol, Log &log);
    void begin(std::optional<Told> &told, const RecordingSettings &settings, RecordingHead head);

    Log &m_log;
    const bool m_hasFlight;
    std::optional<Told> m_recording;
    std::optional<Told> m_capture; // beside it: a reader that is slow holds up no recording
    Tap *m_tap;
    QString m_errorString;
};

/// Tells \a log, which outlives it, what becomes of a recording, or of a capture.
[[nodiscard]] TakeReport tellingLog(Log &log, bool isCapture);

/// Where \a recording cannot be written, prints why and returns the code to leave with.
[[nodiscard]] std::optional<int> refused(const Recording &recording);

} // namespace sealcord
