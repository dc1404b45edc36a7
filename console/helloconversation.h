// SPDX-License-Identifier: MIT
#pragma once

#include "console/conversation.h"

#include <QString>
#include <QTimer>

namespace sealcord {

/// Sends one message some times, each after the echo of the one before, and checks the echoes.
class HelloConversation final : public Conversation
{
    Q_OBJECT

public:
    HelloConversation(Agent &agent, const AgentOptions &options, Log &log);

private:
    void begin() override;
    void hear(QByteArrayView message) override;
    bool breakOff() override;
    [[nodiscard]] bool isReplyOwed() const override { return m_isReplyOwed; }
    void say(const QString &line) override;
    void outputDrained() override;
    [[nodiscard]] bool isCommitted() const override { return false; } // a hello can be said again

    void sendHello();

    const QByteArray m_message;
    quint64 m_echoes = 0; // since the connection began
    bool m_isReplyOwed = false;
    QTimer m_pause; // between an echo and the next message
};

} // namespace sealcord
