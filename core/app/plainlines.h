// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

/// What the programs say outside their log, as they are: the caller has made it printable.
namespace sealcord {

/// Writes \a text to standard output.
void print(QAnyStringView text);
/// Writes \a line and a newline to standard output.
void printLine(QAnyStringView line);
/// Writes \a line and a newline to standard error.
void printError(QAnyStringView line);

} // namespace sealcord
