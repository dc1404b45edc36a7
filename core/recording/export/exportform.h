// SPDX-License-Identifier: MIT
#pragma once

namespace sealcord {

/// What a recording can be exported as: docs/exporting.md.
enum class ExportForm { Csv, Json, Pcapng, Text };

} // namespace sealcord
