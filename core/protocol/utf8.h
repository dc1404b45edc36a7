// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

namespace sealcord {

/// Whether \a bytes are UTF-8 (RFC 3629, 4): no longer form than needed, no surrogate, nothing
/// beyond U+10FFFF.
[[nodiscard]] bool isUtf8(std::span<const std::byte> bytes);

} // namespace sealcord
