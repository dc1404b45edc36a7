// SPDX-License-Identifier: MIT
#pragma once

#include "console/bench/benchthread.h"

#include <cstddef>
#include <deque>
#include <vector>

namespace sealcord {

/// Opens connections, says goodbye on them, waits for the server to close them, and opens them
/// again.
class HandshakeThread final : public BenchThread
{
public:
    HandshakeThread(BenchShared &shared, std::uint64_t firstNumber, std::size_t connections);

private:
    void open() override { }
    void begin() override;
    void goOn() override;
    [[nodiscard]] bool isUnderWay() const override;
    void sayGoodbye() override { }

    void established(BenchConnection &connection) override;
    void echoed(BenchConnection &, Clock::duration) override { }
    void rested(BenchConnection &) override { }
    void closed(BenchConnection &connection) override;

    std::deque<BenchConnection> m_connections; // which cannot move
    std::vector<BenchConnection *> m_closed; ///< to be opened again once their own calls are over
};

} // namespace sealcord
