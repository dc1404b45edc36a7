// SPDX-License-Identifier: MIT
#include "core/trust/utctime.h"

#include <QTest>

using namespace sealcord;

class TestUtcTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void time_data();
    void time();
    void refuses_data();
    void refuses();
    void aDateIsNoTime();
};

void TestUtcTime::time_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds"); // since 1970
    QTest::addColumn<QString>("shortest");

    const auto row = [](const char *text, qint64 seconds, const char *shortest) {
        QTest::newRow(text) << QString::fromUtf8(text) << seconds << QString::fromUtf8(shortest);
    };
    row("1970-01-01", 0, "1970-01-01");
    row("2026-12-24", 1798070400, "2026-12-24");
    row("2026-12-24T00:00:00Z", 1798070400, "2026-12-24");
    row("2026-12-24T12:30:59Z", 1798115459, "2026-12-24T12:30:59Z");
    row("2024-02-29", 1709164800, "2024-02-29");
    row("9999-12-31T23:59:59Z", 253402300799, "9999-12-31T23:59:59Z");
}

void TestUtcTime::time()
{
    QFETCH(QString, text);
    QFETCH(qint64, seconds);
    const auto time = parseUtcTime(text);
    QVERIFY(time);
    QCOMPARE(time->time_since_epoch().count(), seconds);
    QTEST(utcText(*time), "shortest");
}

void TestUtcTime::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const auto *text :
        {"", "2026", "2026-1-1", "28.11.2026", "tomorrow", "2026-13-01", "2026-00-01", "2026-02-29",
            "2026-04-31", "2026-12-24T", "2026-12-24T12:00:00", "2026-12-24T12:00Z",
            "2026-12-24T24:00:00Z", "2026-12-24T23:60:00Z", "2026-12-24T23:59:60Z",
            "2026-12-24t12:00:00z", "2026-12-24 12:00:00Z", "2026-12-24T12:00:00+01:00",
            "2026-12-24T12:00:00.0Z", " 2026-12-24", "2026-12-24 ", "+026-12-24", "٢٠٢٦-12-24"})
        QTest::addRow("\"%s\"", text) << QString::fromUtf8(text);
}

void TestUtcTime::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!parseUtcTime(text));
    QVERIFY(!parseUtcDate(text));
}

void TestUtcTime::aDateIsNoTime()
{
    QVERIFY(!parseUtcDate(u"2026-12-24T00:00:00Z"));
    QCOMPARE(utcText(*parseUtcDate(u"2026-12-24")), QStringLiteral("2026-12-24"));
    QCOMPARE(dateOf(*parseUtcTime(u"2026-12-24T23:59:59Z")), *parseUtcDate(u"2026-12-24"));
}

QTEST_APPLESS_MAIN(TestUtcTime)
#include "tst_utctime.moc"
