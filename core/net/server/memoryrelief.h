// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/server/crowds.h"
#include "core/net/tap/tap.h"

#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace sealcord {

/// Which connections end when the budget for messages under way is spent. Every worker is asked
/// what its connections hold; the last answer decides, by crowd: of the address that holds most,
/// the connection that would need longest at its pace for what it holds, and so on until enough is
/// free. Nothing is kept between two decisions, so a message costs nothing for it.
///
/// Thread safe.
class MemoryRelief
{
public:
    explicit MemoryRelief(std::size_t workers)
        : m_workers(workers)
    { }

    /// So many report from now on: fewer threads were started than asked for. Before any does.
    void setWorkers(std::size_t workers);

    struct Holder {
        ConnectionName connection;
        std::size_t bytes = 0;
        std::size_t bytesPerSecond = 0;
    };

    /// Asks for a decision: true where none is being made, and then every worker is to report().
    [[nodiscard]] bool begin();
    /// What one worker's connections hold. For the last worker the answer is who ends, so that \a
    /// toFree bytes come free; for the others there is none.
    [[nodiscard]] std::optional<std::vector<ConnectionId>> report(
        std::span<const Holder> holders, std::size_t toFree);

private:
    std::mutex m_mutex;
    std::size_t m_workers;
    std::size_t m_missing = 0; // workers that have not reported; 0: nothing is being decided
    Crowds m_holders;
};

} // namespace sealcord
