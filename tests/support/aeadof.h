// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"
#include "tests/support/hex.h"

namespace sealcord::test {

/// AES-256-GCM under the 32 bytes of \a key.
[[nodiscard]] Aead aeadOf(const Bytes &key);

} // namespace sealcord::test
