// SPDX-License-Identifier: MIT
#include "tests/integration/server/recordingtap.h"

#include <QTest>

#include <algorithm>
#include <chrono>

namespace sealcord::test {

using namespace Qt::StringLiterals;

static constexpr auto patience = std::chrono::seconds(30);

static Bytes copyOf(std::span<const std::byte> bytes)
{
    return {bytes.begin(), bytes.end()};
}

bool RecordingTap::waitFor(const std::function<bool(const Records &)> &isSo) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] { return isSo(m_records); });
}

ConnectionEnded RecordingTap::waitForEnd(quint16 peerPort) const
{
    ConnectionEnded how;
    const bool hasEnded = waitFor([&](const Records &records) {
        const auto found = std::ranges::find(records.ended, peerPort,
            [](const ConnectionEnded &ended) { return ended.connection.peer.port(); });
        if (found == records.ended.end())
            return false;
        how = *found;
        return true;
    });
    if (!hasEnded) {
        QTest::qFail("the connection has not ended", __FILE__, __LINE__);
        how.reason = EndReason::InternalError;
    }
    return how;
}

bool RecordingTap::waitForOpened(quint16 peerPort) const
{
    return waitFor([&](const Records &records) {
        return std::ranges::any_of(records.opened, [&](const ConnectionOpened &opened) {
            return opened.connection.peer.port() == peerPort;
        });
    });
}

ConnectionId RecordingTap::idOf(quint16 peerPort) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_records.opened, peerPort,
        [](const ConnectionOpened &opened) { return opened.connection.peer.port(); });
    return found == m_records.opened.end() ? 0 : found->connection.id;
}

RecordingTap::Records RecordingTap::records() const
{
    const std::scoped_lock lock(m_mutex);
    return m_records;
}

template <typename Change> void RecordingTap::record(const Change &change)
{
    {
        const std::scoped_lock lock(m_mutex);
        change(m_records);
    }
    m_changed.notify_all();
}

void RecordingTap::tellStory(Records &records, const QString &what) const
{
    if (m_wants == Wants::Frames)
        records.story += what;
}

static QString word(Direction direction)
{
    return direction == Direction::In ? u" in"_s : u" out"_s;
}

void RecordingTap::connectionOpened(const ConnectionOpened &opened)
{
    record([&](Records &records) {
        records.opened.push_back(opened);
        tellStory(records, u"opened"_s);
    });
}

void RecordingTap::connectionEstablished(const ConnectionEstablished &established)
{
    record([&](Records &records) {
        records.established.push_back(established);
        tellStory(records, u"established"_s);
    });
}

void RecordingTap::handshakePacketSeen(const HandshakePacketSeen &packet)
{
    record([&](Records &records) {
        if (m_wants == Wants::Frames)
            records.packets.push_back(copyOf(packet.bytes));
        tellStory(records, u"packet"_s + word(packet.direction));
    });
}

void RecordingTap::messageSeen(const MessageSeen &message)
{
    record([&](Records &records) {
        ++(message.direction == Direction::In ? records.messagesIn : records.messagesOut);
        tellStory(records, u"message"_s + word(message.direction));
        if (m_wants == Wants::Frames)
            records.messages.push_back(
                {message.connection.id, message.direction, copyOf(message.plaintext),
                    copyOf(message.frame), message.ordinal, message.wireEnd});
    });
}

void RecordingTap::messageNotSent(const MessageNotSent &message)
{
    record([&](Records &records) { records.notSent.push_back(message); });
}

void RecordingTap::sendProgressed(const SendProgressed &progress)
{
    record([&](Records &records) {
        if (m_wants == Wants::Frames)
            records.progress.push_back(progress);
        tellStory(records, progress.isAll ? u"all taken"_s : u"some taken"_s);
    });
}

void RecordingTap::connectionCounted(const ConnectionCounted &counted)
{
    record([&](Records &records) { records.counted.push_back(counted); });
}

void RecordingTap::connectionMeasured(const ConnectionMeasured &measured)
{
    record([&](Records &records) { records.measured.push_back(measured); });
}

void RecordingTap::connectionEnded(const ConnectionEnded &ended)
{
    record([&](Records &records) {
        records.ended.push_back(ended);
        tellStory(records, u"ended"_s);
    });
}

void RecordingTap::connectionRefused(const ConnectionRefused &refused)
{
    record([&](Records &records) { records.refused.push_back(refused); });
}

} // namespace sealcord::test

char *sealcord::toString(EndReason reason)
{
    return qstrdup(name(reason).data());
}
