// SPDX-License-Identifier: MIT
#include "core/app/log/logqueue.h"

#include <QTest>

#include <thread>

using namespace sealcord;
using namespace std::chrono_literals;

class TestLogQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsComeInOrder();
    void fullQueueDropsAndCounts();
    void messagesLeaveRoomForTheRest();
    void addingNeverAllocatesASlot();
    void waitEndsAtTheTime();
    void closingEndsTheWait();
    void closedQueueTakesNothing();
    void manyThreadsLoseNothing();
};

namespace {

LogRecord note(const std::string &text)
{
    return {{}, LogLevel::Info, LogNote{"event", text, {}}};
}

std::string text(const LogRecord &record)
{
    return std::get<LogNote>(record.what).text;
}

} // namespace

void TestLogQueue::recordsComeInOrder()
{
    LogQueue queue(4);
    std::vector<LogRecord> records;
    for (int round = 0; round < 3; ++round) {
        queue.add(note("a"));
        queue.add(note("b"));
        const auto batch = queue.take(records, {});
        QCOMPARE(records.size(), std::size_t(2));
        QCOMPARE(text(records[0]), std::string("a"));
        QCOMPARE(text(records[1]), std::string("b"));
        QCOMPARE(batch.dropped, quint64(0));
        QVERIFY(!batch.closed);
    }
}

void TestLogQueue::fullQueueDropsAndCounts()
{
    LogQueue queue(2);
    for (const auto *word : {"a", "b", "c", "d", "e"})
        queue.add(note(word));
    std::vector<LogRecord> records;
    QCOMPARE(queue.take(records, {}).dropped, quint64(3));
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(text(records[1]), std::string("b"));

    queue.add(note("f"));
    QCOMPARE(queue.take(records, {}).dropped, quint64(0));
    QCOMPARE(text(records.front()), std::string("f"));
}

void TestLogQueue::messagesLeaveRoomForTheRest()
{
    LogQueue queue(8);
    for (int i = 0; i < 10; ++i)
        queue.add(note("message"), LogQueue::Room::ForMessages);
    for (int i = 0; i < 10; ++i)
        queue.add(note("rare"));
    std::vector<LogRecord> records;
    QCOMPARE(queue.take(records, {}).dropped, quint64(12));
    QCOMPARE(records.size(), std::size_t(8));
    QCOMPARE(text(records[5]), std::string("message"));
    QCOMPARE(text(records[6]), std::string("rare"));
}

void TestLogQueue::addingNeverAllocatesASlot()
{
    constexpr std::size_t capacity = 24; // no power of two, which growing would end at by itself
    LogQueue queue(capacity);
    std::vector<LogRecord> records;
    for (int round = 0; round < 4; ++round) {
        for (std::size_t i = 0; i < 2 * capacity; ++i)
            queue.add(note("x"));
        QCOMPARE(queue.take(records, {}).dropped, quint64(capacity));
        QCOMPARE(records.size(), capacity);
        QCOMPARE(records.capacity(), capacity);
    }
}

void TestLogQueue::waitEndsAtTheTime()
{
    LogQueue queue(1);
    std::vector<LogRecord> records{note("old")};
    const auto until = std::chrono::steady_clock::now() + 20ms;
    const auto batch = queue.take(records, until);
    QVERIFY(std::chrono::steady_clock::now() >= until);
    QVERIFY(records.empty());
    QVERIFY(!batch.closed);
}

void TestLogQueue::closingEndsTheWait()
{
    LogQueue queue(1);
    std::jthread closer([&queue] {
        std::this_thread::sleep_for(10ms); // so that the other one most likely waits by then
        queue.close();
    });
    std::vector<LogRecord> records;
    QVERIFY(queue.take(records, {}).closed);
}

void TestLogQueue::closedQueueTakesNothing()
{
    LogQueue queue(4);
    queue.add(note("a"));
    queue.close();
    queue.add(note("b"));
    std::vector<LogRecord> records;
    QVERIFY(queue.take(records, {}).closed);
    QCOMPARE(records.size(), std::size_t(1));
    QVERIFY(queue.take(records, {}).closed);
    QVERIFY(records.empty());
}

void TestLogQueue::manyThreadsLoseNothing()
{
    constexpr quint64 perThread = 20'000;
    constexpr quint64 threads = 4;
    LogQueue queue(64);
    std::vector<std::jthread> producers;
    for (quint64 i = 0; i < threads; ++i) {
        producers.emplace_back([&queue] {
            for (quint64 n = 0; n < perThread; ++n)
                queue.add(note(std::to_string(n)));
        });
    }
    std::vector<LogRecord> records;
    quint64 seen = 0;
    while (seen < threads * perThread) {
        const auto batch = queue.take(records, {});
        seen += records.size() + batch.dropped;
    }
    QCOMPARE(seen, threads * perThread);
}

QTEST_GUILESS_MAIN(TestLogQueue)
#include "tst_logqueue.moc"
