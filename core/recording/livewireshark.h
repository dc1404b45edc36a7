// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/recorder.h"

#include <QString>
#include <QTemporaryDir>

#include <expected>
#include <memory>

namespace sealcord {

/// Has Wireshark show what is said, in plaintext, while it happens: starts it on a FIFO that its
/// owner alone can read, and records packets into that.
///
/// Wireshark lives on where this ends, and the other way round. The FIFO goes with this.
/// Starting and ending take their time: not for a window's thread.
class LiveWireshark
{
public:
    /// \a head says who records. \a report is called as Recorder's: Resumed when Wireshark begins
    /// to read, Stopped when it has been closed. The error is for a person: Wireshark is not
    /// installed, or something cannot be made.
    [[nodiscard]] static std::expected<std::unique_ptr<LiveWireshark>, QString> start(
        const RecordingHead &head, TakeReport report);
    ~LiveWireshark(); ///< stops the recorder
    LiveWireshark(const LiveWireshark &) = delete;
    LiveWireshark &operator=(const LiveWireshark &) = delete;

    /// What is to be told what happens, as by RecordingTap::begin().
    [[nodiscard]] const std::shared_ptr<Recorder> &recorder() const { return m_recorder; }

private:
    LiveWireshark();

    [[nodiscard]] QString fifo() const { return m_folder.filePath(QStringLiteral("live.pcapng")); }
    [[nodiscard]] QString begin(
        const QString &program, const RecordingHead &head, TakeReport report);

    QTemporaryDir m_folder; // which its owner alone can enter
    std::shared_ptr<Recorder> m_recorder;
};

} // namespace sealcord
