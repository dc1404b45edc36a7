// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sealcord {

/// What --version prints: this program's version and those of the libraries that it runs with, a
/// line each, with a newline at the end.
[[nodiscard]] QString versionText();

} // namespace sealcord
