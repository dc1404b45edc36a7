// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/log.h"
#include "core/net/tap/teetap.h"
#include "core/recording/recorder.h"

#include <QString>

#include <optional>

namespace sealcord {

/// What a command records beside its log, if it was asked to.
class Recording
{
public:
    /// \a protocol is what the program takes or speaks; None: both. \a log outlives it, and is told
    /// where the recording cannot be written.
    Recording(const RecordingSettings &settings, Role role, Protocol protocol, Log &log);

    /// Why it cannot be recorded; empty where it can, or nobody asked.
    [[nodiscard]] QString errorString() const;

    /// Tells the log and the recording.
    [[nodiscard]] Tap &tap();

    /// As Recorder's, where something is recorded.
    void addEvent(EventKind event, EventLevel level, const QString &text = {});

    /// What SIGUSR1 asks for.
    void writeFlight();

private:
    Log &m_log;
    const bool m_hasFlight;
    std::optional<Recorder> m_recorder;
    std::optional<TeeTap> m_tee;
};

/// Where \a recording cannot be written, prints why and returns the code to leave with.
[[nodiscard]] std::optional<int> refused(const Recording &recording);

} // namespace sealcord
