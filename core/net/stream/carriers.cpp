// SPDX-License-Identifier: MIT
#include "core/net/stream/carriers.h"

namespace sealcord {

Carrier *Carriers::find(ConnectionId id) const
{
    const auto found = m_carriers.find(id);
    return found == m_carriers.end() ? nullptr : found->second.get();
}

Carrier &Carriers::of(Connection &connection)
{
    auto &carrier = m_carriers[connection.name().id];
    if (!carrier) {
        carrier = std::make_unique<Carrier>(connection, m_context, m_host);
        if (m_isDraining)
            carrier->drain();
    }
    return *carrier;
}

void Carriers::ended(const Connection &connection)
{
    const auto found = m_carriers.find(connection.name().id);
    if (found == m_carriers.end())
        return;
    m_ended.push_back({std::move(found->second), m_context.now()});
    m_carriers.erase(found);
    m_ended.back().carrier->connectionEnded();
    m_sweep.start(static_cast<int>(deadlineTick.count()), this);
}

void Carriers::tellStanding(std::optional<ConnectionId> id) const
{
    for (const auto &[connection, carrier] : m_carriers) {
        if (!id || *id == connection)
            carrier->tellStanding();
    }
}

void Carriers::drain()
{
    m_isDraining = true;
    for (const auto &[id, carrier] : m_carriers)
        carrier->drain();
}

void Carriers::clear()
{
    m_carriers.clear();
    m_ended.clear();
    m_sweep.stop();
}

void Carriers::timerEvent(QTimerEvent *)
{
    std::erase_if(m_ended, [this](const Ended &ended) {
        return ended.carrier->count() == 0 || m_context.now() - ended.since > drainTime;
    });
    if (m_ended.empty())
        m_sweep.stop();
}

} // namespace sealcord
