// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/crypto/x25519.h"
#include "core/trust/trusterror.h"

#include <QString>

#include <expected>

/// The key of a program: one file, made once, never written again. A key that group or others may
/// read is refused with the command that helps. Each of these blocks for the file system.
namespace sealcord {

/// The key at \a path. None there is an error.
[[nodiscard]] std::expected<X25519KeyPair, TrustError> readIdentity(const QString &path);

/// Draws a key and writes it to \a path, mode 0600, making the folder (0700) where it is missing.
/// What is at \a path already stays, and is an error. The file appears whole or not at all.
[[nodiscard]] std::expected<X25519KeyPair, TrustError> makeIdentity(
    const QString &path, RandomSource &random);

/// A program's start: reads the key, or makes it where there is none. Of two programs that start at
/// once, both have the key of the one that was first.
[[nodiscard]] std::expected<X25519KeyPair, TrustError> readOrMakeIdentity(
    const QString &path, RandomSource &random);

} // namespace sealcord
