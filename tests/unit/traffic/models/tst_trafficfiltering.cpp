// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmodel.h"

#include "tests/support/patience.h"
#include "tests/support/rows/rowsource.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

using Kind = TrafficRow::Kind;

Filter slowFilter()
{
    return filterOf(u"text:\"ba\""_s);
}

/// Fills \a model with so many bytes that no slice filters all, all of which begin what
/// slowFilter() looks for.
void fill(TrafficModel &model, RowSource &source)
{
    static const std::string text = std::string(5000, 'b') + 'a';
    model.setLimits({.bytes = std::size_t{1} << 40, .rows = model.limits().rows});
    for (int i = 0; i < 10; ++i) {
        auto batch = source.messages(2000);
        for (auto &row : batch.rows)
            row.content = std::as_bytes(std::span(text));
        model.append(batch);
    }
}

/// What came, as plainly as it can be kept, and what a model of it must show.
class Reference
{
public:
    void append(const TrafficBatch &batch)
    {
        for (const auto &row : batch.rows)
            m_offered += row.kind == Kind::Gap ? row.missing : 1;
    }

    void clear() { m_cleared = m_offered; }

    void verify(const TrafficModel &model, const Filter &filter) const
    {
        QCOMPARE(model.keptRows() + model.notKept(), m_offered - m_cleared);
        const bool startsCleared = model.rowCount({}) > 0 && model.row(0).gap == GapReason::Cleared;
        quint64 expected = startsCleared
            ? model.row(0).number
            : m_cleared + 1; // what is neither shown nor missing was filtered out
        for (int i = 0; i < model.rowCount({}); ++i) {
            const auto &row = model.row(i);
            QVERIFY(row.number >= expected);
            if (filter.isEmpty())
                QCOMPARE(row.number, expected);
            QVERIFY(row.kind == Kind::Gap || filter.matches(row));
            expected = row.number + (row.kind == Kind::Gap ? row.missing : 1);
        }
        if (filter.isEmpty() && !model.isPaused() && model.rowCount({}) > 0)
            QCOMPARE(expected, m_offered + 1);
        QVERIFY(model.keptRows() <= model.limits().rows);
        QVERIFY(model.keptBytes() <= model.limits().bytes);
    }

private:
    quint64 m_offered = 0;
    quint64 m_cleared = 0; // of these
};

} // namespace

class TestTrafficFiltering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void filterShowsMatchesAndGaps();
    void newRowsPassTheFilter();
    void filterWorksInSlices();
    void longContentEndsASlice();
    void newFilterTakesThePlaceOfOneUnderWay();
    void rowsForgottenWhileFilteringDoNoHarm();
    void pauseKeepsWhatIsShown();
    void pausedModelCountsWhatDoesNotFit();
    void randomUseAgreesWithThePlainReference();
};

void TestTrafficFiltering::filterShowsMatchesAndGaps()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    source.message("a");
    source.message("b");
    source.gap(7);
    source.message("b");
    source.message("a");
    model.append(source.take());
    QSignalSpy progressed(&model, &TrafficModel::filterProgressed);
    model.setFilter(filterOf(u"text:\"a\""_s));
    QCOMPARE(numbersIn(model), QList<quint64>({1, 3, 11}));
    QVERIFY(!model.isFiltering());
    QCOMPARE(progressed.last().front().toDouble(), 1.0);
    QCOMPARE(model.filter().text(), u"text:\"a\""_s);
    QCOMPARE(model.keptRows(), 4);
    model.setFilter({});
    QCOMPARE(numbersIn(model), QList<quint64>({1, 2, 3, 10, 11}));
}

void TestTrafficFiltering::newRowsPassTheFilter()
{
    TrafficModel model({.rows = 3});
    const QAbstractItemModelTester tester(&model);
    model.setFilter(filterOf(u"text:\"a\""_s));
    RowSource source;
    source.message("b");
    source.message("a");
    source.message("b");
    model.append(source.take());
    QCOMPARE(numbersIn(model), QList<quint64>({2}));
    model.append(source.messages(1, "b")); // forgets a row that was not shown
    QCOMPARE(numbersIn(model), QList<quint64>({1, 2}));
    QCOMPARE(model.row(0).missing, 1);
    model.append(source.messages(1, "a"));
    QCOMPARE(numbersIn(model), QList<quint64>({1, 5}));
}

void TestTrafficFiltering::filterWorksInSlices()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    fill(model, source);
    QSignalSpy progressed(&model, &TrafficModel::filterProgressed);
    model.setFilter(slowFilter());
    QVERIFY(model.isFiltering());
    const auto atFirst = model.rowCount({});
    QVERIFY(atFirst < 20'000);
    model.append(source.messages(1, "ba")); // waits for its turn
    QCOMPARE(model.rowCount({}), atFirst);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isFiltering(), patience);
    QCOMPARE(model.rowCount({}), 20'001);
    QVERIFY(progressed.size() > 1);
    auto last = 0.0;
    for (const auto &progress : progressed) {
        QVERIFY(progress.front().toDouble() >= last && progress.front().toDouble() <= 1.0);
        last = progress.front().toDouble();
    }
    QCOMPARE(last, 1.0);
    QCOMPARE(progressed.count({1.0}), 1);
}

// A few messages may take longer than thousands, and who sends them chooses how long.
void TestTrafficFiltering::longContentEndsASlice()
{
    const std::string content(3 * 1024 * 1024, '-');
    TrafficModel model;
    RowSource source;
    auto batch = source.messages(15);
    for (auto &row : batch.rows)
        row.content = std::as_bytes(std::span(content));
    model.append(batch);
    QCOMPARE(model.keptRows(), 15);
    const auto dashes = QString(100, u'-');
    model.setFilter(filterOf(u"text:\"%1=%1\""_s.arg(dashes)));
    QVERIFY(model.isFiltering());
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount({}), 0);
}

void TestTrafficFiltering::newFilterTakesThePlaceOfOneUnderWay()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    fill(model, source);
    model.setFilter(slowFilter());
    QVERIFY(model.isFiltering());
    model.setFilter({});
    QTRY_VERIFY_WITH_TIMEOUT(!model.isFiltering(), patience);
    QCOMPARE(model.rowCount({}), 20'000);
}

void TestTrafficFiltering::rowsForgottenWhileFilteringDoNoHarm()
{
    TrafficModel model({.rows = 20'000});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    fill(model, source);
    model.setFilter(slowFilter());
    QVERIFY(model.isFiltering());
    model.append(source.messages(15'000, "b"));
    QTRY_VERIFY_WITH_TIMEOUT(!model.isFiltering(), patience);
    QCOMPARE(model.rowCount({}), 1 + 5000);
    QCOMPARE(model.row(0).missing, 15'000);
    QCOMPARE(model.row(1).number, 15'001);
}

void TestTrafficFiltering::pauseKeepsWhatIsShown()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    model.append(source.messages(3));
    QSignalSpy inserted(&model, &TrafficModel::rowsInserted);
    QSignalSpy changed(&model, &TrafficModel::dataChanged);
    model.setPaused(true);
    QVERIFY(model.isPaused());
    model.append(source.messages(2));
    source.gap(4);
    model.append(source.take());
    QCOMPARE(model.rowCount({}), 3);
    QCOMPARE(model.keptRows(), 5);
    QVERIFY(inserted.isEmpty() && changed.isEmpty());
    model.setFilter(filterOf(u"text:\"t\""_s)); // of what is shown
    QCOMPARE(model.rowCount({}), 3);
    model.setPaused(false);
    QCOMPARE(numbersIn(model), QList<quint64>({1, 2, 3, 4, 5, 6}));
    QCOMPARE(inserted.size(), 1);
}

void TestTrafficFiltering::pausedModelCountsWhatDoesNotFit()
{
    TrafficModel model({.rows = 5});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    model.append(source.messages(3));
    model.setPaused(true);
    model.append(source.messages(4));
    source.gap(10);
    source.message("later");
    model.append(source.take());
    QCOMPARE(numbersIn(model), QList<quint64>({1, 2, 3}));
    model.setPaused(false);
    QCOMPARE(numbersIn(model), QList<quint64>({1, 2, 3, 4, 5, 6}));
    const auto &gap = model.row(5);
    QCOMPARE(gap.kind, Kind::Gap);
    QCOMPARE(gap.gap, GapReason::Paused);
    QCOMPARE(gap.missing, 2 + 10 + 1);
    QCOMPARE(model.notKept(), 13);
}

void TestTrafficFiltering::randomUseAgreesWithThePlainReference()
{
    for (quint32 seed = 1; seed <= 10; ++seed) {
        QRandomGenerator random(seed);
        TrafficModel model({.bytes = 400, .rows = 40});
        const QAbstractItemModelTester tester(&model);
        RowSource source;
        Reference reference;
        Filter filter;
        for (int step = 0; step < 200; ++step) {
            const auto what = random.bounded(10);
            if (what == 0) {
                filter = random.bounded(2) == 0 ? Filter() : filterOf(u"dir:in"_s);
                model.setFilter(filter);
            } else if (what == 1) {
                model.setPaused(!model.isPaused());
            } else if (what == 2 && random.bounded(4) == 0) {
                model.clear();
                reference.clear();
            } else {
                for (auto rows = random.bounded(random.bounded(8) == 0 ? 60 : 8); rows > 0;
                    --rows) {
                    if (random.bounded(6) == 0)
                        source.gap(random.bounded(1U, 5U));
                    else if (random.bounded(6) == 0)
                        source.event(EventKind::Stopped, EventLevel::Info, {});
                    else
                        source.message(std::string(random.bounded(20U), 'x'),
                            random.bounded(2) == 0 ? Direction::In : Direction::Out);
                }
                const auto batch = source.take();
                reference.append(batch);
                show(model, batch);
            }
            QTRY_VERIFY(!model.isFiltering());
            reference.verify(model, filter);
            QVERIFY2(
                !QTest::currentTestFailed(), qPrintable(u"seed %1 step %2"_s.arg(seed).arg(step)));
        }
    }
}

QTEST_GUILESS_MAIN(TestTrafficFiltering)
#include "tst_trafficfiltering.moc"
