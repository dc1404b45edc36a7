// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/ending.h"
#include "core/net/connection/memorybudget.h"
#include "core/net/connection/pace.h"

#include <cstddef>
#include <utility>

namespace sealcord {

/// What one connection holds of the memory budget, and how fast that moves. What it holds when it
/// is destroyed goes back to the budget.
class MemoryShare
{
public:
    /// \a budget outlives it.
    explicit MemoryShare(MemoryBudget &budget)
        : m_budget(budget)
    { }
    ~MemoryShare() { holds(0); }
    MemoryShare(const MemoryShare &) = delete;
    MemoryShare &operator=(const MemoryShare &) = delete;

    /// It holds \a bytes from now on.
    void holds(std::size_t bytes)
    {
        const auto before = std::exchange(m_bytes, bytes);
        if (bytes != before)
            m_budget.change(before, bytes);
    }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

    [[nodiscard]] Pace &pace() { return m_pace; }
    [[nodiscard]] const Pace &pace() const { return m_pace; }

    /// That the connection had to end, to make room for others in the budget.
    [[nodiscard]] Ending revoked() const;

private:
    MemoryBudget &m_budget;
    std::size_t m_bytes = 0;
    Pace m_pace;
};

} // namespace sealcord
