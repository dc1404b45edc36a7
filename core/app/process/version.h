// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"

#include <QString>

#include <string>

namespace sealcord {

/// This program's: "0.1.0".
[[nodiscard]] std::string programVersion();

/// What --version prints: this program's version and those of the libraries that it runs with, a
/// line each, with a newline at the end.
[[nodiscard]] QString versionText();

/// What a log begins with: "sealcord 0.1.0, AES-256-GCM by ipsec-mb 1.3.0".
[[nodiscard]] QString startText(AeadEngine aead);

} // namespace sealcord
