// SPDX-License-Identifier: MIT
#pragma once

#include "console/conversation.h"
#include "core/protocol/bytebuffer.h"

#include <QSocketNotifier>
#include <QString>

#include <cstddef>
#include <deque>
#include <memory>
#include <span>

namespace sealcord {

/// Carries standard input to the server and its replies to standard output.
///
/// A message is a line with its newline, or with --raw whatever one read gives. Each is owed one
/// reply; at the end of input the replies owed are waited for. What is read is bounded by what the
/// server has not answered, and what is received by what standard output takes.
class PipeConversation final : public Conversation
{
    Q_OBJECT

public:
    PipeConversation(Agent &agent, const AgentOptions &options, Log &log);

private:
    void begin() override;
    void hear(QByteArrayView message) override;
    bool breakOff() override;
    [[nodiscard]] bool isReplyOwed() const override { return !m_owed.empty(); }
    void say(const QString &line) override;
    void outputDrained() override;
    [[nodiscard]] bool isCommitted() const override { return m_hasSent; }

    void readInput();
    void takeLines(std::span<const std::byte> input);
    void send(std::span<const std::byte> message);
    void inputEnded();
    void update();

    QSocketNotifier m_input;
    std::unique_ptr<std::byte[]> m_chunk;
    ByteBuffer m_line; // begun, without its newline yet
    std::deque<std::size_t> m_owed; // lengths of the messages that await a reply
    std::size_t m_owedBytes = 0;
    bool m_isConnected = false;
    bool m_hasSent = false; // or tried to: what was read from the input cannot be read again
    bool m_hasInputEnded = false;
};

} // namespace sealcord
