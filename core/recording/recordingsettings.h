// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"

#include <QString>

#include <chrono>
#include <cstddef>
#include <optional>

namespace sealcord {

/// What is recorded, and where to.
struct RecordingSettings {
    enum class Form {
        Lines, ///< a recording
        Packets, ///< a capture file
    };

    Form form = Form::Lines;
    std::optional<QString> path = {}; ///< none: nothing is written as it happens
    Filter filter = {}; ///< which messages, events and connections are in it
    bool hasFrames = false; ///< messages come with their bytes on the wire
    std::optional<std::size_t> maxSize = {}; ///< of a part, in bytes; none: any
    std::optional<std::chrono::milliseconds> maxAge = {}; ///< of a part; none: any
    std::optional<std::size_t> keep = {}; ///< so many parts; none: all
    std::optional<std::size_t> flightSize =
        {}; ///< bytes of lines that are kept in memory; none: none

    /// Whether there are several files, named by the time at which each begins.
    [[nodiscard]] bool hasParts() const { return maxSize || maxAge; }
    /// A capture goes to standard output where its path is "-".
    [[nodiscard]] bool isStandardOutput() const
    {
        return form == Form::Packets && path == QStringLiteral("-");
    }
    [[nodiscard]] bool isAsked() const { return path || flightSize; }
};

} // namespace sealcord
