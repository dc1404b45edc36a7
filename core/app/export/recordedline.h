// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/recordedrow.h"
#include "core/text/showdata.h"

#include <string>

namespace sealcord {

/// What the live log would have told of \a line, of which \a rows have been made, with its newline;
/// of what no log tells, the record's own text, or nothing.
[[nodiscard]] std::string recordedLine(
    const RecordedLine &line, const RecordedRows &rows, ShowData showData);

} // namespace sealcord
