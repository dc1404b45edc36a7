// SPDX-License-Identifier: MIT
#include "core/net/stream/streamhost.h"

#include "core/net/connection/socketdescriptor.h"

namespace sealcord {

void StreamPartner::cutOff(StreamReset reason, qintptr socket) const
{
    if (reset)
        reset(reason, socket);
    else
        resetDescriptor(socket);
}

} // namespace sealcord
