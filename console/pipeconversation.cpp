// SPDX-License-Identifier: MIT
#include "console/pipeconversation.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// One read. With --raw it is also the longest message: what a sealed record of 64 KiB holds, and
// not more than the Rust server survives.
constexpr std::size_t chunkLength = 64 * 1024 - 19;

// No more is read while messages of so many bytes await their replies. Each counts with what its
// record costs, so that a million empty lines are bounded too.
constexpr std::size_t window = 1024 * 1024;
constexpr std::size_t recordCost = 64;

} // namespace

PipeConversation::PipeConversation(Agent &agent, const AgentOptions &options, Log &log)
    : Conversation(agent, options, log)
    , m_input(STDIN_FILENO, QSocketNotifier::Read)
    , m_chunk(std::make_unique_for_overwrite<std::byte[]>(chunkLength))
{
    m_input.setEnabled(false);
    connect(&m_input, &QSocketNotifier::activated, this, &PipeConversation::readInput);
    connect(&agent, &Agent::flushed, this, &PipeConversation::update);
}

void PipeConversation::begin()
{
    m_isConnected = true;
    update();
}

// Decides what may go on: reading input, reading replies, or nothing more.
void PipeConversation::update()
{
    agent().setReadingPaused(output().hasPending());
    agent().setReplyAwaited(isReplyOwed());
    const bool mayRead =
        m_isConnected && !m_hasInputEnded && agent().bytesOwed() == 0 && m_owedBytes < window;
    m_input.setEnabled(mayRead);
    if (m_isConnected && m_hasInputEnded && !isReplyOwed() && !output().hasPending())
        end(ExitCode::Done);
}

void PipeConversation::readInput()
{
    if (isEnding()) // what is not read now is still there for whoever reads it next
        return m_input.setEnabled(false);
    const auto wanted = std::min(chunkLength, options().settings.connection.maxMessageLength);
    const auto count = read(STDIN_FILENO, m_chunk.get(), wanted);
    if (count < 0) {
        if (errno == EINTR || errno == EAGAIN)
            return;
        complain(u"Cannot read standard input: "_s + QString::fromLocal8Bit(std::strerror(errno)));
        m_input.setEnabled(false);
        return end(m_hasSent ? ExitCode::WrongReply : ExitCode::NotConnected);
    }
    const auto input = std::span(m_chunk.get(), static_cast<std::size_t>(count));
    if (input.empty())
        inputEnded();
    else if (options().isRaw)
        send(input);
    else
        takeLines(input);
    update();
}

void PipeConversation::takeLines(std::span<const std::byte> input)
{
    const auto limit = options().settings.connection.maxMessageLength;
    const auto batch = agent().collect();
    while (!input.empty()) {
        const auto newline = std::ranges::find(input, std::byte{'\n'});
        const auto lineEnd = newline == input.end() ? newline : newline + 1;
        const auto length =
            std::min(static_cast<std::size_t>(lineEnd - input.begin()), limit - m_line.size());
        const auto part = input.first(length);
        input = input.subspan(length);

        const bool isWhole = part.back() == std::byte{'\n'};
        if (isWhole && m_line.isEmpty()) {
            send(part);
            continue;
        }
        const auto wanted = m_line.size() + part.size();
        if (m_line.capacity() < wanted) // never more than a message may have
            m_line.reserve(std::min(limit, std::max(wanted, 2 * m_line.capacity())));
        m_line.append(part);
        if (isWhole || m_line.size() == limit) {
            send(m_line.bytes());
            m_line.release();
        }
    }
}

void PipeConversation::send(std::span<const std::byte> message)
{
    m_hasSent = true; // before it is: the write may find the connection broken, and tell at once
    if (agent().send(message) != SendResult::Sent)
        return; // the connection says what is wrong
    m_owed.push_back(message.size() + recordCost);
    m_owedBytes += m_owed.back();
}

void PipeConversation::inputEnded()
{
    m_hasInputEnded = true;
    if (!m_line.isEmpty())
        send(m_line.bytes());
    m_line.release();
}

void PipeConversation::hear(QByteArrayView message)
{
    if (!m_owed.empty()) {
        m_owedBytes -= m_owed.front();
        m_owed.pop_front();
    }
    output().write(std::as_bytes(std::span(message.data(), message.data() + message.size())));
    update();
}

// What arrived and what did not, nobody can tell: nothing is sent twice.
bool PipeConversation::breakOff()
{
    m_isConnected = false;
    m_input.setEnabled(false);
    if (m_hasSent)
        complain(u"Some of the input may not have been answered."_s);
    return m_hasSent;
}

void PipeConversation::outputDrained()
{
    update();
}

void PipeConversation::say(const QString &line)
{
    complain(line);
}

} // namespace sealcord
