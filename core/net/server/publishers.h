// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sealcord {

class Worker;

/// Where the agents are that connections can be brought to, by the names of their entries. Thread
/// safe.
class Publishers
{
public:
    struct Place {
        Worker *worker = nullptr;
        ConnectionId connection = 0;
    };

    /// The agent called \a name is connected, on a connection that has streams.
    void add(std::string_view name, const Place &place);
    void remove(std::string_view name, ConnectionId connection);
    /// The latest connection of the agent called \a name.
    [[nodiscard]] std::optional<Place> find(std::string_view name) const;
    /// How often one has come or gone.
    [[nodiscard]] quint64 changes() const { return m_changes.load(); }

private:
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, std::vector<Place>> m_places;
    std::atomic<quint64> m_changes = 0;
};

} // namespace sealcord
