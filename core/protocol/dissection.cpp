// SPDX-License-Identifier: MIT
#include "core/protocol/dissection.h"

#include "core/protocol/classic/dissection.h"

namespace sealcord {

std::vector<Field> dissectHandshake(std::string_view protocol, std::span<const std::byte> packet)
{
    if (protocol == "classic")
        return classic::dissectHandshake(packet);
    return {};
}

std::vector<Field> dissectFrame(std::string_view protocol, std::span<const std::byte> frame)
{
    if (protocol == "classic")
        return classic::dissectFrame(frame);
    return {};
}

} // namespace sealcord
