// SPDX-License-Identifier: MIT
#include "core/net/tap/teetap.h"

namespace sealcord {

template <typename Record> void TeeTap::tell(Function<Record> function, const Record &record)
{
    (m_first.*function)(record);
    (m_second.*function)(record);
}

template <typename Record>
void TeeTap::tellIfWanted(Function<Record> function, const Record &record)
{
    for (auto *tap : {&m_first, &m_second}) {
        if (tap->wantsMessages())
            (tap->*function)(record);
    }
}

bool TeeTap::wantsMessages() const noexcept
{
    return m_first.wantsMessages() || m_second.wantsMessages();
}

bool TeeTap::wantsFrames() const noexcept
{
    return m_first.wantsFrames() || m_second.wantsFrames();
}

bool TeeTap::isFull() const noexcept
{
    return (!m_first.wantsMessages() || m_first.isFull())
        && (!m_second.wantsMessages() || m_second.isFull());
}

void TeeTap::connectionOpened(const ConnectionOpened &opened)
{
    tell(&Tap::connectionOpened, opened);
}

void TeeTap::connectionEstablished(const ConnectionEstablished &established)
{
    tell(&Tap::connectionEstablished, established);
}

void TeeTap::handshakePacketSeen(const HandshakePacketSeen &packet)
{
    tellIfWanted(&Tap::handshakePacketSeen, packet);
}

void TeeTap::messageSeen(const MessageSeen &message)
{
    tellIfWanted(&Tap::messageSeen, message);
}

void TeeTap::messagesUnseen(quint64 count)
{
    for (auto *tap : {&m_first, &m_second}) {
        if (tap->wantsMessages())
            tap->messagesUnseen(count);
    }
}

void TeeTap::messageNotSent(const MessageNotSent &message)
{
    tell(&Tap::messageNotSent, message);
}

void TeeTap::sendProgressed(const SendProgressed &progress)
{
    tellIfWanted(&Tap::sendProgressed, progress);
}

void TeeTap::connectionCounted(const ConnectionCounted &counted)
{
    tellIfWanted(&Tap::connectionCounted, counted);
}

void TeeTap::connectionMeasured(const ConnectionMeasured &measured)
{
    tell(&Tap::connectionMeasured, measured);
}

void TeeTap::connectionEnded(const ConnectionEnded &ended)
{
    tell(&Tap::connectionEnded, ended);
}

void TeeTap::connectionRefused(const ConnectionRefused &refused)
{
    tell(&Tap::connectionRefused, refused);
}

void TeeTap::acceptingPaused(const AcceptingPaused &paused)
{
    tell(&Tap::acceptingPaused, paused);
}

} // namespace sealcord
