// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/peer.h"
#include "core/trust/trusterror.h"

#include <QString>

#include <expected>

namespace sealcord {

/// Who a program is at its connections: the key in the file at \a keyPath, which is made where it
/// is missing, the pre-shared key of the file at \a pskPath unless that is empty, and \a name, of
/// at most 64 bytes. Blocks for the file system.
[[nodiscard]] std::expected<Identity, TrustError> openIdentity(
    const QString &keyPath, const QString &pskPath, const QString &name);

} // namespace sealcord
