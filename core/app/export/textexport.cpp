// SPDX-License-Identifier: MIT
#include "core/app/export/textexport.h"

#include "core/app/export/recordedline.h"

namespace sealcord {

RecordingExport::Done TextExport::add(
    RecordingReader &, const RecordedLine &line, const RecordedRows &rows)
{
    return written(recordedLine(line, rows, m_showData));
}

} // namespace sealcord
