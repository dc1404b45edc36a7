// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"
#include "tests/support/hex.h"

namespace sealcord::test {

/// AES-256-GCM under the 32 bytes of \a key, by \a engine.
[[nodiscard]] Aead aeadOf(const Bytes &key, AeadEngine engine = fastestAeadEngine());

} // namespace sealcord::test
