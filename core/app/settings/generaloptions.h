// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logsettings.h"
#include "core/app/settings/option.h"
#include "core/traffic/filter/filter.h"

#include <QString>

#include <vector>

namespace sealcord {

/// What a command line can ask for besides settings.
struct GeneralRequests {
    QString configPath; ///< empty: none
    bool printConfig = false;
    bool help = false;
    bool version = false;
};

/// The options of every program that stand on its command line only, writing into \a requests.
[[nodiscard]] std::vector<Option> generalOptions(GeneralRequests &requests);

/// The options of every program about its log, writing into \a log.
[[nodiscard]] std::vector<Option> logOptions(LogSettings &log);

/// "trace", "debug", "info", "warn" or "error".
[[nodiscard]] Value<LogLevel> parseLevel(QStringView text);

/// Which messages and connections pass: docs/filters.md.
[[nodiscard]] Value<Filter> parseFilter(QStringView text);

} // namespace sealcord
