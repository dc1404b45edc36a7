// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/cryptoerror.h"
#include "core/protocol/failure.h"

#include <expected>
#include <utility>

namespace sealcord::noise {

/// What a step of a handshake comes to. After a failure nothing of the handshake may be used.
using Result = std::expected<void, Failure>;

[[nodiscard]] inline std::unexpected<Failure> internalFailure(CryptoError error)
{
    return std::unexpected(Failure{Failure::Reason::Internal, std::move(error.text)});
}

} // namespace sealcord::noise
