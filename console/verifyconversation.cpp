// SPDX-License-Identifier: MIT
#include "console/verifyconversation.h"

#include "core/app/trust/comparisonlog.h"

#include <QByteArray>
#include <QString>

#include <span>
#include <tuple>

namespace sealcord {

using namespace Qt::StringLiterals;

using State = CodeComparison::State;

VerifyConversation::VerifyConversation(
    Agent &agent, const AgentOptions &options, Log &log, const ServerJudge &judge)
    : Conversation(agent, options, log)
    , m_log(log)
    , m_judge(judge)
{
    connect(&agent, &Agent::connected, this,
        [this](const ConnectionEstablished &how) { m_connection = how; });
    connect(&agent, &Agent::codeAgreed, this, &VerifyConversation::askPerson);
}

void VerifyConversation::begin()
{
    if (agent().verify() != SendResult::Sent)
        return; // the connection says what is wrong
    std::ignore = m_comparison.askHere();
    say(comparisonText(m_comparison.state(), Role::Agent));
}

// On the terminal alone: output may be kept in a file.
void VerifyConversation::askPerson(const VerificationCode &code)
{
    if (!m_comparison.agreed(code))
        return;
    say(comparisonText(m_comparison.state(), Role::Agent));
    m_question = std::make_unique<TerminalQuestion>(u"%1 (%2)  Are they the same? [y/n]"_s.arg(
        wordsOf(code), QString::fromStdString(code.digits)));
    connect(m_question.get(), &TerminalQuestion::answered, this, &VerifyConversation::decide);
    connect(m_question.get(), &TerminalQuestion::gone, this, &VerifyConversation::giveUp);
    if (!m_question->ask())
        giveUp();
}

void VerifyConversation::decide(bool isSame)
{
    if (isEnding() || !m_comparison.decide(isSame))
        return;
    logComparison(m_log, Role::Agent, m_connection->connection, m_comparison.state());
    const auto text = comparisonText(m_comparison.state(), Role::Agent);
    if (isSame) {
        say(text);
        return recordVerified();
    }
    complain(text);
    end(ExitCode::CodesDiffer);
}

void VerifyConversation::recordVerified()
{
    const auto place = m_judge.settings().place.toString();
    if (const auto written = m_judge.markVerified(m_connection->peer->key); !written) {
        complain(u"Cannot write down that %1 is verified: "_s.arg(place) + written.error().text);
        return end(ExitCode::Usage);
    }
    say(u"%1 is verified from now on."_s.arg(place));
    end(ExitCode::Done);
}

bool VerifyConversation::breakOff()
{
    giveUp();
    return true;
}

ExitCode VerifyConversation::interrupted()
{
    if (m_comparison.state() != State::Unasked) {
        logComparison(m_log, Role::Agent, m_connection->connection, State::BrokenOff);
        complain(comparisonText(State::BrokenOff, Role::Agent));
    }
    return ExitCode::NotConnected;
}

void VerifyConversation::giveUp()
{
    if (!isEnding())
        end(interrupted());
}

void VerifyConversation::say(const QString &line)
{
    const auto text = (line + u'\n').toUtf8();
    output().write(std::as_bytes(std::span(text)));
}

} // namespace sealcord
