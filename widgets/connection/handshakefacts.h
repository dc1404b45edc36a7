// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"

class QWidget;

namespace sealcord {

class FactSection;

/// The packet \a packet of a handshake, field by field: bytes in hexadecimal, but for secret
/// fields. Owned by \a parent.
[[nodiscard]] FactSection *makePacketSection(const ConnectionInfo::Packet &packet, QWidget *parent);

} // namespace sealcord
