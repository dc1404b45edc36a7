// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// What the programs say outside their log.
namespace sealcord {

/// Writes \a text, which the caller has made printable, to standard output, and returns the code
/// to leave with: 0, or 1 where it could not be written. Why, stands on standard error; a reader
/// that has gone knows it.
[[nodiscard]] int answer(QAnyStringView text);

/// Writes \a line, made printable, and a newline to standard error.
void printError(QAnyStringView line);

} // namespace sealcord
