// SPDX-License-Identifier: MIT
#include "core/traffic/queue/trafficqueue.h"
#include "tests/support/bytesof.h"
#include "tests/support/rows/connectionnews.h"

#include <QTest>

#include <string_view>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

/// A watcher who wants to know how much streams carry, and not what.
class TestCountedStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreCountedAndNotKept();
    void streamThatStandsIsToldToANewWatcher();
    void whoWantsNoStreamsHearsOfNone();

private:
    const StreamSeen m_stream{named(1), 3, true, "web", named(7).peer};
    const StreamStands m_stands{
        .stream = m_stream, .state = StreamState::Open, .bytesIn = 9, .age = 2s};
};

void TestCountedStreams::bytesAreCountedAndNotKept()
{
    TrafficQueue queue({.countsStreams = true});
    for (int i = 0; i < 5000; ++i) // beyond what is kept of streams, or of messages
        queue.happened(
            StreamDataSeen{m_stream, Direction::In, bytesOf(std::string_view("123")), {}});
    const auto batch = queue.take();
    QVERIFY(batch.rows.empty()); // no gap either: nothing is missing
    QCOMPARE(batch.streams.size(), std::size_t(1));
    QCOMPARE(batch.streams[0].bytesIn, quint64(15'000));
}

// Others ask too, and who knows a stream need not be told again.
void TestCountedStreams::streamThatStandsIsToldToANewWatcher()
{
    TrafficQueue queue({.countsStreams = true});
    queue.happened(m_stands);
    const auto batch = queue.take();
    QCOMPARE(batch.streams.size(), std::size_t(1));
    QVERIFY(batch.streams[0].isTotal);
    QCOMPARE(batch.streams[0].bytesIn, quint64(9));
    queue.happened(m_stands);
    QVERIFY(queue.take().streams.empty());
}

void TestCountedStreams::whoWantsNoStreamsHearsOfNone()
{
    TrafficQueue queue;
    queue.happened(m_stands);
    queue.happened(StreamOpened{m_stream});
    queue.happened(StreamDataSeen{m_stream, Direction::In, bytesOf(std::string_view("123")), {}});
    QVERIFY(queue.take().streams.empty());
}

QTEST_APPLESS_MAIN(TestCountedStreams)
#include "tst_countedstreams.moc"
