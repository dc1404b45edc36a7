// SPDX-License-Identifier: MIT
#include "core/records/recordtime.h"

#include <QByteArray>
#include <QTest>

#include <chrono>
#include <limits>
#include <string>

using namespace sealcord;
using std::chrono::nanoseconds;

class TestRecordTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void times_data();
    void times();
    void nanosecondsComeBack();
    void readsFewerDigits_data();
    void readsFewerDigits();
    void anyTwoCanBeSubtracted();
    void refusesWhatIsNoTime_data();
    void refusesWhatIsNoTime();
};

void TestRecordTime::times_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000Z");
    QTest::newRow("before") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999Z");
    QTest::newRow("leap day") << qint64(1709164799007) << QByteArray("2024-02-28T23:59:59.007Z");
}

void TestRecordTime::times()
{
    QFETCH(qint64, milliseconds);
    const std::chrono::system_clock::time_point time{std::chrono::milliseconds(milliseconds)};
    QTEST(QByteArray::fromStdString(timeText(time)), "text");
}

void TestRecordTime::nanosecondsComeBack()
{
    for (const qint64 count : {qint64(0), qint64(-1), qint64(1'764'000'000'123'456'789)}) {
        const RecordTime time{nanoseconds(count)};
        const auto text = timeText(time, TimeDigits::Nanoseconds);
        QCOMPARE(text.size(), std::string("2026-11-24T10:42:27.123456789Z").size());
        QCOMPARE(recordTime(text)->time_since_epoch().count(), count);
    }
}

void TestRecordTime::readsFewerDigits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("nanoseconds");

    QTest::newRow("none") << QByteArray("1970-01-01T00:00:01Z") << qint64(1'000'000'000);
    QTest::newRow("one") << QByteArray("1970-01-01T00:00:01.5Z") << qint64(1'500'000'000);
    QTest::newRow("three") << QByteArray("1970-01-01T00:00:01.007Z") << qint64(1'007'000'000);
    QTest::newRow("leap second") << QByteArray("1970-01-01T23:59:60Z")
                                 << qint64(86'400'000'000'000);
}

void TestRecordTime::readsFewerDigits()
{
    QFETCH(QByteArray, text);
    const auto time = recordTime(text.toStdString());
    QVERIFY(time);
    QTEST(qint64(time->time_since_epoch().count()), "nanoseconds");
}

void TestRecordTime::anyTwoCanBeSubtracted()
{
    const auto first = recordTime("1900-01-01T00:00:00Z");
    const auto last = recordTime("2191-12-31T23:59:60.999999999Z");
    QVERIFY(first && last);
    const auto between =
        double(last->time_since_epoch().count()) - double(first->time_since_epoch().count());
    QVERIFY(between < double(std::numeric_limits<RecordTime::duration::rep>::max()));
    QVERIFY(*last - *first > nanoseconds(0));
}

void TestRecordTime::refusesWhatIsNoTime_data()
{
    QTest::addColumn<QByteArray>("text");

    for (const auto *text : {"", "Z", "2026-11-24", "2026-11-24T10:42:27", "2026-11-24T10:42:27.Z",
             "2026-11-24T10:42:27.1234567890Z", "2026-11-24T10:42:27.12x", "2026-11-24 10:42:27Z",
             "2026-13-24T10:42:27Z", "2026-02-30T10:42:27Z", "2026-11-24T24:42:27Z",
             "2026-11-24T10:60:27Z", "2026-11-24T10:42:61Z", "2026-11-24T10:42:27.-12Z",
             "-026-11-24T10:42:27Z", "2026-+1-24T10:42:27Z", "2026-11-24T10:42:27Z ",
             "2026-11-24T10:42:27.123+01:00", "1899-12-31T23:59:59Z", "2192-01-01T00:00:00Z"})
        QTest::newRow(text) << QByteArray(text);
}

void TestRecordTime::refusesWhatIsNoTime()
{
    QFETCH(QByteArray, text);
    QVERIFY(!recordTime(text.toStdString()));
}

QTEST_APPLESS_MAIN(TestRecordTime)
#include "tst_recordtime.moc"
