// SPDX-License-Identifier: MIT
#include "tests/integration/server/recordingtap.h"
#include "tests/support/patience.h"

#include <QTest>

#include <algorithm>
#include <chrono>

namespace sealcord::test {

using namespace Qt::StringLiterals;

static constexpr std::size_t keptStreams = 500;

static Bytes copyOf(std::span<const std::byte> bytes)
{
    return {bytes.begin(), bytes.end()};
}

bool RecordingTap::waitFor(const std::function<bool(const Records &)> &isSo) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(
        lock, std::chrono::milliseconds(patience), [&] { return isSo(m_records); });
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

std::vector<RecordingTap::Stream> RecordingTap::waitForStreams(std::size_t count) const
{
    if (!waitFor([count](const Records &records) { return records.streamsOver >= count; }))
        QTest::qFail("a stream is not over", __FILE__, __LINE__);
    auto closed = records().streamsClosed;
    if (closed.empty())
        closed.resize(1); // who has failed looks at the first
    return closed;
}

RecordingTap::Records RecordingTap::records() const
{
    const std::scoped_lock lock(m_mutex);
    return m_records;
}

static QString word(Direction direction)
{
    return direction == Direction::In ? u" in"_s : u" out"_s;
}

void RecordingTap::happened(WireEvent event)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto part = event.visit([this](const auto &record) { return keep(record); });
        if (keepsAll() && !part.isEmpty())
            m_records.story += part;
    }
    m_changed.notify_all();
}

QString RecordingTap::keep(const ConnectionOpened &opened)
{
    m_records.opened.push_back(opened);
    return u"opened"_s;
}

QString RecordingTap::keep(const ConnectionEstablished &established)
{
    m_records.established.push_back(established);
    return u"established"_s;
}

QString RecordingTap::keep(const HandshakePacketSeen &packet)
{
    if (keepsAll())
        m_records.packets.push_back(copyOf(packet.bytes));
    return u"packet"_s + word(packet.direction);
}

QString RecordingTap::keep(const MessageSeen &message)
{
    ++(message.direction == Direction::In ? m_records.messagesIn : m_records.messagesOut);
    if (keepsAll())
        m_records.messages.push_back({message.connection.id, message.direction,
            copyOf(message.plaintext), copyOf(message.frame), message.ordinal, message.wireEnd});
    return u"message"_s + word(message.direction);
}

QString RecordingTap::keep(const MessageNotSent &message)
{
    m_records.notSent.push_back(message);
    return {};
}

QString RecordingTap::keep(const SendProgressed &progress)
{
    if (keepsAll())
        m_records.progress.push_back(progress);
    return progress.isAll ? u"all taken"_s : u"some taken"_s;
}

QString RecordingTap::keep(const ConnectionCounted &counted)
{
    m_records.counted.push_back(counted);
    return {};
}

QString RecordingTap::keep(const ConnectionMeasured &measured)
{
    m_records.measured.push_back(measured);
    return {};
}

QString RecordingTap::keep(const ConnectionStands &stands)
{
    m_records.standing.push_back(stands);
    return u"stands"_s;
}

QString RecordingTap::keep(const StandingTold &told)
{
    m_records.standingTold.push_back(told);
    return {};
}

QString RecordingTap::keep(const StreamOpened &opened)
{
    m_records.lastStreamOpened = {opened.stream.connection.id, opened.stream.number};
    ++m_records.streamsOpened;
    return u"stream opened"_s;
}

QString RecordingTap::keep(const StreamDataSeen &data)
{
    if (data.direction == Direction::In) {
        m_records.streamBytesIn += data.bytes.size();
        m_records.streamBytesInAt[data.stream.number] = m_records.streamBytesIn;
    }
    return {};
}

QString RecordingTap::keep(const StreamClosed &closed)
{
    const auto &stream = closed.stream;
    ++m_records.streamsOver;
    if (m_records.streamsClosed.size() == keptStreams)
        m_records.streamsClosed.erase(m_records.streamsClosed.begin());
    m_records.streamsClosed.push_back({stream.connection.id, stream.number, stream.isPeers,
        std::string(stream.target), stream.from, closed.wasOpened, closed.bytesIn, closed.bytesOut,
        closed.reset, std::string(closed.why)});
    return u"stream closed"_s;
}

QString RecordingTap::keep(const ConnectionEnded &ended)
{
    m_records.ended.push_back(ended);
    return u"ended"_s;
}

QString RecordingTap::keep(const ConnectionRefused &refused)
{
    m_records.refused.push_back(refused);
    return {};
}

} // namespace sealcord::test

char *sealcord::toString(EndReason reason)
{
    return qstrdup(name(reason).data());
}

char *sealcord::toString(StreamReset reason)
{
    return qstrdup(std::string(name(reason)).c_str());
}
