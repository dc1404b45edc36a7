// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/settings.h"

#include <QString>

#include <span>

namespace sealcord {

/// What --help prints: the options of \a program and the \a general ones by group, with their
/// defaults, within 80 columns.
[[nodiscard]] QString helpText(const Program &program, std::span<const Option> general);

} // namespace sealcord
