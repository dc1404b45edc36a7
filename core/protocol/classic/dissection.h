// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/protocol.h"

#include <cstddef>
#include <span>
#include <vector>

/// What the functions of these names in core/protocol/protocol.h answer for the classic protocol.
namespace sealcord::classic {

[[nodiscard]] PacketKind packetKind(std::span<const std::byte> packet);
[[nodiscard]] std::vector<Field> dissectHandshake(std::span<const std::byte> packet);
[[nodiscard]] std::vector<Field> dissectFrame(std::span<const std::byte> frame);
/// dissectFrame() with a place.
[[nodiscard]] std::vector<Field> dissectContent(
    std::span<const std::byte> frame, const FramePlace &place);
[[nodiscard]] std::size_t lengthOnWire(std::size_t length, std::size_t frames);

} // namespace sealcord::classic
