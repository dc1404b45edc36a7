// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/event.h"
#include "core/protocol/stream.h"
#include "tests/support/hex.h"
#include "tests/support/sessionend.h"

#include <QByteArray>

/// What is said and told of streams as lines, as tests/interop/streamscript.py has them.
namespace sealcord::test {

/// "offered 1 262144 db", "accepted 1 5", "credited 1 5", "data 1 6869", "ended 1", "reset 1 0";
/// empty for events of other things.
[[nodiscard]] QByteArray lineOf(const Event &event);

/// Bytes in hex, or "pattern:1000": byte i is i modulo 251.
[[nodiscard]] Bytes bytesOfLine(const QByteArray &text);

/// Lets \a end say \a line, "open 1 262144 db" and so on.
[[nodiscard]] SendResult sayLine(SessionEnd &end, const QByteArray &line);

} // namespace sealcord::test
