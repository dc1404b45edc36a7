// SPDX-License-Identifier: MIT
#include "core/net/connection/memoryshare.h"

#include <string>

namespace sealcord {

Ending MemoryShare::revoked() const
{
    return {EndReason::BufferOverflow,
        "messages under way need more than " + std::to_string(m_budget.limit())
            + " bytes together; this connection held " + std::to_string(m_bytes)
            + ", which moved at " + std::to_string(m_pace.bytesPerSecond()) + " bytes/s"};
}

} // namespace sealcord
