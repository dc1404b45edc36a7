// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <expected>
#include <optional>

#include <sys/types.h>

/// Who is at the other end of a local socket, as the system says.
namespace sealcord {

struct LocalPeer {
    pid_t process = 0;
    uid_t user = 0;

    /// Whether that is this program's user, or root.
    [[nodiscard]] bool isTrusted() const;
};

/// Nothing where \a descriptor is no connected local socket.
[[nodiscard]] std::optional<LocalPeer> localPeer(int descriptor);

/// Whether a program may listen at \a path: nothing is there, or a socket that nobody listens on
/// any longer. Else what is in the way, for a person. Does not wait.
[[nodiscard]] std::expected<void, QString> isSocketFree(const QString &path);

} // namespace sealcord
