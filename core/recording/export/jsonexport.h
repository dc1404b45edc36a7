// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/export/recordingexport.h"

namespace sealcord {

/// The lines as they stand in the recording, with what nobody knows in them: JSON Lines.
class JsonExport final : public RecordingExport
{
public:
    using RecordingExport::RecordingExport;

    Done begin(RecordingReader &reader) override;
    Done add(RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows) override;

private:
    [[nodiscard]] Done copy(RecordingReader &reader, const RecordedLine &line);
};

} // namespace sealcord
