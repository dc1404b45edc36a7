// SPDX-License-Identifier: MIT
#include "core/net/connection/reportedsession.h"

#include <algorithm>
#include <utility>

namespace sealcord {

void ReportedSession::start(ByteBuffer &out)
{
    const auto before = out.size();
    m_session.start(out);
    saidInHandshake(out.bytes().subspan(before));
}

Event ReportedSession::agree(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened)
{
    const auto shown = in;
    const auto before = out.size();
    const auto event = m_session.next(in, out, opened);
    m_report.handshakePacket(m_session, Direction::In, shown.first(shown.size() - in.size()));
    saidInHandshake(out.bytes().subspan(before));
    if (std::holds_alternative<Established>(event)) {
        m_stage = Stage::Talking;
        m_report.established(m_session);
    }
    return event;
}

void ReportedSession::saidInHandshake(std::span<const std::byte> packet)
{
    m_report.appended(packet.size());
    m_report.handshakePacket(m_session, Direction::Out, packet);
}

void ReportedSession::decide(const PeerDecision &decision, ByteBuffer &out)
{
    m_report.decided(m_session, decision);
    const auto before = out.size();
    m_session.decide(decision, out);
    saidInHandshake(out.bytes().subspan(before));
}

void ReportedSession::close(ByteBuffer &out, CloseReason reason)
{
    const auto before = out.size();
    m_session.close(out, reason);
    said(before, out);
    if (m_session.isAwaitingGoodbye())
        m_stage = Stage::Closing;
}

// Where sealing fails for want of memory, what waits must not stay: it is plaintext.
bool ReportedSession::flush(ByteBuffer &out)
{
    const auto from = m_session.waitingFrom();
    if (!from)
        return true;
    const auto before = out.size();
    try {
        const bool isSealed = m_session.flush(out);
        said(before, out);
        return isSealed;
    } catch (...) {
        out.truncate(*from);
        throw;
    }
}

SendResult ReportedSession::ping(ByteBuffer &out)
{
    const auto before = out.size();
    const auto result = m_session.ping(out);
    said(before, out);
    return result;
}

SendResult ReportedSession::verify(ByteBuffer &out)
{
    const auto before = out.size();
    const auto result = m_session.verify(out);
    said(before, out);
    return result;
}

SendResult ReportedSession::say(const StreamOrder &order, ByteBuffer &out)
{
    const auto before = out.size();
    const auto result = m_session.say(order, out);
    said(before, out);
    return result;
}

// What waits is sealed first, and told apart from what follows.
std::span<std::byte> ReportedSession::dataRoom(std::size_t most, ByteBuffer &out)
{
    if (!flush(out))
        return {};
    return m_session.dataRoom(most, out);
}

SendResult ReportedSession::sendData(StreamNumber number, std::size_t count, ByteBuffer &out)
{
    const auto result = m_session.sendData(number, count, out);
    if (result == SendResult::Sent && count > 0)
        m_report.appended(Session::lengthOfData(count));
    return result;
}

// Its frame is there at once, unless it waits for others, or others for it.
void ReportedSession::tellSent(
    std::span<const std::byte> message, std::size_t before, const ByteBuffer &out)
{
    const auto waitingFrom = m_session.waitingFrom();
    if (m_waiting == 0 && !waitingFrom)
        return m_report.sent(message, out.bytes().subspan(before));
    if (m_waiting == 0)
        m_waitingFrom = *waitingFrom;
    ++m_waiting;
    m_report.sent(message, std::nullopt);
    tellSealed(out, 1);
}

// Those that waited share the first frame. What is behind it is of \a alone, the last of them,
// which was too long to share; or it is no message.
void ReportedSession::tellSealed(const ByteBuffer &out, quint64 alone)
{
    if (m_session.waitingFrom())
        return;
    const auto frames = out.bytes().subspan(std::min(m_waitingFrom, out.size()));
    const auto first = frames.first(firstFrame(m_session.protocol(), frames));
    const auto rest = alone > 0 ? frames.subspan(first.size()) : frames.first(0);
    const auto count = std::exchange(m_waiting, 0);
    const auto shared = rest.empty() ? count : count - alone;
    const auto number = m_report.count().messagesOut - count + 1;
    m_report.frameSealed(number, shared, first);
    if (!rest.empty())
        m_report.frameSealed(number + shared, alone, rest);
}

} // namespace sealcord
