// SPDX-License-Identifier: MIT
#include "core/text/figures.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

#include <chrono>

using namespace sealcord;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The default locale during a test.
class LocaleInForce
{
public:
    explicit LocaleInForce(QLocale::Language language) { QLocale::setDefault(QLocale(language)); }
    ~LocaleInForce() { QLocale::setDefault(m_before); }
    Q_DISABLE_COPY_MOVE(LocaleInForce)

private:
    QLocale m_before;
};

std::chrono::system_clock::time_point timeOf(const QDateTime &time, std::chrono::microseconds more)
{
    return std::chrono::system_clock::time_point(
        std::chrono::milliseconds(time.toMSecsSinceEpoch()) + more);
}

} // namespace

class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void figures_data();
    void figures();
    void germanGroupsAndMarksFractionsItsWay();
    void pluralOfLargeNumbersKeepsTheirEnd();
    void spans_data();
    void spans();
    void timesOfDayAndTimestampsAreLocal();
    void timestampTellsTheOffset();
};

void TestFigures::figures_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &text, const QString &expected) {
        QTest::addRow("%s", qPrintable(expected)) << text << expected;
    };
    row(formatCount(0), u"0"_s);
    row(formatCount(4812), u"4,812"_s);
    row(formatCount(18'446'744'073'709'551'615ULL), u"18,446,744,073,709,551,615"_s);
    row(formatBytes(0), u"0 bytes"_s);
    row(formatBytes(1), u"1 byte"_s);
    row(formatBytes(1204), u"1,204 bytes"_s);
    row(formatBytes(5'000'000'000), u"5,000,000,000 bytes"_s);
    row(formatShortBytes(0), u"0 B"_s);
    row(formatShortBytes(18), u"18 B"_s);
    row(formatShortBytes(999.4), u"999 B"_s);
    row(formatShortBytes(999.6), u"1.00 kB"_s);
    row(formatShortBytes(9'994), u"9.99 kB"_s);
    row(formatShortBytes(9'996), u"10.0 kB"_s);
    row(formatShortBytes(61'234), u"61.2 kB"_s);
    row(formatShortBytes(999'600), u"1.00 MB"_s);
    row(formatShortBytes(2e15), u"2,000 TB"_s);
    row(formatMemory(512), u"512 B"_s);
    row(formatMemory(64 * 1024 * 1024), u"64 MiB"_s);
    row(formatMemory(3'250'586), u"3.1 MiB"_s);
    row(formatMemory(1024 * 1024 - 1), u"1 MiB"_s);
    row(formatRate(0), u"0/s"_s);
    row(formatRate(0.2), u"0.2/s"_s);
    row(formatRate(5), u"5/s"_s);
    row(formatRate(9.96), u"10/s"_s);
    row(formatRate(412), u"412/s"_s);
    row(formatRate(1'234'567.8), u"1,234,568/s"_s);
}

void TestFigures::figures()
{
    QFETCH(QString, text);
    QTEST(text, "expected");
}

void TestFigures::germanGroupsAndMarksFractionsItsWay()
{
    const LocaleInForce german(QLocale::German);
    QCOMPARE(formatCount(4812), u"4.812"_s);
    QCOMPARE(formatBytes(1204), u"1.204 bytes"_s);
    QCOMPARE(formatShortBytes(61'234), u"61,2 kB"_s);
    QCOMPARE(formatMemory(3'250'586), u"3,1 MiB"_s);
    QCOMPARE(formatRate(0.2), u"0,2/s"_s);
    QCOMPARE(formatInterval(998ms), u"0,998 s"_s);
    QCOMPARE(formatElapsed(7120ms), u"0:07,120"_s);
}

void TestFigures::pluralOfLargeNumbersKeepsTheirEnd()
{
    QCOMPARE(pluralOf(1), 1);
    QCOMPARE(pluralOf(999'999'999), 999'999'999);
    QCOMPARE(pluralOf(7'000'000'021), 1'000'000'021);
}

void TestFigures::spans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::addRow("%s: %s", name, qPrintable(expected)) << text << expected;
    };
    row("duration", formatDuration(-5s), u"0:00"_s);
    row("duration", formatDuration(7900ms), u"0:07"_s);
    row("duration", formatDuration(12min + 4s), u"12:04"_s);
    row("duration", formatDuration(1h + 12min + 4s), u"1:12:04"_s);
    row("duration", formatDuration(76h + 30min), u"3 d 4 h"_s);
    row("interval", formatInterval(0ns), u"0 µs"_s);
    row("interval", formatInterval(300ns), u"0.3 µs"_s);
    row("interval", formatInterval(4us), u"4 µs"_s);
    row("interval", formatInterval(9'940ns), u"9.9 µs"_s);
    row("interval", formatInterval(9'960ns), u"10 µs"_s);
    row("interval", formatInterval(999'499ns), u"999 µs"_s);
    row("interval", formatInterval(999'500ns), u"1.00 ms"_s);
    row("interval", formatInterval(1'250us), u"1.25 ms"_s);
    row("interval", formatInterval(45'300us), u"45.3 ms"_s);
    row("interval", formatInterval(998ms), u"0.998 s"_s);
    row("interval", formatInterval(12min + 4s), u"12:04"_s);
    row("interval", formatInterval(76h), u"3 d 4 h"_s);
    row("interval", formatInterval(-60us), u"-60 µs"_s);
    row("interval", formatInterval(std::chrono::nanoseconds::min()), u"-106751 d 23 h"_s);
    row("elapsed", formatElapsed(7120ms), u"0:07.120"_s);
    row("elapsed", formatElapsed(72min + 4s + 5ms), u"1:12:04.005"_s);
    row("elapsed", formatElapsed(-5ms), u"-0:00.005"_s);
    row("ago", formatAgo(-1s), u"now"_s);
    row("ago", formatAgo(99ms), u"now"_s);
    row("ago", formatAgo(250ms), u"0.2 s"_s);
    row("ago", formatAgo(9999ms), u"9.9 s"_s);
    row("ago", formatAgo(13'900ms), u"13 s"_s);
    row("ago", formatAgo(12min + 4s), u"12:04"_s);
}

void TestFigures::spans()
{
    QFETCH(QString, text);
    QTEST(text, "expected");
}

void TestFigures::timesOfDayAndTimestampsAreLocal()
{
    const QDateTime local(QDate(2026, 11, 24), QTime(10, 16, 15, 120));
    const auto time = timeOf(local, 431us);
    QCOMPARE(formatTimeOfDay(time), u"10:16:15.120"_s);
    QVERIFY2(formatTimestamp(time).startsWith(u"2026-11-24T10:16:15.120431"_s),
        qPrintable(formatTimestamp(time)));
}

void TestFigures::timestampTellsTheOffset()
{
    const auto before = qgetenv("TZ");
    const std::chrono::system_clock::time_point time(1'764'000'000s); // 2025-11-24T16:00:00Z
    const auto in = [&](const char *zone) {
        qputenv("TZ", zone);
        tzset();
        return formatTimestamp(time);
    };
    QCOMPARE(in("UTC0"), u"2025-11-24T16:00:00.000000+00:00"_s);
    QCOMPARE(in("NPT-5:45"), u"2025-11-24T21:45:00.000000+05:45"_s);
    QCOMPARE(in("XXX3:30"), u"2025-11-24T12:30:00.000000-03:30"_s);
    if (before.isNull())
        qunsetenv("TZ");
    else
        qputenv("TZ", before);
    tzset();
}

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
