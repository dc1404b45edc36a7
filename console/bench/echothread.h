// SPDX-License-Identifier: MIT
#pragma once

#include "console/bench/benchthread.h"

#include <cstddef>
#include <deque>

namespace sealcord {

/// Sends messages on some connections, keeping a number of them on their way, while others have
/// echoed once and are silent.
class EchoThread final : public BenchThread
{
public:
    /// \a firstNumber is the number of the first of \a loaded and \a idle connections.
    EchoThread(
        BenchShared &shared, std::uint64_t firstNumber, std::size_t loaded, std::size_t idle);

private:
    void open() override;
    void begin() override;
    [[nodiscard]] bool isUnderWay() const override;
    void sayGoodbye() override;

    void established(BenchConnection &connection) override;
    void echoed(BenchConnection &connection, Clock::duration roundTrip) override;
    void rested(BenchConnection &connection) override;
    void closed(BenchConnection &) override { }

    void openAll();
    void echoOnIdle();

    const std::size_t m_loaded; ///< so many of m_connections carry load, the first of them
    std::deque<BenchConnection> m_connections; // which cannot move
    std::size_t m_established = 0;
    std::size_t m_idleEchoes = 0;
    bool m_carriesLoad = false;
};

} // namespace sealcord
