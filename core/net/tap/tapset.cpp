// SPDX-License-Identifier: MIT
#include "core/net/tap/tapset.h"

#include <algorithm>
#include <utility>

namespace sealcord {

void TapSet::add(std::shared_ptr<Tap> tap)
{
    const std::scoped_lock lock(m_mutex);
    auto taps = std::make_shared<Taps>(*m_taps);
    taps->push_back(std::move(tap));
    m_taps = std::move(taps);
    m_hasAny.store(true, std::memory_order_relaxed);
}

void TapSet::remove(const Tap *tap)
{
    const std::scoped_lock lock(m_mutex);
    auto taps = std::make_shared<Taps>(*m_taps);
    std::erase_if(*taps, [tap](const std::shared_ptr<Tap> &one) { return one.get() == tap; });
    m_hasAny.store(!taps->empty(), std::memory_order_relaxed);
    m_taps = std::move(taps);
}

std::shared_ptr<const TapSet::Taps> TapSet::taps() const
{
    if (!m_hasAny.load(std::memory_order_relaxed))
        return nullptr;
    const std::scoped_lock lock(m_mutex);
    return m_taps;
}

TapInterest TapSet::interest() const noexcept
{
    auto most = TapInterest::Lives;
    if (const auto all = taps()) {
        for (const auto &tap : *all)
            most = std::max(most, tap->interest());
    }
    return most;
}

void TapSet::happened(WireEvent event)
{
    const auto all = taps();
    if (!all)
        return;
    const auto least = goesWithMessages(event) ? TapInterest::Numbers : TapInterest::Lives;
    for (const auto &tap : *all) {
        if (tap->interest() >= least)
            tap->happened(event);
    }
}

} // namespace sealcord
