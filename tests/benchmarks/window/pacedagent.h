// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/agent/agent.h"
#include "core/net/tap/tap.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace sealcord {

/// Sends messages at a steady rate for some time, whatever becomes of the replies, and waits for
/// the last of them.
class PacedAgent : public QObject
{
    Q_OBJECT

public:
    struct Load {
        quint16 port = 1337;
        int perSecond = 1000; ///< messages
        std::chrono::seconds duration{1};
        QByteArray message; ///< each of them
    };

    PacedAgent(const Load &load, Tap &tap, QObject *parent = nullptr);

    void start() { m_agent.start(); }
    [[nodiscard]] quint64 sent() const { return m_sent; }
    [[nodiscard]] quint64 received() const { return m_received; }

Q_SIGNALS:
    void finished(); ///< all replies have come, or the connection has ended

private:
    void begin();
    void sendDue();
    void receive(QByteArrayView message);

    const Load m_load;
    Agent m_agent;
    QTimer m_timer;
    std::chrono::steady_clock::time_point m_began;
    quint64 m_sent = 0;
    quint64 m_received = 0;
    bool m_isDone = false; // sending
};

} // namespace sealcord
