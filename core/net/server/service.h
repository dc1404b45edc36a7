// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <span>

namespace sealcord {

class Connection;

/// What a server does with a message.
///
/// One service serves all connections and is called on their workers' threads, several at a time.
/// It must not wait: everybody on that thread would wait with it.
class Service
{
public:
    virtual ~Service() = default;

    /// \a message came over \a connection and is valid during the call. Replies are sent with
    /// Connection::send(), as many as wanted, and leave together.
    virtual void messageReceived(Connection &connection, std::span<const std::byte> message) = 0;

protected:
    Service() = default;
    Service(const Service &) = default;
    Service &operator=(const Service &) = default;
};

/// Sends every message back, or, told so, none.
class EchoService final : public Service
{
public:
    void messageReceived(Connection &connection, std::span<const std::byte> message) override;

    /// Whether messages are sent back, from now on. From any thread.
    void setReplying(bool replying) { m_isReplying.store(replying, std::memory_order_relaxed); }
    [[nodiscard]] bool isReplying() const { return m_isReplying.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_isReplying{true};
};

} // namespace sealcord
