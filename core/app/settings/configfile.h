// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/inifile.h"
#include "core/app/settings/settings.h"

#include <QString>

#include <expected>
#include <span>
#include <vector>

namespace sealcord {

/// The entries of the file at \a path, or in words which file or line is wrong and why. Blocks
/// while it reads, at most 1 MiB.
[[nodiscard]] std::expected<std::vector<IniEntry>, QString> readConfigFile(const QString &path);

/// \a values with their origins, as a file that sets the same for the program named \a section.
[[nodiscard]] QString configText(QLatin1StringView section, std::span<const Setting> values);

} // namespace sealcord
