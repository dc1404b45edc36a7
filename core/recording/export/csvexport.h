// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/export/recordingexport.h"

namespace sealcord {

/// A table for spreadsheets (RFC 4180), a record a line: docs/exporting.md.
class CsvExport final : public RecordingExport
{
public:
    /// So much of a text stands in its cell, in bytes: escaped it fits a spreadsheet's.
    static constexpr std::size_t longestText = 8'000;

    using RecordingExport::RecordingExport;

    Done begin(RecordingReader &reader) override;
    Done add(RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows) override;

private:
    [[nodiscard]] Done addBytes(RecordingReader &reader, const RecordedLine &line);
};

} // namespace sealcord
