// SPDX-License-Identifier: MIT
#include "console/conversation.h"

#include "core/app/log/log.h"
#include "core/crypto/keytext.h"
#include "core/trust/serververdict.h"

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
    if (!m_isEnding)
        end(interrupted());
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

void Conversation::connected(const ConnectionEstablished &how)
{
    if (how.protection == Protection::FirstContact && how.peer)
        complain(rememberedText(
            Place::of(m_options.settings.host, m_options.settings.port), how.peer->key));
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
    if (m_agent.hasGivenUp())
        return leave(how);
    const bool wasReplyOwed = isReplyOwed();
    const bool isHopeless = how.established && breakOff();
    sayLost(how, wasReplyOwed, !isHopeless);
    if (isHopeless)
        return end(ExitCode::WrongReply);
    const bool isTrusts =
        how.reason == EndReason::ChangedServerKey || how.reason == EndReason::WaitsForApproval;
    m_exitCode = isTrusts ? ExitCode::NotTrusted // unless another attempt mends it
                          : ExitCode::NotConnected;
}

// Where another attempt would end the same way.
void Conversation::leave(const ConnectionEnded &how)
{
    const auto text = QString::fromStdString(how.text);
    switch (how.reason) {
    case EndReason::UnknownServerKey:
        return end(ExitCode::NotTrusted); // what it is, and what can be done, the caller says
    case EndReason::NotAuthorised:
        complain(u"The server does not admit this agent. This agent's key: "_s + ownFingerprint());
        return end(ExitCode::NotTrusted);
    case EndReason::NotAPeer:
    case EndReason::HandshakeFailed:
        complain(u"The handshake failed: "_s + text + u'.');
        return end(ExitCode::NotAServer);
    case EndReason::InternalError:
        complain(u"Failed to connect to server: "_s + text + u'.');
        return end(ExitCode::NotConnected);
    default:
        complain(u"The server broke the protocol: "_s + text + u'.');
        return end(ExitCode::NotAServer);
    }
}

QString Conversation::ownFingerprint() const
{
    const auto *const identity = m_options.settings.identity;
    return identity ? QString::fromStdString(keyFingerprint(identity->key.publicKey())) : u"none"_s;
}

void Conversation::sayLost(const ConnectionEnded &how, bool wasReplyOwed, bool mayRetry)
{
    if (how.reason == EndReason::ClosedByUs)
        return; // for another server: the log tells
    if (!isTold(LineKind::Other::ConnectionLost, mayRetry))
        return;
    const bool isGoodbye = how.reason == EndReason::ClosedByPeer
        || how.reason == EndReason::ClosedByPeerUnauthenticated;
    if (isGoodbye)
        say(u"Server closed the connection."_s);
    else if (how.reason == EndReason::ChangedServerKey)
        complain(QString::fromStdString(how.text));
    else if (how.reason == EndReason::WaitsForApproval)
        complain(u"A person at the server has to approve this agent first. This agent's key: "_s
            + ownFingerprint());
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
