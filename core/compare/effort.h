// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <stop_token>
#include <utility>

namespace sealcord {

/// How much a comparison may still cost, in steps of some nanoseconds.
class Effort
{
public:
    static constexpr quint64 someSeconds = quint64(1) << 29; ///< in steps

    /// Nothing is left either once \a stop asks for it.
    explicit Effort(quint64 steps = someSeconds, std::stop_token stop = {})
        : m_left(steps)
        , m_stop(std::move(stop))
    { }

    void spend(quint64 steps)
    {
        m_left = steps < m_left && !m_stop.stop_requested() ? m_left - steps : 0;
    }
    [[nodiscard]] bool isSpent() const { return m_left == 0; }

private:
    quint64 m_left;
    const std::stop_token m_stop;
};

} // namespace sealcord
