// SPDX-License-Identifier: MIT
#include "widgets/composer/repeater.h"

#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace std::chrono_literals;

class TestRepeater : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstComesAtOnce();
    void comesAsOftenAsAsked();
    void stopsFromWithin();
    void stopIsNotTheEnd();
};

void TestRepeater::firstComesAtOnce()
{
    Repeater repeater;
    QSignalSpy due(&repeater, &Repeater::due);
    QSignalSpy finished(&repeater, &Repeater::finished);
    repeater.start(1, 1h);
    QCOMPARE(due.size(), 1);
    QCOMPARE(finished.size(), 1);
    QVERIFY(!repeater.isRunning());
}

void TestRepeater::comesAsOftenAsAsked()
{
    Repeater repeater;
    QSignalSpy due(&repeater, &Repeater::due);
    QSignalSpy finished(&repeater, &Repeater::finished);
    repeater.start(4, 5ms);
    QCOMPARE(due.size(), 1);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(due.size(), 4);
    QCOMPARE(repeater.done(), 4);
}

void TestRepeater::stopsFromWithin()
{
    Repeater repeater;
    QSignalSpy finished(&repeater, &Repeater::finished);
    QSignalSpy due(&repeater, &Repeater::due);
    connect(&repeater, &Repeater::due, &repeater, &Repeater::stop);
    repeater.start(2, 1ms);
    QVERIFY(!repeater.isRunning());
    QVERIFY(!due.wait(30));
    QCOMPARE(due.size(), 1);
    QCOMPARE(finished.size(), 0);
}

void TestRepeater::stopIsNotTheEnd()
{
    Repeater repeater;
    QSignalSpy due(&repeater, &Repeater::due);
    repeater.start(0, 1ms);
    QTRY_VERIFY(due.size() >= 3);
    repeater.stop();
    repeater.start(2, 1ms);
    QTRY_VERIFY(!repeater.isRunning());
    QCOMPARE(repeater.done(), 2);
}

QTEST_GUILESS_MAIN(TestRepeater)
#include "tst_repeater.moc"
