// SPDX-License-Identifier: MIT
#include "core/net/server/exposedports.h"

#include "core/net/server/worker.h"

namespace sealcord {

std::expected<void, QString> ExposedPorts::open()
{
    for (const auto &port : m_shared.exposed) {
        auto listener = std::make_unique<LocalListener>(
            [this, target = port.target](const ConnectedSocket &socket) { take(socket, target); });
        if (auto listening = listener->listen(port.listen); !listening) {
            close();
            return listening;
        }
        m_listeners.push_back(std::move(listener));
    }
    return {};
}

std::vector<QString> ExposedPorts::addresses() const
{
    std::vector<QString> addresses;
    addresses.reserve(m_listeners.size());
    for (const auto &listener : m_listeners)
        addresses.push_back(listener->address());
    return addresses;
}

void ExposedPorts::take(const ConnectedSocket &socket, const QString &target)
{
    const auto named = target.toStdString();
    const auto parts = splitTarget(named);
    if (const auto place = m_shared.publishers.find(parts.agent))
        return place->worker->leave(command::Carry{
            place->connection, socket.descriptor, std::string(parts.service), socket.peer, {}});
    resetDescriptor(socket.descriptor);
    m_shared.tap.happened(StreamClosed{.stream = {.target = named, .from = socket.peer},
        .reset = StreamReset::Unreachable,
        .why = "the agent is not connected"});
}

} // namespace sealcord
