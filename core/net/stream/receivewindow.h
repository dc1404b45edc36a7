// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>

namespace sealcord {

/// How many bytes the peer may send on a stream: what was granted beyond what the local side has
/// taken.
///
/// It grows to what the path needs without a clock. A sender cuts its records at its credit; so one
/// that ends just where its credit ended, before the peer can have heard of more, has waited for
/// it, and if meanwhile all that came was taken, the window is what it waited for.
class ReceiveWindow
{
public:
    /// Of \a size bytes, granted from the beginning.
    explicit ReceiveWindow(std::uint32_t size)
        : m_size(size)
        , m_granted(size)
        , m_heard(size)
    { }

    [[nodiscard]] std::uint32_t size() const { return m_size; }
    /// Bytes that have arrived and were not taken.
    [[nodiscard]] std::uint64_t waiting() const { return m_received - m_taken; }

    /// \a count bytes have arrived, one record of them.
    void received(std::uint64_t count)
    {
        m_received += count;
        m_isTight = m_isTight || m_received == m_heard || m_received == m_granted;
    }
    /// The local side has taken \a count bytes.
    void taken(std::uint64_t count) { m_taken += count; }
    /// Whether twice the size would serve.
    [[nodiscard]] bool isTight() const { return m_isTight && m_taken == m_received; }
    /// Of \a size bytes from the next grant() on.
    void resize(std::uint32_t size)
    {
        m_size = size;
        m_isTight = false;
    }

    /// Whether so much was taken that more should be granted: half of it, not every little bit.
    [[nodiscard]] bool isDue() const { return m_granted - m_taken <= m_size / 2; }
    /// What is granted now, of which isDue() has told.
    [[nodiscard]] std::uint32_t grant()
    {
        m_heard = std::exchange(m_granted, m_taken + m_size);
        return static_cast<std::uint32_t>(m_granted - m_heard);
    }

private:
    std::uint32_t m_size;
    std::uint64_t m_received = 0; // all counts since the stream began
    std::uint64_t m_taken = 0;
    std::uint64_t m_granted;
    std::uint64_t m_heard; // of that, before the last grant
    bool m_isTight = false;
};

} // namespace sealcord
