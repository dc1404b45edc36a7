// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/process/exitcode.h"

#include <QString>

namespace sealcord {

/// Why a program's settings cannot be used: one line for standard error, the program's name in
/// front, printable, without its newline. The program leaves with exitCode.
struct UsageError {
    static constexpr int exitCode = static_cast<int>(ExitCode::Usage);

    QString text;
};

} // namespace sealcord
