// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/recordingreader.h"
#include "core/records/recordingline.h"
#include "core/traffic/trafficbatch.h"

#include <QString>

#include <optional>
#include <vector>

namespace sealcord {

/// Where reading a recording can go on: in front of a line.
struct RecordingPlace {
    quint64 line = 0; ///< its number, from 1
    qint64 offset = 0; ///< of its first byte, in the file
    quint64 row = 1; ///< the number of the next row
    TrafficRow::Clock::time_point time; ///< of the row before; the recording's begin for the first
};

/// What has been read of a recording so far.
struct LoadedRecording {
    QString error; ///< why it cannot be read, for a person; empty: it can
    bool isOver = false; ///< nothing follows
    RecordingHead head;
    std::optional<RecordingReader::FileId> file; ///< none: it could not be opened
    bool hasBegin = false; ///< the head says when it began
    qint64 size = 0; ///< of the file, in bytes
    qint64 read = 0; ///< up to there
    quint64 messages = 0; ///< and events
    quint64 missing = 0; ///< that were not recorded, and are told of as gaps
    quint64 damagedLines = 0; ///< which are left out
    quint64 firstDamaged = 0; ///< the number of one
    bool isCutOff = false; ///< the file ends in the middle of a line
    std::optional<RecordingPlace> next; ///< of what was not read of it; none: nothing is left
};

/// A row that whoever saved the recording had marked.
struct LoadedMark {
    quint64 number = 0; ///< of the row
    QString note; ///< may be empty
};

/// What was read since the part before.
struct RecordingPart {
    LoadedRecording loaded;
    TrafficBatch batch;
    std::vector<LoadedMark> marks;
    RecordingPlace begin; ///< where it begins
};

} // namespace sealcord
