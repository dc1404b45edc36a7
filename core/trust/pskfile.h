// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/crypto/secret.h"
#include "core/trust/trusterror.h"

#include <QString>

#include <cstddef>
#include <expected>

/// The pre-shared key of a server and its agents: a file of one line, 44 characters of padded
/// base64 (RFC 4648, 4) of 32 random bytes, that nobody but its owner may read. Never a pass
/// phrase.
namespace sealcord {

constexpr std::size_t pskLength = 32;
using PresharedKey = Secret<pskLength>;

[[nodiscard]] std::expected<PresharedKey, TrustError> readPsk(const QString &path);
/// Draws one and writes it to \a path, as makeIdentity() does.
[[nodiscard]] std::expected<void, TrustError> makePsk(const QString &path, RandomSource &random);

} // namespace sealcord
