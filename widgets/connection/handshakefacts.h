// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"

class QWidget;

namespace sealcord {

class FactSection;

/// The packet \a packet of a handshake of \a protocol, field by field: bytes in hexadecimal, but
/// for secret fields. Owned by \a parent.
[[nodiscard]] FactSection *makePacketSection(
    const ConnectionInfo::Packet &packet, std::string_view protocol, QWidget *parent);

} // namespace sealcord
