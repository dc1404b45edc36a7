// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/trusterror.h"

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <expected>
#include <optional>
#include <span>

/// Reading the files on which trust rests: only where nobody but their owner can have made them
/// what they are. Each blocks for the file system; a path is as systemtext.h has it.
namespace sealcord {

/// What neither group nor others may do with a file.
enum class Guard { Write, ReadAndWrite };

/// The content of the file at \a path, at most 1 MiB; nothing where there is none.
[[nodiscard]] std::expected<std::optional<QByteArray>, TrustError> readGuarded(
    const QString &path, Guard guard);

/// Reads the secret in the file at \a path, which may be that of its owner alone, into \a buffer,
/// and returns its length; nothing where there is no file. One longer than \a buffer is an error.
[[nodiscard]] std::expected<std::optional<std::size_t>, TrustError> readSecret(
    const QString &path, std::span<std::byte> buffer);

/// "PATH: WHAT: No such file or directory", of errno.
[[nodiscard]] TrustError systemError(const QString &path, const QString &what);

} // namespace sealcord
