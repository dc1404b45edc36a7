// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/forward/request.h"

#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace sealcord::forward {

using Ping = std::array<char, 64>;

/// A client's connection to 127.0.0.1, blocking, with Nagle's algorithm off. What fails, or takes
/// longer than half a minute, leaves the program with a word about it.
class ClientSocket
{
public:
    explicit ClientSocket(std::uint16_t port);
    ClientSocket(ClientSocket &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    { }
    ClientSocket &operator=(ClientSocket &&) = delete;
    ~ClientSocket();

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    /// The descriptor, the caller's from here on.
    [[nodiscard]] int release() { return std::exchange(m_descriptor, -1); }

    void send(std::span<const char> bytes) const;
    /// Fills \a bytes.
    void receive(std::span<char> bytes) const;
    /// Takes up to \a most bytes that have come, without a look at them; their number.
    [[nodiscard]] std::uint64_t discard(std::uint64_t most) const;

    void send(const Request &request) const { send(bytesOf(request)); }
    /// Sends a ping and waits until it has come back.
    void echo() const;
    /// Asks for echoes and waits for that of a ping, which leaves with the request.
    void firstEcho() const;

private:
    int m_descriptor;
};

} // namespace sealcord::forward
