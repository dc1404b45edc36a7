// SPDX-License-Identifier: MIT
#include "console/forwardconversation.h"

#include <QString>

#include <cstring>

namespace sealcord {

ForwardConversation::ForwardConversation(Agent &agent, const AgentOptions &options, Log &log)
    : Conversation(agent, options, log)
{
    if (!options.settings.pipedTarget.isEmpty())
        pipe();
}

void ForwardConversation::pipe()
{
    auto piped = PipedStream::open(agent(), options().settings.pipedTarget);
    if (!piped) {
        complain(QStringLiteral("Cannot carry standard input: ") + piped.error());
        return end(ExitCode::NotConnected);
    }
    m_piped = std::move(*piped);
    connect(m_piped.get(), &PipedStream::finished, this, &ForwardConversation::pipeEnded);
}

void ForwardConversation::pipeEnded()
{
    if (const int error = m_piped->outputError()) {
        complain(QStringLiteral("Cannot write to standard output: ")
            + QString::fromLocal8Bit(std::strerror(error)));
        return end(ExitCode::WrongReply);
    }
    end(m_piped->wasReset() ? ExitCode::NotConnected : ExitCode::Done);
}

} // namespace sealcord
