// SPDX-License-Identifier: MIT
#include "core/traffic/queue/trafficqueue.h"

#include "tests/unit/traffic/queue/queuerows.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <string_view>
#include <thread>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::string_view_literals;

/// A queue that many threads fill at once.
class TestTrafficQueueThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingOfferedIsKeptOrCounted();
    void rowsOfAThreadKeepTheirOrder();
};

void TestTrafficQueueThreads::everythingOfferedIsKeptOrCounted()
{
    constexpr int threads = 20; // more than there are lanes
    constexpr quint64 each = 20'000;
    TrafficQueue queue({.messages = 500, .bytes = 100'000, .events = 50});
    std::atomic<int> running = threads;
    std::vector<std::jthread> offering;
    for (ConnectionId id = 1; id <= threads; ++id) {
        offering.emplace_back([&, id] {
            for (quint64 i = 1; i <= each; ++i) {
                queue.happened(message(id, "some text", i));
                if (i % 100 == 0)
                    queue.addEvent(EventKind::Started, EventLevel::Info, "event");
            }
            --running;
        });
    }
    quint64 kept = 0;
    quint64 missing = 0;
    quint64 next = 1;
    const auto take = [&] {
        const auto batch = queue.take();
        kept += keptIn(batch);
        missing += missingIn(batch);
        for (const auto &row : batch.rows) {
            QCOMPARE(row.number, next);
            next += isGap(row) ? row.missing : 1;
            if (row.kind == TrafficRow::Kind::Message)
                QCOMPARE(textOf(row.content), "some text"sv);
        }
    };
    while (running > 0)
        take();
    take();
    QCOMPARE(kept + missing, threads * (each + each / 100));
    QVERIFY(kept > 0);
    QVERIFY(missing > 0);
}

void TestTrafficQueueThreads::rowsOfAThreadKeepTheirOrder()
{
    constexpr int threads = 4;
    constexpr quint64 each = 5000;
    TrafficQueue queue({.messages = threads * each});
    std::vector<std::jthread> offering;
    for (ConnectionId id = 1; id <= threads; ++id) {
        offering.emplace_back([&queue, id] {
            for (quint64 i = 1; i <= each; ++i)
                queue.happened(message(id, "m", i));
        });
    }
    offering.clear(); // joins
    const auto batch = queue.take();
    QCOMPARE(batch.rows.size(), threads * each);
    std::array<quint64, threads + 1> last{};
    for (const auto &row : batch.rows)
        QCOMPARE(row.ordinal, ++last.at(row.connection.id));
    QVERIFY(std::ranges::is_sorted(batch.rows, {}, &TrafficRow::time));
}

QTEST_GUILESS_MAIN(TestTrafficQueueThreads)
#include "tst_trafficqueuethreads.moc"
