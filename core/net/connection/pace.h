// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/limits.h"

#include <chrono>
#include <cstddef>

namespace sealcord {

/// How fast bytes move, as an average over about two seconds in which the past fades: a burst is
/// forgotten, and a short pause is none. It has no clock: tick() is called every deadlineTick.
class Pace
{
public:
    /// Something new moves from now on.
    void restart() { *this = {}; }
    void moved(std::size_t bytes) { m_sinceTick += bytes; }
    void tick()
    {
        m_recent += m_sinceTick - m_recent / ticks;
        m_sinceTick = 0;
    }
    [[nodiscard]] std::size_t bytesPerSecond() const { return (m_recent + m_sinceTick) / seconds; }

private:
    static constexpr std::size_t seconds = 2;
    static constexpr std::size_t ticks = std::chrono::seconds(seconds) / deadlineTick;

    std::size_t m_recent = 0;
    std::size_t m_sinceTick = 0;
};

} // namespace sealcord
