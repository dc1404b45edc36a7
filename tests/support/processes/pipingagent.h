// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"

#include <QByteArray>
#include <QStringList>

#include <cstddef>

#include <unistd.h>

namespace sealcord::test {

/// `sealcord agent` in its pipe mode, which says what it is told to.
class PipingAgent
{
public:
    explicit PipingAgent(const ServerProgram &server, const QStringList &options = {})
        : m_program(QStringList{QStringLiteral("agent"), server.address(),
                        QStringLiteral("--trust=accept-new"), QStringLiteral("--stdin"),
                        QStringLiteral("--no-reconnect")}
              + options)
    {
        m_program.redirect(0, m_input.readEnd.number());
    }

    [[nodiscard]] bool start() { return m_program.start(); }
    /// \a line ends in a newline.
    [[nodiscard]] bool say(const QByteArray &line)
    {
        return ::write(m_input.writeEnd.number(), line.constData(),
                   static_cast<std::size_t>(line.size()))
            == line.size();
    }
    [[nodiscard]] bool hears(const QString &pattern)
    {
        return m_program.waitFor(RunningProgram::Stream::Output, pattern).hasMatch();
    }
    /// Says \a line, and hears it again.
    [[nodiscard]] bool talks(const QByteArray &line)
    {
        return say(line) && hears(u'^' + QString::fromLatin1(line.trimmed()) + u'$');
    }
    /// Has said all that it has to say.
    void hangUp() { m_input.writeEnd = {}; }

    [[nodiscard]] RunningProgram &program() { return m_program; }

private:
    Pipe m_input;
    RunningProgram m_program;
};

} // namespace sealcord::test
