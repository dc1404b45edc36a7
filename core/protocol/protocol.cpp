// SPDX-License-Identifier: MIT
#include "core/protocol/protocol.h"

#include "core/protocol/classic/dissection.h"
#include "core/protocol/classic/packets.h"
#include "core/protocol/sealed/dissection.h"
#include "core/protocol/sealed/preamble.h"

#include <algorithm>
#include <array>

namespace sealcord {

namespace {

struct Known {
    Protocol protocol;
    std::string_view name;
    std::byte first; // of an agent's bytes
    PacketKind (*packetKind)(std::span<const std::byte> packet);
    std::vector<Field> (*dissectHandshake)(std::span<const std::byte> packet);
    std::vector<Field> (*dissectFrame)(std::span<const std::byte> frame);
    std::vector<Field> (*dissectContent)(std::span<const std::byte> frame, const FramePlace &place);
    std::size_t (*lengthOnWire)(std::size_t length, std::size_t frames);
};

constexpr std::array protocols{
    Known{Protocol::Classic, "classic", classic::EncryptionRequest::id, classic::packetKind,
        classic::dissectHandshake, classic::dissectFrame, classic::dissectContent,
        classic::lengthOnWire},
    Known{Protocol::Sealed, "sealed", sealed::Preamble::magic.front(), sealed::packetKind,
        sealed::dissectHandshake, sealed::dissectFrame, sealed::dissectContent,
        sealed::lengthOnWire},
};

// None where the protocol is None.
const Known *find(Protocol protocol)
{
    const auto *const found = std::ranges::find(protocols, protocol, &Known::protocol);
    return found == protocols.end() ? nullptr : found;
}

} // namespace

std::string_view name(Protocol protocol)
{
    const auto *const known = find(protocol);
    return known ? known->name : "none";
}

Protocol protocolOf(std::byte first)
{
    const auto *const found = std::ranges::find(protocols, first, &Known::first);
    return found == protocols.end() ? Protocol::None : found->protocol;
}

PacketKind packetKind(Protocol protocol, std::span<const std::byte> packet)
{
    const auto *const known = find(protocol);
    return known ? known->packetKind(packet) : PacketKind::Unknown;
}

std::vector<Field> dissectHandshake(Protocol protocol, std::span<const std::byte> packet)
{
    const auto *const known = find(protocol);
    return known ? known->dissectHandshake(packet) : std::vector<Field>{};
}

std::vector<Field> dissectFrame(Protocol protocol, std::span<const std::byte> frame)
{
    const auto *const known = find(protocol);
    return known ? known->dissectFrame(frame) : std::vector<Field>{};
}

std::size_t lengthOnWire(Protocol protocol, std::size_t length, std::size_t frames)
{
    const auto *const known = find(protocol);
    return known ? known->lengthOnWire(length, frames) : length;
}

std::size_t firstFrame(Protocol protocol, std::span<const std::byte> frames)
{
    const auto fields = dissectFrame(protocol, frames);
    const auto isNext = [](const Field &field) {
        return field.kind == FieldKind::Length && field.offset > 0;
    };
    const auto next = std::ranges::find_if(fields, isNext);
    return next == fields.end() ? frames.size() : next->offset;
}

std::vector<Field> dissectFrame(
    Protocol protocol, std::span<const std::byte> frame, const FramePlace &place)
{
    const auto *const known = find(protocol);
    return known ? known->dissectContent(frame, place) : std::vector<Field>{};
}

} // namespace sealcord
