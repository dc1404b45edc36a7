// SPDX-License-Identifier: MIT
#include "console/helloconversation.h"

namespace sealcord {

using namespace Qt::StringLiterals;

HelloConversation::HelloConversation(Agent &agent, const AgentOptions &options, Log &log)
    : Conversation(agent, options, log)
    , m_message(options.message.toUtf8())
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &HelloConversation::sendHello);
}

void HelloConversation::begin()
{
    m_echoes = 0;
    sendHello();
}

void HelloConversation::sendHello()
{
    if (agent().send(std::as_bytes(std::span(m_message))) != SendResult::Sent)
        return; // the connection says what is wrong
    m_isReplyOwed = true;
    agent().setReplyAwaited(true);
}

void HelloConversation::hear(QByteArrayView message)
{
    if (!m_isReplyOwed) {
        complain(u"The reply is wrong: nothing was asked."_s);
        return end(ExitCode::WrongReply);
    }
    m_isReplyOwed = false;
    agent().setReplyAwaited(false);

    const auto shown =
        showData(std::as_bytes(std::span(message.data(), message.data() + message.size())),
            options().log.showData.value_or(ShowData::Bytes));
    say(u"Received from server: "_s + QString::fromStdString(shown));
    if (message != m_message) {
        complain(u"The reply is wrong: it is not what was sent."_s);
        return end(ExitCode::WrongReply);
    }
    ++m_echoes;
    if (m_echoes == options().count)
        return end(ExitCode::Done);
    m_pause.start(options().interval);
}

bool HelloConversation::breakOff()
{
    m_pause.stop();
    m_isReplyOwed = false;
    return false;
}

void HelloConversation::say(const QString &line)
{
    const auto text = (line + u'\n').toUtf8();
    output().write(std::as_bytes(std::span(text)));
    agent().setReadingPaused(output().hasPending());
}

void HelloConversation::outputDrained()
{
    agent().setReadingPaused(false);
}

} // namespace sealcord
