// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"
#include "core/net/tap/knownpeer.h"

#include <QtGlobal>

namespace sealcord {

/// Tells connections of one program apart: 1, 2, 3, ... in the order in which they were accepted or
/// opened. Never used twice.
using ConnectionId = quint64;

/// Seen from this program.
enum class Direction : quint8 { In, Out };

/// Which connection a record is about.
struct ConnectionName {
    ConnectionId id = 0;
    Endpoint peer;
    KnownPeer known = {}; ///< once this end has decided on a peer that is authenticated
};

} // namespace sealcord
