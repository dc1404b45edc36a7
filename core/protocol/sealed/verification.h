// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/crypto/sha256.h"
#include "core/protocol/failure.h"
#include "core/protocol/verificationcode.h"

#include <array>
#include <cstddef>
#include <expected>
#include <span>

/// The comparison of codes: docs/protocols/sealed.md. An end draws its share before it can know the
/// other's: the agent commits to its own first, and reveals it when it has the server's.
namespace sealcord::sealed {

using Share = std::array<std::byte, 32>; ///< random, of one end; what COMMIT holds is as long
using HandshakeHash = Sha256Digest;

/// What the agent sends before it knows the server's share.
[[nodiscard]] std::expected<Share, Failure> commitment(
    const HandshakeHash &handshake, const Share &agents);

/// The code, from the shares of both ends.
[[nodiscard]] std::expected<VerificationCode, Failure> verificationCode(
    const HandshakeHash &handshake, const Share &agents, const Share &servers);

} // namespace sealcord::sealed
