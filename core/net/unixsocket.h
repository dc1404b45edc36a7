// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <expected>

/// Sockets that stand at a path of this machine. Free functions for any thread.
namespace sealcord {

/// Whether a socket's address has room for \a path. Else why not, for a person.
[[nodiscard]] std::expected<void, QString> fitsSocket(QStringView path);

/// The descriptor of a connection to whoever listens at \a path, non-blocking, closed on exec and
/// the caller's; or an errno: ENAMETOOLONG where fitsSocket() says no, EAGAIN where more wait for
/// who listens than it takes. Does not wait: the kernel answers at once.
[[nodiscard]] std::expected<int, int> connectToPath(QStringView path);

/// Whether an errno of it says that nobody listens there.
[[nodiscard]] bool isNobodyThere(int error);

} // namespace sealcord
