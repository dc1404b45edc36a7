// SPDX-License-Identifier: MIT
#pragma once

#include "tests/integration/programs/classicpeer.h"

#include <atomic>
#include <thread>
#include <vector>

namespace sealcord::test {

/// Stands between an agent and a server and passes their bytes on, until it is told to swallow
/// them. Connections are accepted either way, as by a network that has lost its way behind the
/// first hop.
class Relay
{
public:
    explicit Relay(quint16 serverPort);
    ~Relay(); ///< closes all connections

    [[nodiscard]] QString address() const { return m_listener.address(); }
    void setSwallowing(bool swallows) { m_isSwallowing = swallows; }
    /// Bytes swallowed so far.
    [[nodiscard]] std::size_t swallowed() const { return m_swallowed; }

private:
    struct Pair {
        Descriptor agent;
        Descriptor server;
    };

    void run(const std::stop_token &stop);
    void accept();
    [[nodiscard]] bool pass(const Descriptor &from, const Descriptor &to);

    PeerListener m_listener;
    const quint16 m_serverPort;
    std::vector<Pair> m_pairs; // of the thread alone
    std::atomic<bool> m_isSwallowing{false};
    std::atomic<std::size_t> m_swallowed{0};
    std::jthread m_thread;
};

} // namespace sealcord::test
