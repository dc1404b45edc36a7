// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/stream/locallistener.h"
#include "core/net/stream/services.h"

#include <QString>

#include <expected>
#include <memory>
#include <vector>

namespace sealcord {

struct ServerShared;

/// The ports of a server's machine that lead to what agents publish. What comes in there is handed
/// to the worker that has the agent. Lives on the accepting thread.
class ExposedPorts
{
public:
    explicit ExposedPorts(ServerShared &shared)
        : m_shared(shared)
    { }

    /// Listens on all of them, or on none and says why.
    [[nodiscard]] std::expected<void, QString> open();
    void close() { m_listeners.clear(); }
    /// Where each listens, in the order of the settings: the port that the system picked in place
    /// of 0. Between open() and close().
    [[nodiscard]] std::vector<QString> addresses() const;

private:
    void take(const ConnectedSocket &socket, const QString &target);

    ServerShared &m_shared;
    std::vector<std::unique_ptr<LocalListener>> m_listeners;
};

} // namespace sealcord
