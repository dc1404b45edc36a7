// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/dissection.h"

/// What sealcord::dissectHandshake() and dissectFrame() answer for the classic protocol.
namespace sealcord::classic {

[[nodiscard]] std::vector<Field> dissectHandshake(std::span<const std::byte> packet);
[[nodiscard]] std::vector<Field> dissectFrame(std::span<const std::byte> frame);

} // namespace sealcord::classic
