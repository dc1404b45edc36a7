// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sealcord {

/// Why a program's settings cannot be used: one line for standard error, the program's name in
/// front, printable, without its newline. The program leaves with exitCode.
struct UsageError {
    static constexpr int exitCode = 2;

    QString text;
};

} // namespace sealcord
