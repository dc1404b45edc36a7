// SPDX-License-Identifier: MIT
#include "core/traffic/queue/trafficqueue.h"

#include "tests/unit/traffic/queue/queuerows.h"

#include <QTest>

#include <string>
#include <string_view>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::string_view_literals;

/// What a queue keeps while nobody takes it, and how it tells of the rest.
class TestTrafficQueueBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gapStandsWhereMessagesWereDropped();
    void onlyNumbersAreOfInterestWhileFull();
    void bytesAreBounded();
    void messageThatNeverFitsIsCountedAlone();
    void longMessagesHaveABoundOfTheirOwn();
    void streamsTakeNothingFromMessages();
    void numbersGoOnOverBatchesAndGaps();
    void eventsBeyondTheirBoundAreCounted();
};

void TestTrafficQueueBounds::gapStandsWhereMessagesWereDropped()
{
    TrafficQueue queue({.messages = 2});
    for (quint64 i = 1; i <= 5; ++i)
        queue.happened(message(1, "m", i));
    queue.happened(ConnectionOpened{named(2)});
    queue.happened(message(1, "m", 6));

    const auto batch = queue.take();
    QCOMPARE(batch.rows.size(), 5);
    QCOMPARE(batch.rows[2].kind, TrafficRow::Kind::Gap);
    QCOMPARE(batch.rows[2].gap, GapReason::QueueFull);
    QCOMPARE(batch.rows[2].missing, 3);
    QCOMPARE(batch.rows[2].number, 3);
    QCOMPARE(batch.rows[3].kind, TrafficRow::Kind::Notice);
    QCOMPARE(batch.rows[3].number, 6);
    QCOMPARE(batch.rows[4].kind, TrafficRow::Kind::Gap);
    QCOMPARE(batch.rows[4].missing, 1);
}

void TestTrafficQueueBounds::onlyNumbersAreOfInterestWhileFull()
{
    TrafficQueue queue({.messages = 1});
    QCOMPARE(queue.interest(), TapInterest::Frames);
    queue.happened(message(1, "a", 1));
    QCOMPARE(queue.interest(), TapInterest::Frames);
    queue.happened(message(1, "b", 2));
    QCOMPARE(queue.interest(), TapInterest::Numbers);
    queue.happened(MessagesUnseen{40});
    const auto batch = queue.take();
    QCOMPARE(batch.rows.size(), 2);
    QCOMPARE(batch.rows[1].kind, TrafficRow::Kind::Gap);
    QCOMPARE(batch.rows[1].missing, 41);
    QCOMPARE(queue.interest(), TapInterest::Frames);
    queue.happened(message(1, "c", 3));
    QCOMPARE(textOf(queue.take().rows.front().content), "c"sv);
}

void TestTrafficQueueBounds::bytesAreBounded()
{
    TrafficQueue queue({.bytes = 10});
    const auto frame = bytesOf("12345");
    queue.happened(MessageSeen{named(1), Direction::In, bytesOf("1234"), frame, 1, 0}); // 9
    queue.happened(message(1, "12", 2)); // does not fit
    queue.happened(message(1, "1", 3)); // would, but what is kept has no holes
    const auto batch = queue.take();
    QCOMPARE(keptIn(batch), 1);
    QCOMPARE(missingIn(batch), 2);
}

void TestTrafficQueueBounds::messageThatNeverFitsIsCountedAlone()
{
    TrafficQueue queue({.bytes = 10});
    queue.happened(message(1, "0123456789", 1)); // just fits
    QCOMPARE(keptIn(queue.take()), 1);
    queue.happened(message(1, "0123456789a", 2));
    queue.happened(message(1, "b", 3));
    const auto batch = queue.take();
    QCOMPARE(batch.rows.size(), 2);
    QCOMPARE(batch.rows[0].missing, 1);
    QCOMPARE(textOf(batch.rows[1].content), "b"sv);
}

void TestTrafficQueueBounds::longMessagesHaveABoundOfTheirOwn()
{
    constexpr auto length = TrafficQueueLimits::longMessage;
    const std::string large(length, 'l');
    TrafficQueue queue({.bytes = 10, .longBytes = 2 * length});
    queue.happened(message(1, large, 1));
    queue.happened(message(1, "0123456789", 2));
    queue.happened(message(1, large, 3));
    QCOMPARE(keptIn(queue.take()), std::size_t{3});
    for (quint64 i = 1; i <= 3; ++i)
        queue.happened(message(1, large, i));
    queue.happened(message(1, "1", 4)); // would fit, but what is kept has no holes
    const auto batch = queue.take();
    QCOMPARE(keptIn(batch), std::size_t{2});
    QCOMPARE(missingIn(batch), quint64{2});
}

void TestTrafficQueueBounds::streamsTakeNothingFromMessages()
{
    const std::string bytes(10, 's');
    const StreamDataSeen data{.stream = {.connection = named(1), .number = 3, .target = "web"},
        .direction = Direction::Out,
        .bytes = bytesOf(bytes)};
    TrafficQueue queue({.streamBytes = 25});
    for (int i = 0; i < 4; ++i)
        queue.happened(data);
    queue.happened(message(1, "hello", 1));
    const auto batch = queue.take();
    QCOMPARE(keptIn(batch), 3); // two pieces, the message
    QCOMPARE(missingIn(batch), 2);
    const auto &row = batch.rows.front();
    QCOMPARE(row.kind, TrafficRow::Kind::StreamData);
    QCOMPARE(row.direction, Direction::Out);
    QCOMPARE(row.stream, 3U);
    QCOMPARE(row.target.name(), std::string_view("web"));
    QCOMPARE(textOf(row.content), std::string_view(bytes));
    QVERIFY(row.content.data() != data.bytes.data());
    QCOMPARE(batch.rows.back().kind, TrafficRow::Kind::Message);
    queue.happened(data); // there is room again
    QCOMPARE(keptIn(queue.take()), 1);

    TrafficQueue pieces({.streamBytes = 1000, .streamPieces = 1});
    pieces.happened(data);
    pieces.happened(data);
    QCOMPARE(missingIn(pieces.take()), 1);

    TrafficQueue indifferent;
    indifferent.happened(data);
    QVERIFY(indifferent.take().rows.empty());
}

void TestTrafficQueueBounds::numbersGoOnOverBatchesAndGaps()
{
    TrafficQueue queue({.messages = 3});
    quint64 next = 1;
    for (int round = 0; round < 5; ++round) {
        for (quint64 i = 0; i < 7; ++i)
            queue.happened(message(1, "m", i));
        for (const auto &row : queue.take().rows) {
            QCOMPARE(row.number, next);
            next += isGap(row) ? row.missing : 1;
        }
    }
    QCOMPARE(next, 5 * 7 + 1);
}

void TestTrafficQueueBounds::eventsBeyondTheirBoundAreCounted()
{
    TrafficQueue queue({.events = 2});
    for (ConnectionId id = 1; id <= 5; ++id)
        queue.happened(ConnectionOpened{named(id)});
    const auto batch = queue.take();
    QCOMPARE(keptIn(batch), 2);
    QCOMPARE(missingIn(batch), 3);
}

QTEST_GUILESS_MAIN(TestTrafficQueueBounds)
#include "tst_trafficqueuebounds.moc"
