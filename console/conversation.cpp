// SPDX-License-Identifier: MIT
#include "console/conversation.h"

#include "core/app/log/log.h"

namespace sealcord {

using namespace Qt::StringLiterals;

Conversation::Conversation(Agent &agent, const AgentOptions &options, Log &log)
    : m_agent(agent)
    , m_options(options)
    , m_log(log)
{
    connect(&agent, &Agent::connected, this, &Conversation::connected);
    connect(&agent, &Agent::connectFailed, this, &Conversation::connectFailed);
    connect(&agent, &Agent::disconnected, this, &Conversation::disconnected);
    connect(&agent, &Agent::messageReceived, this, [this](QByteArrayView message) {
        if (!m_isEnding)
            hear(message);
    });
    connect(&agent, &Agent::finished, this, [this] {
        m_hasAgentFinished = true;
        leaveIfOver();
    });
    connect(&m_output, &StandardOutput::failed, this, &Conversation::outputFailed);
    connect(&m_output, &StandardOutput::drained, this, [this] {
        outputDrained();
        leaveIfOver();
    });
}

void Conversation::interrupt()
{
    m_isInterrupted = true;
    end(ExitCode::Done);
    leaveIfOver(); // the agent may have finished long ago, and only the output be waited for
}

void Conversation::leaveIfOver()
{
    if (m_hasAgentFinished && (m_isInterrupted || !m_output.hasPending()))
        Q_EMIT over();
}

void Conversation::outputFailed(const QString &why)
{
    if (!m_isEnding)
        complain(u"Cannot write to standard output: "_s + why);
    end(isCommitted() ? ExitCode::WrongReply : ExitCode::NotConnected);
    leaveIfOver();
}

void Conversation::end(ExitCode code)
{
    if (std::exchange(m_isEnding, true))
        return;
    m_exitCode = code;
    m_agent.stop();
}

void Conversation::complain(const QString &line)
{
    m_log.writePlain(line);
}

void Conversation::connected(const ConnectionEstablished &)
{
    if (isTold(LineKind::Other::Connected, true))
        say(u"Connected to server successfully!"_s);
    begin();
}

void Conversation::connectFailed(const QString &why)
{
    m_exitCode = ExitCode::NotConnected;
    if (!isTold(LineKind::Other::AttemptFailed, true))
        return;
    m_log.write(LogLevel::Warn, "connect-failed", u"Cannot connect: "_s + why);
    complain(
        u"Failed to connect to server"_s + retryText(u".", u", retrying in %1 seconds..", true));
}

void Conversation::disconnected(const ConnectionEnded &how)
{
    if (m_isEnding)
        return;
    switch (how.reason) {
    case EndReason::NotAPeer:
    case EndReason::HandshakeFailed:
        complain(u"The handshake failed: "_s + QString::fromStdString(how.text) + u'.');
        return end(ExitCode::NotAServer);
    case EndReason::BadFrame:
    case EndReason::MessageTooLong:
    case EndReason::NotAuthentic:
        complain(u"The server broke the protocol: "_s + QString::fromStdString(how.text) + u'.');
        return end(ExitCode::NotAServer);
    default:
        break;
    }
    const bool wasReplyOwed = isReplyOwed();
    const bool isHopeless = how.established && breakOff();
    sayLost(how, wasReplyOwed, !isHopeless);
    if (isHopeless)
        return end(ExitCode::WrongReply);
    m_exitCode = ExitCode::NotConnected; // unless another attempt mends it
}

void Conversation::sayLost(const ConnectionEnded &how, bool wasReplyOwed, bool mayRetry)
{
    if (!isTold(LineKind::Other::ConnectionLost, mayRetry))
        return;
    const bool isGoodbye = how.reason == EndReason::ClosedByPeer
        || how.reason == EndReason::ClosedByPeerUnauthenticated;
    if (isGoodbye)
        say(u"Server closed the connection."_s);
    else if (!how.established)
        complain(u"Failed to connect to server"_s
            + retryText(u".", u", retrying in %1 seconds..", mayRetry));
    else
        complain((wasReplyOwed ? u"Failed to receive response"_s : u"Failed to send message"_s)
            + u", server may be down."_s + retryText(u"", u" Reconnecting in %1s...", mayRetry));
}

// What may happen again and again is told within the limit of the log; what the program ends with,
// always.
bool Conversation::isTold(LineKind::Other what, bool mayRetry)
{
    const auto isRepeated = mayRetry && m_options.settings.reconnectDelay;
    return !isRepeated || m_log.admits(LineKind(what));
}

// The end of a line about a failure: as it is now, or with what comes later.
QString Conversation::retryText(QStringView now, QStringView later, bool mayRetry) const
{
    const auto &delay = m_options.settings.reconnectDelay;
    if (!delay || !mayRetry)
        return now.toString();
    return later.toString().arg(std::chrono::duration<double>(*delay).count());
}

} // namespace sealcord
