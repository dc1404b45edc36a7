// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/export/exportform.h"
#include "core/recording/export/recordingrun.h"
#include "core/traffic/filter/filter.h"

#include <QString>

#include <expected>
#include <stop_token>

namespace sealcord {

/// What is to be exported, and where to.
struct ExportOrder {
    QString path; ///< of the recording
    ExportForm form = ExportForm::Csv;
    QString output; ///< the file to make; empty: standard output
    Filter filter = {}; ///< what does not pass is left out
};

/// What of the recording could not be read.
struct Exported {
    quint64 damagedLines = 0; ///< which are left out
    bool isCutOff = false; ///< it ends in the middle of a line
};

/// Why nothing, or not all, was exported.
struct ExportError {
    QString text; ///< for a person; empty where whoever reads or stops it knows
    bool isRefused = false; ///< nothing was begun: it is no recording, or the output cannot be made
};

/// Exports a recording (docs/exporting.md), or gives up when \a stop wants that. What of it cannot
/// be read is told to \a tell. A file that could not be finished is not left behind, and one that
/// is there is not written over.
[[nodiscard]] std::expected<Exported, ExportError> exportRecording(
    const ExportOrder &order, const RecordingRun::Tell &tell, const std::stop_token &stop = {});

} // namespace sealcord
