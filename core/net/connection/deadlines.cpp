// SPDX-License-Identifier: MIT
#include "core/net/connection/deadlines.h"

#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

static std::string inWords(std::chrono::milliseconds duration)
{
    return duration % 1s == 0ms ? std::to_string(duration / 1s) + " s"
                                : std::to_string(duration.count()) + " ms";
}

void Deadlines::look(Clock::time_point now, bool reads)
{
    const auto sinceLastLook = now - std::exchange(m_lastLook, now);
    if (std::exchange(m_madeProgress, false))
        m_lastProgress = now;
    if (!reads)
        m_frameBegan += sinceLastLook; // it is us who keep the rest from arriving
}

std::optional<Ending> Deadlines::late(Clock::time_point now, const Standing &standing) const
{
    if (now >= m_closedBy)
        return Ending{EndReason::ClosedByUs, "not finished in time"};
    if (standing.owes && now > m_takeBy)
        return Ending{EndReason::SendTimeout, tooSlow(now)};
    if (standing.hasEnded)
        return std::nullopt;
    if (standing.isHandshake && now - m_since > m_limits.handshakeTimeout)
        return Ending{EndReason::HandshakeTimeout,
            "handshake not finished in " + inWords(m_limits.handshakeTimeout)};
    if (isFrameLate(now, standing.unfinished))
        return Ending{EndReason::FrameTimeout,
            "a message of " + std::to_string(standing.unfinished)
                + " bytes was not finished in time"};
    return std::nullopt;
}

void Deadlines::owingBegan(Clock::time_point now)
{
    m_takeBy = now + m_limits.sendTimeout;
    m_slowSince = now;
    m_takenSince = 0;
}

void Deadlines::taken(std::size_t bytes, Clock::time_point now)
{
    const auto later = m_takeBy + std::chrono::milliseconds(bytes * 1000 / m_limits.sendRate);
    if (later >= now + m_limits.sendTimeout)
        return owingBegan(now);
    m_takeBy = later;
    m_takenSince += bytes;
}

std::string Deadlines::tooSlow(Clock::time_point now) const
{
    if (m_takenSince == 0)
        return "nothing of what it is owed was taken in " + inWords(m_limits.sendTimeout);
    const auto elapsed = std::chrono::round<std::chrono::seconds>(now - m_slowSince);
    return std::to_string(m_takenSince) + " bytes of what it is owed were taken in "
        + inWords(elapsed) + ", and the least is " + std::to_string(m_limits.sendRate) + " bytes/s";
}

bool Deadlines::isFrameLate(Clock::time_point now, std::size_t length) const
{
    if (length == 0)
        return false;
    const auto allowed =
        m_limits.frameTimeout + std::chrono::milliseconds(length * 1000 / m_limits.frameRate);
    return now - m_frameBegan > allowed;
}

std::optional<Ending> Deadlines::idle(Clock::time_point now) const
{
    if (m_limits.idleTimeout == 0ms || now - m_lastProgress <= m_limits.idleTimeout)
        return std::nullopt;
    return Ending{
        EndReason::IdleTimeout, "idle for " + inWords(m_limits.idleTimeout), CloseReason::Idle};
}

} // namespace sealcord
