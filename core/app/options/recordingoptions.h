// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/option.h"
#include "core/recording/recordingsettings.h"

#include <QLatin1StringView>
#include <QString>

#include <expected>
#include <vector>

namespace sealcord {

/// The heading under which they stand in the help.
constexpr QLatin1StringView recordingGroup{"Recording"};

/// The options of server and agent about what they record, writing into \a recording and, for what
/// is written as packets, \a capture.
[[nodiscard]] std::vector<Option> recordingOptions(
    RecordingSettings &recording, RecordingSettings &capture);

/// Why some of these settings do not go together, in words that follow the program's name.
[[nodiscard]] std::expected<void, QString> settle(const RecordingSettings &recording);

} // namespace sealcord
