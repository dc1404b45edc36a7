// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"

namespace sealcord::bench {

/// Bytes of heap that one Aead of \a engine takes among many, with what the allocator adds.
[[nodiscard]] double memoryPerAead(AeadEngine engine);

/// ns of CPU for making and destroying one.
[[nodiscard]] double costOfAead(AeadEngine engine);

} // namespace sealcord::bench
