// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/stream.h"

#include <cstddef>
#include <vector>

namespace sealcord {

/// Streams that wait for their turn, first come, first served. It keeps its memory, which a
/// std::deque asks for anew as numbers pass through it.
class TurnQueue
{
public:
    [[nodiscard]] bool isEmpty() const { return m_next == m_numbers.size(); }

    /// Whether there is one.
    [[nodiscard]] bool isLast() const { return m_next + 1 == m_numbers.size(); }

    void push(StreamNumber number)
    {
        if (m_next > m_numbers.size() / 2) {
            m_numbers.erase(
                m_numbers.begin(), m_numbers.begin() + static_cast<std::ptrdiff_t>(m_next));
            m_next = 0;
        }
        m_numbers.push_back(number);
    }
    /// Not when empty.
    [[nodiscard]] StreamNumber pop() { return m_numbers[m_next++]; }

private:
    std::vector<StreamNumber> m_numbers;
    std::size_t m_next = 0; // those before it have had their turn
};

} // namespace sealcord
