// SPDX-License-Identifier: MIT
#include "core/net/stream/streamturns.h"

#include <QTest>

using namespace sealcord;

class TestStreamTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void littleComesBeforeMuch();
    void muchGoesInCirclesAsFarAsThereIsRoom();
    void whoIsAloneSendsAllThatThereIsRoomFor();
    void littleCannotPassOverMuchForEver();
};

void TestStreamTurns::littleComesBeforeMuch()
{
    StreamTurns turns;
    turns.goOn(1);
    turns.join(3);
    turns.begin(StreamTurns::length);
    QCOMPARE(turns.next()->number, 3U);
    QCOMPARE(turns.next()->number, 1U);
    QVERIFY(!turns.next());
    QVERIFY(turns.isEmpty());
}

void TestStreamTurns::muchGoesInCirclesAsFarAsThereIsRoom()
{
    StreamTurns turns;
    for (const StreamNumber number : {1U, 3U, 5U})
        turns.goOn(number);
    int served = 0;
    for (const StreamNumber number : {1U, 3U, 5U, 1U, 3U, 5U}) { // two pieces a turn
        if (served++ % 2 == 0)
            turns.begin(StreamTurns::length);
        const auto turn = turns.next();
        QVERIFY(turn);
        QCOMPARE(turn->number, number);
        QCOMPARE(turn->most, StreamTurns::piece);
        turns.sent(turn->most);
        turns.goOn(number);
        QVERIFY(served % 2 == 1 || !turns.next());
    }
    turns.begin(1000);
    QCOMPARE(turns.next()->most, 1000zu);
    turns.begin(0);
    QVERIFY(!turns.next());
}

void TestStreamTurns::whoIsAloneSendsAllThatThereIsRoomFor()
{
    StreamTurns turns;
    turns.join(1);
    turns.begin(StreamTurns::length);
    QCOMPARE(turns.next()->most, mostStreamData);
    turns.goOn(1);
    turns.begin(40'000);
    QCOMPARE(turns.next()->most, 40'000zu);
}

void TestStreamTurns::littleCannotPassOverMuchForEver()
{
    StreamTurns turns;
    turns.goOn(1);
    int passed = 0;
    for (; passed < 100; ++passed) {
        turns.join(3);
        turns.begin(0); // as where the kernel has enough already
        const auto turn = turns.next();
        QVERIFY(turn);
        if (turn->number == 1) {
            QCOMPARE(turn->most, StreamTurns::piece);
            break;
        }
        QVERIFY(!turns.next());
    }
    QCOMPARE(passed, StreamTurns::mostPassedOver);
    QCOMPARE(turns.next()->number, 3U);
}

QTEST_APPLESS_MAIN(TestStreamTurns)
#include "tst_streamturns.moc"
