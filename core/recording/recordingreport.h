// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <functional>
#include <string>

namespace sealcord {

/// What is told of a recording while it is written: once when something begins, not per message.
struct RecordingReport {
    enum class Kind {
        Stopped, ///< nothing can be written, and what happens is counted instead
        Resumed, ///< writing works again
        FellBehind, ///< more happens than can be written: told once
        FlightWritten, ///< what the flight recorder held is in a file
        FlightFailed, ///< it could not be written
    };

    Kind kind = Kind::Stopped;
    std::string path; ///< of the file, in the system's encoding
    std::string text; ///< the system's reason, where something failed
    quint64 missing = 0; ///< Resumed: messages and events that were not written
};

/// Called on the thread that writes.
using TakeReport = std::function<void(const RecordingReport &)>;

} // namespace sealcord
