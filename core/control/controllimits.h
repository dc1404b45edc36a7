// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace sealcord {

/// The longest request, in bytes without its newline: a message of some 48 KiB in base64.
constexpr std::size_t longestRequest = std::size_t{64} * 1024;

} // namespace sealcord
