// SPDX-License-Identifier: MIT
#pragma once

#include "console/standardoutput.h"
#include "core/app/log/linekind.h"
#include "core/app/options/agentoptions.h"
#include "core/app/process/exitcode.h"
#include "core/net/agent/agent.h"

#include <QObject>
#include <QString>

namespace sealcord {

class Log;

/// What an agent of the console talks about with its server, from connection to connection, and
/// what it tells the person who started it.
///
/// This class does what all conversations share: the lines about connecting and losing the
/// connection, and the exit code.
class Conversation : public QObject
{
    Q_OBJECT

public:
    Conversation(Agent &agent, const AgentOptions &options, Log &log);

    /// Ends it by the user's wish: goodbye, and no wait for who reads the output.
    void interrupt();

    [[nodiscard]] ExitCode exitCode() const { return m_exitCode; }

Q_SIGNALS:
    /// Nothing is left to say, to the server or on standard output.
    void over();

protected:
    /// The handshake is done: the conversation begins, or begins again.
    virtual void begin() = 0;
    virtual void hear(QByteArrayView message) = 0;
    /// The connection was lost after its handshake. True when what was said cannot be said again.
    virtual bool breakOff() = 0;
    /// Whether the server owes a reply.
    [[nodiscard]] virtual bool isReplyOwed() const = 0;
    /// Writes a line that is neither an error nor a reply.
    virtual void say(const QString &line) = 0;

    /// The user wishes it to end: the exit code.
    [[nodiscard]] virtual ExitCode interrupted() { return ExitCode::Done; }

    /// The output was full and has room again.
    virtual void outputDrained() = 0;
    /// Whether data was sent that cannot be sent again.
    [[nodiscard]] virtual bool isCommitted() const = 0;

    [[nodiscard]] Agent &agent() { return m_agent; }
    [[nodiscard]] StandardOutput &output() { return m_output; }
    [[nodiscard]] bool isEnding() const { return m_isEnding; }
    [[nodiscard]] const AgentOptions &options() const { return m_options; }
    /// Writes a line about a failure on standard error, among the lines of the log.
    void complain(const QString &line);
    /// Says goodbye to the server, and leaves with \a code when that is done.
    void end(ExitCode code);

private:
    void connected(const ConnectionEstablished &how);
    void connectFailed(const QString &why);
    void disconnected(const ConnectionEnded &how);
    void leave(const ConnectionEnded &how);
    [[nodiscard]] QString ownFingerprint() const;
    void sayLost(const ConnectionEnded &how, bool wasReplyOwed, bool mayRetry);
    [[nodiscard]] bool isTold(LineKind::Other what, bool mayRetry);
    [[nodiscard]] QString retryText(QStringView now, QStringView later, bool mayRetry) const;
    void outputFailed(const QString &why);
    void leaveIfOver();

    Agent &m_agent;
    const AgentOptions &m_options;
    Log &m_log;
    StandardOutput m_output;
    ExitCode m_exitCode = ExitCode::Done;
    bool m_isEnding = false;
    bool m_isInterrupted = false;
    bool m_hasAgentFinished = false;
};

} // namespace sealcord
