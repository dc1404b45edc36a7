// SPDX-License-Identifier: MIT
#include "core/net/connection/reportedsession.h"

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
        m_isAgreeing = false;
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
    m_report.appended(out.size() - before);
}

} // namespace sealcord
