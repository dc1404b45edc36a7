// SPDX-License-Identifier: MIT
#include "core/net/tap/teetap.h"

#include <algorithm>

namespace sealcord {

TapInterest TeeTap::interest() const noexcept
{
    return std::max(m_first.interest(), m_second.interest());
}

void TeeTap::happened(WireEvent event)
{
    const auto least = goesWithMessages(event) ? TapInterest::Numbers : TapInterest::Lives;
    for (auto *tap : {&m_first, &m_second}) {
        if (tap->interest() >= least)
            tap->happened(event);
    }
}

} // namespace sealcord
