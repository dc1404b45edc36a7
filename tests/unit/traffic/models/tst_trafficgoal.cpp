// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficgoal.h"

#include "core/text/figures.h"
#include "core/traffic/models/trafficmodel.h"
#include "tests/support/rows/rowsource.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestTrafficGoal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void numbers_data();
    void numbers();
    void timesOfDay();
    void dates();
    void whatIsNeitherIsToldApart();
};

void TestTrafficGoal::initTestCase()
{
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale(QLocale::English));
}

void TestTrafficGoal::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("row");
    QTest::addColumn<bool>("isExact");
    QTest::newRow("first") << u"1"_s << 0 << true;
    QTest::newRow("grouped") << u" #1,205 "_s << 5 << true;
    QTest::newRow("plain") << u"1205"_s << 5 << true;
    QTest::newRow("in the gap") << u"600"_s << 2 << false;
    QTest::newRow("the gap itself") << u"2"_s << 1 << false;
    QTest::newRow("beyond") << u"99999"_s << 501 << false;
}

void TestTrafficGoal::numbers()
{
    RowSource source;
    source.message("1");
    source.gap(1200);
    for (int i = 0; i < 500; ++i)
        source.message("from 1202 on");
    TrafficModel model;
    show(model, source.take());
    QFETCH(const QString, text);
    const auto goal = trafficGoal(model, text);
    QVERIFY(goal);
    QTEST(goal->isExact, "isExact");
    QTEST(goal->row, "row");
}

void TestTrafficGoal::timesOfDay()
{
    RowSource source;
    const auto evening = TrafficRow::Clock::time_point(std::chrono::seconds(
        QDateTime(QDate(2026, 11, 24), QTime(23, 0), Qt::UTC).toSecsSinceEpoch()));
    for (int minutes = 0; minutes < 120; ++minutes) // over midnight
        source.message("text").time = evening + minutes * 1min;
    TrafficModel model;
    show(model, source.take());
    const auto row = [&model](const QString &text) { return trafficGoal(model, text)->row; };
    QCOMPARE(row(u"23:10"_s), 10);
    QCOMPARE(row(u"23:10:00.500"_s), 11);
    QCOMPARE(row(u"0:30"_s), 90);
    QCOMPARE(row(u"00:30:00"_s), 90);
    QCOMPARE(row(u"12:00"_s), 119); // of today, which has not come
    QVERIFY(!trafficGoal(model, u"12:00")->isExact);
}

void TestTrafficGoal::dates()
{
    RowSource source;
    TrafficModel model;
    show(model, source.messages(100));
    const auto text = formatTimestamp(model.row(41).time);
    QCOMPARE(trafficGoal(model, text)->row, 41);
    QCOMPARE(trafficGoal(model, u"2020-01-01T00:00Z")->row, 0);
}

void TestTrafficGoal::whatIsNeitherIsToldApart()
{
    TrafficModel model;
    QCOMPARE(trafficGoal(model, u"hello").error(), NoGoal::NeitherNumberNorTime);
    QCOMPARE(trafficGoal(model, u"").error(), NoGoal::NeitherNumberNorTime);
    QCOMPARE(trafficGoal(model, u"-1").error(), NoGoal::NeitherNumberNorTime);
    QCOMPARE(trafficGoal(model, u"1").error(), NoGoal::NoRows);
}

QTEST_GUILESS_MAIN(TestTrafficGoal)
#include "tst_trafficgoal.moc"
