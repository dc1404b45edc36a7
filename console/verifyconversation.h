// SPDX-License-Identifier: MIT
#pragma once

#include "console/conversation.h"
#include "core/app/process/terminalquestion.h"
#include "core/app/trust/codecomparison.h"
#include "core/app/trust/serverjudge.h"

#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

namespace sealcord {

/// Compares a code with the person at the server, on one connection, and says nothing else to it.
class VerifyConversation final : public Conversation
{
    Q_OBJECT

public:
    /// \a judge outlives it.
    VerifyConversation(
        Agent &agent, const AgentOptions &options, Log &log, const ServerJudge &judge);

private:
    void begin() override;
    void hear(QByteArrayView) override { }
    bool breakOff() override;
    [[nodiscard]] bool isReplyOwed() const override { return false; }
    void say(const QString &line) override;
    [[nodiscard]] ExitCode interrupted() override;
    void outputDrained() override { }
    [[nodiscard]] bool isCommitted() const override { return false; }

    void askPerson(const VerificationCode &code);
    void decide(bool isSame);
    void recordVerified();
    void giveUp();

    Log &m_log;
    const ServerJudge &m_judge;
    std::optional<ConnectionEstablished> m_connection;
    CodeComparison m_comparison;
    std::unique_ptr<TerminalQuestion> m_question;
};

} // namespace sealcord
