// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/protocol.h"

#include <cstddef>
#include <span>
#include <vector>

/// What the functions of these names in core/protocol/protocol.h answer for the sealed protocol.
namespace sealcord::sealed {

[[nodiscard]] PacketKind packetKind(std::span<const std::byte> packet);
[[nodiscard]] std::vector<Field> dissectHandshake(std::span<const std::byte> packet);
/// Of one record, or of several in a row.
[[nodiscard]] std::vector<Field> dissectFrame(std::span<const std::byte> frame);
/// dissectFrame() with a place.
[[nodiscard]] std::vector<Field> dissectContent(
    std::span<const std::byte> frame, const FramePlace &place);
[[nodiscard]] std::size_t lengthOnWire(std::size_t length, std::size_t frames);

} // namespace sealcord::sealed
