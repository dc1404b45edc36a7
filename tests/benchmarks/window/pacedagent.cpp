// SPDX-License-Identifier: MIT
#include "tests/benchmarks/window/pacedagent.h"

#include <algorithm>

namespace sealcord {

using namespace std::chrono_literals;

static AgentSettings settingsFor(quint16 port)
{
    AgentSettings settings;
    settings.port = port;
    settings.reconnectDelay = std::nullopt;
    return settings;
}

PacedAgent::PacedAgent(const Load &load, Tap &tap, QObject *parent)
    : QObject(parent)
    , m_load(load)
    , m_agent(settingsFor(load.port), tap)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PacedAgent::sendDue);
    connect(&m_agent, &Agent::connected, this, &PacedAgent::begin);
    connect(&m_agent, &Agent::messageReceived, this, &PacedAgent::receive);
    connect(&m_agent, &Agent::finished, this, &PacedAgent::finished);
}

void PacedAgent::begin()
{
    m_began = std::chrono::steady_clock::now();
    m_timer.start(1ms);
}

void PacedAgent::sendDue()
{
    const auto elapsed = std::min<std::chrono::nanoseconds>(
        std::chrono::steady_clock::now() - m_began, m_load.duration);
    const auto due =
        static_cast<quint64>(std::chrono::duration<double>(elapsed).count() * m_load.perSecond);
    const auto bytes = std::as_bytes(std::span(m_load.message));
    {
        const auto batch = m_agent.collect();
        while (m_sent < due && m_agent.send(bytes) == SendResult::Sent)
            ++m_sent;
    }
    if (elapsed == m_load.duration) {
        m_isDone = true;
        m_timer.stop();
        if (m_received == m_sent)
            m_agent.stop();
    }
}

void PacedAgent::receive(QByteArrayView message)
{
    if (message != QByteArrayView(m_load.message))
        return; // is missed at the end
    ++m_received;
    if (m_isDone && m_received == m_sent)
        m_agent.stop();
}

} // namespace sealcord
