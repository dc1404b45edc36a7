// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/peer.h"
#include "tests/support/hex.h"

#include <string>

namespace sealcord::test {

/// An identity with the private key \a key, and with \a preSharedKey unless that is empty. Known to
/// everybody: for tests only.
[[nodiscard]] Identity identityOf(
    const Bytes &key, const std::string &name = {}, const Bytes &preSharedKey = {});

/// An identity with a fresh key.
[[nodiscard]] Identity freshIdentity(const std::string &name = {});

} // namespace sealcord::test
