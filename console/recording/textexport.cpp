// SPDX-License-Identifier: MIT
#include "console/recording/textexport.h"

#include "console/recording/recordedline.h"

namespace sealcord {

RecordingExport::Done TextExport::add(
    RecordingReader &, const RecordedLine &line, const RecordedRows &rows)
{
    return written(recordedLine(line, rows, m_showData));
}

} // namespace sealcord
