// SPDX-License-Identifier: MIT
#include "core/net/connection/deadlines.h"

#include <QTest>

using namespace sealcord;
using namespace std::chrono_literals;

class TestDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLateAtFirst();
    void whatIsLateIsNamed_data();
    void whatIsLateIsNamed();
    void frameHasTimeForItsLength();
    void timeWithoutReadingDoesNotCountAgainstAFrame();
    void progressPutsIdlenessOff();
    void closingTimeOnlyComesNearer();
};

static constexpr ConnectionLimits limits{.handshakeTimeout = 10s,
    .idleTimeout = 5s,
    .sendTimeout = 1500ms,
    .frameTimeout = 20s,
    .frameRate = 1000};

void TestDeadlines::nothingIsLateAtFirst()
{
    const Deadlines deadlines(limits);
    const auto now = deadlines.since();
    QVERIFY(!deadlines.late(now, {.isHandshake = true, .owes = true, .unfinished = 1}));
    QVERIFY(!deadlines.idle(now));
}

void TestDeadlines::whatIsLateIsNamed_data()
{
    QTest::addColumn<Deadlines::Standing>("standing");
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<std::string>("text");

    QTest::newRow("handshake") << Deadlines::Standing{.isHandshake = true}
                               << EndReason::HandshakeTimeout
                               << std::string("handshake not finished in 10 s");
    QTest::newRow("sending") << Deadlines::Standing{.owes = true} << EndReason::SendTimeout
                             << std::string("nothing of what it is owed was taken in 1500 ms");
    QTest::newRow("sending, after the end")
        << Deadlines::Standing{.hasEnded = true, .owes = true} << EndReason::SendTimeout
        << std::string("nothing of what it is owed was taken in 1500 ms");
    QTest::newRow("frame") << Deadlines::Standing{.unfinished = 40} << EndReason::FrameTimeout
                           << std::string("a message of 40 bytes was not finished in time");
}

void TestDeadlines::whatIsLateIsNamed()
{
    QFETCH(Deadlines::Standing, standing);
    const Deadlines deadlines(limits);
    const auto late = deadlines.late(deadlines.since() + 1min, standing);
    QVERIFY(late);
    QTEST(late->reason, "reason");
    QTEST(late->text, "text");
    standing = {.hasEnded = standing.hasEnded};
    QVERIFY(!deadlines.late(deadlines.since() + 1min, standing));
}

void TestDeadlines::frameHasTimeForItsLength()
{
    const Deadlines deadlines(limits);
    const Deadlines::Standing standing{.unfinished = 30'000}; // 20 s and 30 s
    QVERIFY(!deadlines.late(deadlines.since() + 50s, standing));
    QVERIFY(deadlines.late(deadlines.since() + 50s + 1ms, standing));
}

void TestDeadlines::timeWithoutReadingDoesNotCountAgainstAFrame()
{
    Deadlines deadlines(limits);
    const auto begin = deadlines.since();
    deadlines.look(begin + 100s, false);
    QVERIFY(!deadlines.late(begin + 110s, {.unfinished = 1}));
    deadlines.look(begin + 130s, true);
    QVERIFY(deadlines.late(begin + 130s, {.unfinished = 1}));
}

void TestDeadlines::progressPutsIdlenessOff()
{
    Deadlines deadlines(limits);
    const auto begin = deadlines.since();
    QVERIFY(deadlines.idle(begin + 6s));
    deadlines.progressed();
    deadlines.look(begin + 6s, true);
    QVERIFY(!deadlines.idle(begin + 11s));
    QCOMPARE(deadlines.idle(begin + 12s)->text, std::string("idle for 5 s"));
}

void TestDeadlines::closingTimeOnlyComesNearer()
{
    Deadlines deadlines(limits);
    const auto begin = deadlines.since();
    deadlines.closeBy(begin + 2s);
    deadlines.closeBy(begin + 9s);
    QVERIFY(!deadlines.late(begin + 1s, {.hasEnded = true}));
    QVERIFY(deadlines.late(begin + 2s, {.hasEnded = true})->reason == EndReason::ClosedByUs);
}

QTEST_APPLESS_MAIN(TestDeadlines)
#include "tst_deadlines.moc"
