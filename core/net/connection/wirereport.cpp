// SPDX-License-Identifier: MIT
#include "core/net/connection/wirereport.h"

#include "core/net/connection/socketdescriptor.h"

#include <algorithm>

namespace sealcord {

ConnectionEstablished WireReport::agreed(const Session &session) const
{
    return {m_name, session.fingerprint(), session.protocol(), session.protection(), peer()};
}

void WireReport::decided(const Session &session, const PeerDecision &decision)
{
    const auto &told = *session.peer();
    const bool isNameOurs = !decision.name.empty();
    m_peer = std::make_unique<PeerIdentity>(
        told.key, session.fingerprint(), isNameOurs ? decision.name : told.name, isNameOurs);
    if (isAuthenticated(decision.protection))
        m_name.known = KnownPeer(decision.name, session.fingerprint());
}

void WireReport::established(const Session &session)
{
    if (m_peer && !m_peer->isNameOurs)
        m_peer->name = session.peer()->name; // a server says it only now
    m_tap.happened(agreed(session));
}

void WireReport::stands(const Session &session, qint64 owed, std::chrono::milliseconds age)
{
    ConnectionStands standing{m_name, {}, age, static_cast<quint64>(std::max<qint64>(owed, 0))};
    if (session.isEstablished())
        standing.established = agreed(session);
    m_tap.happened(standing);
    tellChangedCount();
    if (owed > 0 || m_isBehind)
        progressed(owed);
}

void WireReport::handshakePacket(
    const Session &session, Direction direction, std::span<const std::byte> bytes) const
{
    if (!bytes.empty() && isWatched())
        m_tap.happened(HandshakePacketSeen{m_name, direction, bytes, session.protocol()});
}

void WireReport::tellReceived(const MessageReceived &message) const
{
    m_tap.happened(MessageSeen{.connection = m_name,
        .direction = Direction::In,
        .plaintext = message.plaintext,
        .frame = message.frame,
        .index = message.index,
        .inFrame = message.inFrame,
        .ordinal = m_count.messagesIn,
        .wireEnd = 0,
        .time = m_time,
        .frames = message.frames});
}

void WireReport::opened(qintptr descriptor) const
{
    m_tap.happened(ConnectionOpened{m_name, localEndpoint(descriptor)});
}

void WireReport::tellSent(
    std::span<const std::byte> plaintext, std::optional<std::span<const std::byte>> frame) const
{
    m_tap.happened(MessageSeen{.connection = m_name,
        .direction = Direction::Out,
        .plaintext = plaintext,
        .frame = wantsFrames() && frame ? *frame : std::span<const std::byte>{},
        .ordinal = m_count.messagesOut,
        .wireEnd = m_appended,
        .time = m_time,
        .awaitsFrame = wantsFrames() && !frame,
        .sender = m_sender});
}

void WireReport::frameSealed(quint64 first, quint64 count, std::span<const std::byte> frame) const
{
    m_tap.happened(FrameSealed{m_name, first, count, frame, m_appended});
}

void WireReport::progressed(qint64 owed)
{
    if (!isWatched())
        return;
    m_isBehind = owed > 0 || m_written != m_appended;
    m_tap.happened(SendProgressed{m_name, m_written - static_cast<quint64>(owed), !m_isBehind});
}

void WireReport::measure(const Session &session, qintptr descriptor, qint64 owed) const
{
    m_tap.happened(ConnectionMeasured{.connection = m_name,
        .local = localEndpoint(descriptor),
        .count = m_count,
        .sealed = session.sealed(),
        .sealBudget = session.sealBudget(),
        .opened = session.opened(),
        .recordsPerKey = session.recordsPerKey(),
        .owed = static_cast<quint64>(owed),
        .tcp = measureTcp(descriptor)});
}

void WireReport::tellChangedCount()
{
    m_told = messages();
    m_tap.happened(ConnectionCounted{m_name, m_count});
}

} // namespace sealcord
