// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/stream/turnqueue.h"
#include "core/protocol/stream.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace sealcord {

/// Whose turn it is among the streams of a connection that have something to send: those that had
/// little go first, those that have much in circles, a piece each, as far as there is room; after
/// mostPassedOver turns without, one of them all the same.
class StreamTurns
{
public:
    /// Bytes that are sealed before others on the thread have their turn.
    static constexpr std::size_t length = 64 * 1024;
    /// The same of streams that have much, where there are several.
    static constexpr std::size_t sharedLength = 32 * 1024;
    /// The piece that each stream sends where several have something.
    static constexpr std::size_t piece = 16 * 1024;
    static constexpr int mostPassedOver = 8;

    struct Turn {
        StreamNumber number = 0;
        std::size_t most = 0; ///< bytes, 1 to mostStreamData
    };

    [[nodiscard]] bool isEmpty() const { return m_little.isEmpty() && m_much.isEmpty(); }
    [[nodiscard]] bool hasLittle() const { return !m_little.isEmpty(); }
    [[nodiscard]] bool hasMuch() const { return !m_much.isEmpty(); }

    /// It has something, which may be little.
    void join(StreamNumber number) { m_little.push(number); }
    /// It had more than it was let send.
    void goOn(StreamNumber number) { m_much.push(number); }

    /// \a room bytes may be sent of those that have much.
    void begin(std::size_t room)
    {
        m_sent = 0;
        m_room = std::min(room, m_much.isLast() ? length : sharedLength);
        if (hasMuch() && ++m_passedOver > mostPassedOver)
            m_room = std::max(m_room, piece);
    }
    void sent(std::size_t bytes) { m_sent += bytes; }
    /// Nobody, where enough was sent.
    [[nodiscard]] std::optional<Turn> next()
    {
        const bool isOverdue = hasMuch() && m_passedOver > mostPassedOver;
        if (m_sent >= length)
            return std::nullopt;
        if (hasLittle() && !isOverdue)
            return turn(m_little, length);
        if (!hasMuch() || m_sent >= m_room)
            return std::nullopt;
        m_passedOver = 0;
        return turn(m_much, m_room);
    }

private:
    [[nodiscard]] Turn turn(TurnQueue &queue, std::size_t most)
    {
        const auto number = queue.pop();
        return {number, std::min(most - m_sent, isEmpty() ? mostStreamData : piece)};
    }

    TurnQueue m_little;
    TurnQueue m_much;
    std::size_t m_sent = 0; // in this turn
    std::size_t m_room = 0; // in it for those that have much
    int m_passedOver = 0; // turns since one of them was served
};

} // namespace sealcord
