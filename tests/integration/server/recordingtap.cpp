// SPDX-License-Identifier: MIT
#include "tests/integration/server/recordingtap.h"

#include <QTest>

#include <algorithm>
#include <chrono>

namespace sealcord::test {

static constexpr auto patience = std::chrono::seconds(30);

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

void RecordingTap::connectionOpened(const ConnectionOpened &opened)
{
    record([&](Records &records) { records.opened.push_back(opened); });
}

void RecordingTap::connectionEstablished(const ConnectionEstablished &established)
{
    record([&](Records &records) { records.established.push_back(established); });
}

void RecordingTap::messageSeen(const MessageSeen &message)
{
    record([&](Records &records) {
        ++(message.direction == Direction::In ? records.messagesIn : records.messagesOut);
    });
}

void RecordingTap::connectionEnded(const ConnectionEnded &ended)
{
    record([&](Records &records) { records.ended.push_back(ended); });
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
