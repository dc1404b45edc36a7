// SPDX-License-Identifier: MIT
#include "console/bench/benchhistogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace sealcord;
using namespace std::chrono_literals;

class TestBenchHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsZero();
    void smallDurationsAreExact();
    void quantilesAreThoseOfTheSortedList_data();
    void quantilesAreThoseOfTheSortedList();
    void addsUp();
    void whatIsTooLongStillCounts();
    void negativeCountsAsZero();
};

void TestBenchHistogram::nothingIsZero()
{
    const BenchHistogram histogram;
    QCOMPARE(histogram.count(), std::uint64_t(0));
    QCOMPARE(histogram.max(), 0ns);
    QCOMPARE(histogram.mean(), 0ns);
    QCOMPARE(histogram.quantile(0.5), 0ns);
}

void TestBenchHistogram::smallDurationsAreExact()
{
    for (int i = 0; i < 256; ++i) {
        BenchHistogram histogram;
        histogram.add(std::chrono::nanoseconds(i));
        histogram.add(1h); // so that the maximum does not hide the bucket
        QCOMPARE(histogram.quantile(0.5).count(), qint64(i));
    }
}

void TestBenchHistogram::quantilesAreThoseOfTheSortedList_data()
{
    QTest::addColumn<double>("share");
    for (const auto share : {0.0, 0.001, 0.5, 0.9, 0.99, 0.999, 0.9999, 1.0})
        QTest::addRow("%g", share) << share;
}

// Over eleven powers of ten, against the plainest thing that is right.
void TestBenchHistogram::quantilesAreThoseOfTheSortedList()
{
    QFETCH(double, share);
    BenchHistogram histogram;
    std::vector<qint64> sorted;
    for (int i = 0; i < 10'000; ++i) {
        const auto value = static_cast<qint64>(std::pow(10, (i * 7919 % 10'000) / 900.0));
        sorted.push_back(value);
        histogram.add(std::chrono::nanoseconds(value));
    }
    std::ranges::sort(sorted);
    const auto rank = std::max(1.0, std::ceil(share * double(sorted.size())));
    const auto exact = sorted[std::size_t(rank) - 1];
    const auto found = histogram.quantile(share).count();
    QVERIFY2(found >= exact && double(found) <= double(exact) * (1 + 1.0 / 128),
        qPrintable(QString::number(found) + QStringLiteral(" for ") + QString::number(exact)));
    QCOMPARE(histogram.max().count(), sorted.back());
    QCOMPARE(histogram.quantile(1), histogram.max());
}

void TestBenchHistogram::addsUp()
{
    BenchHistogram one;
    BenchHistogram other;
    BenchHistogram both;
    for (int i = 1; i <= 100; ++i) {
        const auto value = std::chrono::microseconds(i * i);
        (i % 3 == 0 ? one : other).add(value);
        both.add(value);
    }
    one.add(other);
    QCOMPARE(one.count(), both.count());
    QCOMPARE(one.mean(), both.mean());
    QCOMPARE(one.max(), both.max());
    for (const auto share : {0.1, 0.5, 0.9})
        QCOMPARE(one.quantile(share), both.quantile(share));
}

void TestBenchHistogram::whatIsTooLongStillCounts()
{
    BenchHistogram histogram;
    histogram.add(1us);
    histogram.add(24h);
    QCOMPARE(histogram.count(), std::uint64_t(2));
    QCOMPARE(histogram.max(), std::chrono::nanoseconds(24h));
    QVERIFY(histogram.quantile(1) > 1h);
}

void TestBenchHistogram::negativeCountsAsZero()
{
    BenchHistogram histogram;
    histogram.add(-5ns);
    QCOMPARE(histogram.count(), std::uint64_t(1));
    QCOMPARE(histogram.max(), 0ns);
    QCOMPARE(histogram.mean(), 0ns);
}

QTEST_GUILESS_MAIN(TestBenchHistogram)
#include "tst_benchhistogram.moc"
