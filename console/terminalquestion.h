// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sealcord {

// Asking the person at the terminal that the program belongs to, which standard input and output
// may have nothing to do with.

/// Whether there is such a terminal.
[[nodiscard]] bool hasTerminal();

/// Writes \a question, made printable, and waits for a line. Whether it says yes; anything else,
/// and no terminal, is no. Blocks.
[[nodiscard]] bool isAnsweredYes(const QString &question);

} // namespace sealcord
