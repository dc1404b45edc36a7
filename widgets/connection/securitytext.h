// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/peer.h"

#include <QStringList>

/// What docs/security.md says, in short, a sentence each, of a connection with some protection.
/// Translated; plain text.
namespace sealcord {

[[nodiscard]] QStringList whatIsGiven(Protection protection);
[[nodiscard]] QStringList whatIsNotGiven(Protection protection);
/// How to tell whether somebody sits in between, step by step.
[[nodiscard]] QStringList howToTell(Protection protection);

} // namespace sealcord
