// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/export/recordingexport.h"
#include "core/text/showdata.h"

namespace sealcord {

/// The lines that `sealcord show` prints.
class TextExport final : public RecordingExport
{
public:
    TextExport(Writer writer, ShowData showData)
        : RecordingExport(std::move(writer))
        , m_showData(showData)
    { }

    Done begin(RecordingReader &) override { return {}; }
    Done add(RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows) override;

private:
    const ShowData m_showData;
};

} // namespace sealcord
