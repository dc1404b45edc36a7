// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/descriptor.h"
#include "core/trust/trusterror.h"

#include <QByteArrayView>
#include <QString>

#include <cstddef>
#include <expected>
#include <span>

/// Writing files on which trust rests: whoever reads one finds the old content or the new, never a
/// part, and the system's crash loses neither. Each blocks for the file system.
namespace sealcord {

enum class Making { Made, WasThere };

/// Makes the file at \a path with \a secret in it, mode 0600, and its folder (0700) where that is
/// missing. A file that is there stays as it is.
[[nodiscard]] std::expected<Making, TrustError> makeSecretFile(
    const QString &path, std::span<const std::byte> secret);

/// Puts \a content where the file at \a path is, or where the link there leads. Mode and owner
/// stay; a new file is mode 0600, and made by root belongs to whom its folder belongs to: else a
/// server could not read what its administrator wrote for it.
[[nodiscard]] std::expected<void, TrustError> replaceFile(
    const QString &path, QByteArrayView content);

/// Keeps other programs from changing the file at a path at the same time, by flock(2) on a file
/// beside it, which stays. The system lets go of it when the process ends, however it does.
class FileLock
{
public:
    /// Waits at most 5 s for whoever has it. Makes the folder where it is missing.
    [[nodiscard]] static std::expected<FileLock, TrustError> take(const QString &path);

private:
    explicit FileLock(Descriptor file)
        : m_file(std::move(file))
    { }

    Descriptor m_file;
};

} // namespace sealcord
