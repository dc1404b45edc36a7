// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/crypto/randomsource.h"
#include "core/net/connection/memorybudget.h"
#include "core/net/connection/sparebuffers.h"
#include "core/protocol/bytebuffer.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>

namespace sealcord {

class Tap;

/// What the connections of one thread share, since only one of them is at work at a time: the
/// buffer that a read fills, the buffer that a write empties, the one that a watched message is
/// opened into, the random number generator, the library that seals, the budget for messages under
/// way, and whoever is told what happens.
///
/// Belongs to one thread and outlives the connections that use it.
class IoContext
{
public:
    /// \a tap outlives the context, and so does \a budget, which is shared with other threads;
    /// null: nothing is limited.
    explicit IoContext(
        Tap &tap, AeadEngine aead = fastestAeadEngine(), MemoryBudget *budget = nullptr)
        : m_tap(tap)
        , m_aead(aead)
        , m_budget(budget ? *budget : m_unlimited)
    { }

    /// Bytes of one read: what the kernel holds of a busy connection, mostly. It is also the most
    /// that is read before the next connection has its turn.
    static constexpr std::size_t receiveLength = 256 * 1024;

    /// Messages that one connection is told of before the next one has its turn: as many as are
    /// commonly on their way at once, some 100 us of work. A read may hold 87,000.
    static constexpr int mostInTurn = 1024;

    /// The send buffer keeps this much memory between turns, and so does the message buffer; what a
    /// longer message needed is given back.
    static constexpr std::size_t keptCapacity = 2 * 1024 * 1024;

    [[nodiscard]] std::span<std::byte> receiveBuffer()
    {
        return {m_receiveBuffer.get(), receiveLength};
    }
    [[nodiscard]] ByteBuffer &sendBuffer() { return m_sendBuffer; }
    /// Where a message is opened whose frame is wanted as well. Without memory until there is one.
    [[nodiscard]] ByteBuffer &messageBuffer() { return m_messageBuffer; }
    /// Sees to it that a long message is sealed into memory that the one before it left. Throws
    /// std::bad_alloc.
    void prepareSendBuffer(std::size_t length)
    {
        if (length <= SpareBuffers::mostMemory || !m_sendBuffer.isEmpty())
            return;
        // More than any protocol adds: the sealed one 19 bytes to each part of 64 KiB.
        const std::size_t onWire = length + length / 2048 + 256;
        if (auto large = m_spareBuffers.takeLarge(onWire); large.capacity() > 0)
            m_sendBuffer = std::move(large);
        m_sendBuffer.reserve(onWire);
    }
    void trimSendBuffer()
    {
        if (m_sendBuffer.isEmpty() && m_sendBuffer.capacity() > keptCapacity)
            m_spareBuffers.giveBack(std::exchange(m_sendBuffer, ByteBuffer()), 0);
    }
    void trimMessageBuffer()
    {
        if (m_messageBuffer.capacity() > keptCapacity)
            m_messageBuffer.release();
    }
    [[nodiscard]] SpareBuffers &spareBuffers() { return m_spareBuffers; }
    [[nodiscard]] RandomSource &random() { return m_random; }
    [[nodiscard]] AeadEngine aead() const { return m_aead; }
    [[nodiscard]] MemoryBudget &budget() { return m_budget; }
    /// The time for its connections.
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] Clock::time_point now() const { return m_clock(); }
    /// Has time pass as \a clock says, for tests that do not wait.
    void setClock(Clock::time_point (*clock)()) { m_clock = clock; }
    [[nodiscard]] Tap &tap() { return m_tap; }

private:
    Tap &m_tap;
    AeadEngine m_aead;
    Clock::time_point (*m_clock)() = &Clock::now;
    MemoryBudget m_unlimited;
    MemoryBudget &m_budget;
    std::unique_ptr<std::byte[]> m_receiveBuffer =
        std::make_unique_for_overwrite<std::byte[]>(receiveLength);
    ByteBuffer m_sendBuffer;
    ByteBuffer m_messageBuffer;
    SpareBuffers m_spareBuffers;
    SystemRandom m_random;
};

} // namespace sealcord
