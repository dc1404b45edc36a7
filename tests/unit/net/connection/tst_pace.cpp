// SPDX-License-Identifier: MIT
#include "core/net/connection/pace.h"

#include <QTest>

using namespace sealcord;

class TestPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMovesAtFirst();
    void steadyPaceIsMeasured();
    void whatJustMovedCounts();
    void shortPauseIsNone();
    void burstIsForgotten();
    void trickleIsSlow();
    void restartForgets();
};

static Pace steady(std::size_t bytesPerTick, int ticks)
{
    Pace pace;
    for (int i = 0; i < ticks; ++i) {
        pace.moved(bytesPerTick);
        pace.tick();
    }
    return pace;
}

static void rest(Pace &pace, int ticks)
{
    for (int i = 0; i < ticks; ++i)
        pace.tick();
}

void TestPace::nothingMovesAtFirst()
{
    QCOMPARE(Pace().bytesPerSecond(), std::size_t{0});
}

void TestPace::steadyPaceIsMeasured()
{
    const auto measured = steady(250'000, 100).bytesPerSecond();
    QVERIFY2(measured > 990'000 && measured <= 1'000'000, qPrintable(QString::number(measured)));
}

void TestPace::whatJustMovedCounts()
{
    Pace pace;
    pace.moved(4'000);
    QCOMPARE(pace.bytesPerSecond(), std::size_t{2'000});
}

void TestPace::shortPauseIsNone()
{
    auto pace = steady(1'000'000, 8); // 4 MB/s for 2 s
    const auto before = pace.bytesPerSecond();
    rest(pace, 2);
    QVERIFY(pace.bytesPerSecond() > before * 3 / 4);
}

void TestPace::burstIsForgotten()
{
    auto pace = steady(1'000'000, 8);
    rest(pace, 4 * 20);
    QVERIFY(pace.bytesPerSecond() < 200);
}

void TestPace::trickleIsSlow()
{
    QVERIFY(steady(2, 1'000).bytesPerSecond() <= 10); // a byte every 125 ms
}

void TestPace::restartForgets()
{
    auto pace = steady(1'000, 8);
    pace.restart();
    QCOMPARE(pace.bytesPerSecond(), std::size_t{0});
}

QTEST_APPLESS_MAIN(TestPace)
#include "tst_pace.moc"
