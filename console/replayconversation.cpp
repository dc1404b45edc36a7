// SPDX-License-Identifier: MIT
#include "console/replayconversation.h"

#include "core/text/showdata.h"

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostAtOnce = 100; // messages, before it is looked whether anything else happened

// So many bytes are shown in front of the first that differs, and from it on.
constexpr std::size_t context = 8;

QString around(std::span<const std::byte> message, std::size_t at)
{
    const auto begin = at - std::min(at, context);
    const auto part =
        message.subspan(begin, std::min(message.size() - begin, at - begin + context));
    return QString::fromStdString(
        showData(part, ShowData::Hex) + "  " + showData(part, ShowData::Text));
}

} // namespace

std::expected<Replay, QString> Replay::open(const AgentOptions &options)
{
    const auto longest = options.settings.connection.maxMessageLength;
    auto said = RecordedSpeech::open(options.replay.path, Role::Agent, longest);
    if (!said)
        return std::unexpected(std::move(said.error()));
    auto replies = RecordedSpeech::open(options.replay.path, Role::Server, longest);
    if (!replies)
        return std::unexpected(std::move(replies.error()));
    return Replay{*std::move(said), *std::move(replies)};
}

ReplayConversation::ReplayConversation(
    Agent &agent, const AgentOptions &options, Log &log, Replay &replay)
    : Conversation(agent, options, log)
    , m_replay(replay)
{
    connect(&m_timer, &DueTimer::due, this, &ReplayConversation::sendDue);
    connect(&agent, &Agent::flushed, this, &ReplayConversation::update);
}

// Nothing was sent yet, though an earlier connection may have been there.
void ReplayConversation::begin()
{
    m_isConnected = true;
    m_heard = 0;
    m_replay.said.rewind();
    m_replay.replies.rewind();
    read(m_replay.said, m_next);
    if (options().replay.compares)
        read(m_replay.replies, m_expected);
    m_timer.begin();
    update();
}

// Decides what is waited for: the next message's time, the kernel, replies, or nothing more.
void ReplayConversation::update()
{
    if (isEnding() || !m_isConnected)
        return;
    agent().setReplyAwaited(isReplyOwed());
    if (agent().bytesOwed() > 0)
        return; // flushed() comes
    if (m_next)
        return m_timer.wait();
    if (!m_expected)
        finish();
}

void ReplayConversation::sendDue()
{
    for (int i = 0; i < mostAtOnce && m_next && !isEnding(); ++i) {
        if (!m_isConnected || agent().bytesOwed() > 0 || !m_timer.isDue())
            break;
        if (!send())
            return;
        ++m_sent;
        const auto last = m_next->time;
        read(m_replay.said, m_next);
        if (m_next)
            m_timer.advance(pauseBefore(*m_next, last));
    }
    update();
}

bool ReplayConversation::send()
{
    m_hasSent = true; // before it is: the write may find the connection broken, and tell at once
    const auto result = agent().send(m_next->content);
    const auto line = u"the message of line %1 "_s.arg(m_next->line);
    if (result == SendResult::Empty)
        fail(line + u"is empty, and would be a goodbye"_s);
    else if (result == SendResult::TooLong)
        fail(line + u"is too long for the server"_s);
    return result == SendResult::Sent; // of all else the connection says what is wrong
}

void ReplayConversation::finish()
{
    if (const auto line = m_replay.said.cutOffLine())
        complain(u"%1: cut off in line %2: what stands before it was sent"_s.arg(
            options().replay.path, QString::number(*line)));
    say(u"Sent %1 messages%2."_s.arg(m_sent).arg(options().replay.compares
            ? u", and all %1 replies are the same"_s.arg(m_heard)
            : QString()));
    end(ExitCode::Done);
}

// Of what the recording holds. One damaged line may be found twice, on the way to either side.
void ReplayConversation::fail(const QString &why)
{
    if (!isEnding())
        complain(u"Cannot replay "_s + options().replay.path + u": "_s + why);
    end(ExitCode::Usage);
}

DueTimer::Clock::duration ReplayConversation::pauseBefore(
    const RecordedMessage &next, RecordTime last) const
{
    const auto speed = options().replay.speed.value_or(1);
    if (speed == 0)
        return {};
    return DueTimer::Clock::duration(next.time - last) / speed;
}

void ReplayConversation::read(RecordedSpeech &speech, std::optional<RecordedMessage> &next)
{
    auto message = speech.next();
    next.reset();
    if (message) {
        next = *std::move(message);
        return;
    }
    fail(QString::fromStdString(message.error()));
}

void ReplayConversation::hear(QByteArrayView message)
{
    if (!options().replay.compares)
        return;
    if (!m_expected) {
        complain(u"Reply %1 is one more than were recorded."_s.arg(m_heard + 1));
        return end(ExitCode::WrongReply);
    }
    const auto received = std::as_bytes(std::span(message.data(), std::size_t(message.size())));
    if (!std::ranges::equal(received, m_expected->content))
        return tellDifference(received);
    ++m_heard;
    read(m_replay.replies, m_expected);
    update();
}

void ReplayConversation::tellDifference(std::span<const std::byte> received)
{
    const std::span<const std::byte> recorded = m_expected->content;
    const auto at = std::size_t(std::ranges::mismatch(received, recorded).in1 - received.begin());
    complain(u"Reply %1 is not what line %2 of the recording has: from byte %3 on; %4 bytes then, "
             "%5 now."_s.arg(m_heard + 1)
                 .arg(m_expected->line)
                 .arg(at)
                 .arg(recorded.size())
                 .arg(received.size()));
    complain(u"  recorded: "_s + around(recorded, at));
    complain(u"  received: "_s + around(received, at));
    end(ExitCode::WrongReply);
}

// What arrived and what did not, nobody can tell.
bool ReplayConversation::breakOff()
{
    m_isConnected = false;
    m_timer.stop();
    if (m_hasSent)
        end(ExitCode::NotConnected);
    return m_hasSent;
}

// One that came before the next message did, then.
bool ReplayConversation::isReplyOwed() const
{
    return m_expected && (!m_next || m_expected->line < m_next->line);
}

void ReplayConversation::say(const QString &line)
{
    const auto text = (line + u'\n').toUtf8();
    output().write(std::as_bytes(std::span(text)));
}

} // namespace sealcord
