// SPDX-License-Identifier: MIT
// Which rows make room for newer ones, and what is said of those that did.
#include "core/traffic/models/trafficmodel.h"

#include "core/text/visibletext.h"
#include "core/traffic/describe.h"
#include "tests/support/rows/rowsource.h"

#include <QAbstractItemModelTester>
#include <QHostAddress>
#include <QLocale>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

using Kind = TrafficRow::Kind;

ConnectionName connection(ConnectionId id)
{
    return {id, Endpoint(QHostAddress::LocalHost, static_cast<quint16>(50'000 + id))};
}

TrafficBatch messagesOf(RowSource &source, ConnectionId id, int count)
{
    auto batch = source.messages(count);
    for (auto &row : batch.rows)
        row.connection = connection(id);
    return batch;
}

quint64 missingIn(const TrafficModel &model)
{
    quint64 missing = 0;
    for (int i = 0; i < model.rowCount({}); ++i) {
        if (model.row(i).kind == Kind::Gap)
            missing += model.row(i).missing;
    }
    return missing;
}

QList<quint64> numbersOf(const TrafficModel &model, ConnectionId id)
{
    QList<quint64> numbers;
    for (int i = 0; i < model.rowCount({}); ++i) {
        if (model.row(i).kind != Kind::Gap && model.row(i).connection.id == id)
            numbers.append(model.row(i).number);
    }
    return numbers;
}

bool hasNeighbouringGaps(const TrafficModel &model)
{
    for (int i = 1; i < model.rowCount({}); ++i) {
        if (model.row(i - 1).kind == Kind::Gap && model.row(i).kind == Kind::Gap)
            return true;
    }
    return false;
}

} // namespace

class TestTrafficEviction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void markedAndChosenRowsStay();
    void chosenRowStaysWhereItIs();
    void whatIsNoLongerChosenGoesInTime();
    void marksBeyondTheirBudgetAreToldInPlace();
    void markedRowKeepsNoMoreThanItself();
    void loudConnectionLeavesTheQuietOnes();
    void quietOnesTakeAQuarterAtMost();
    void gapsMergeWhereNothingBetweenPasses();
    void gapsOfOneRunGrowAndVanish();
    void randomUseCountsEverything();
};

void TestTrafficEviction::markedAndChosenRowsStay()
{
    TrafficModel model({.rows = 10});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    show(model, source.messages(10));
    model.setMark(2, u"look"_s);
    model.setMark(3, {});
    model.setChosen(7);
    show(model, source.messages(30));
    QCOMPARE(numbersIn(model).first(6), QList<quint64>({1, 2, 3, 4, 7, 8}));
    QCOMPARE(model.row(3).missing, 3); // 4 to 6
    QCOMPARE(model.row(5).missing, 23); // 8 to 30
    QCOMPARE(model.notKept(), 27);
    QCOMPARE(model.keptRows(), 13);
    QCOMPARE(model.note(2), u"look"_s);
    QCOMPARE(previewText(model.row(1).content, 10), u"text"_s);
    model.setFilter(filterOf(u"text:nowhere"_s));
    QCOMPARE(numbersIn(model), QList<quint64>{1});
    QCOMPARE(model.row(0).missing, 27);
    model.setFilter({});
    QCOMPARE(numbersIn(model).first(6), QList<quint64>({1, 2, 3, 4, 7, 8}));
}

void TestTrafficEviction::chosenRowStaysWhereItIs()
{
    TrafficModel model({.rows = 10});
    RowSource source;
    show(model, source.messages(10));
    model.setChosen(5);
    const QPersistentModelIndex chosen = model.index(4, 0);
    for (int i = 0; i < 20; ++i) {
        show(model, source.messages(3));
        QVERIFY(chosen.isValid());
        QCOMPARE(model.row(chosen.row()).number, 5);
    }
}

void TestTrafficEviction::whatIsNoLongerChosenGoesInTime()
{
    TrafficModel model({.rows = 10});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    show(model, source.messages(10));
    for (const auto number : {2U, 3U, 4U})
        model.setMark(number, {});
    model.setChosen(6);
    show(model, source.messages(10));
    model.setChosen(20);
    for (const auto number : {2U, 3U, 4U})
        model.removeMark(number);
    QCOMPARE(model.keptRows(), 14);
    show(model, source.messages(1));
    QVERIFY(model.keptRows() <= 10);
    QCOMPARE(model.keptRows() + model.notKept(), 21);
    QCOMPARE(missingIn(model), model.notKept());
}

void TestTrafficEviction::marksBeyondTheirBudgetAreToldInPlace()
{
    TrafficModel model({.rows = 2000});
    RowSource source;
    show(model, source.messages(1010));
    for (quint64 number = 1; number <= 1010; ++number)
        model.setMark(number, {});
    show(model, source.messages(2000));
    QCOMPARE(model.row(999).number, 1000);
    const auto &gap = model.row(1000);
    QCOMPARE(gap.kind, Kind::Gap);
    QCOMPARE(gap.missing, 10);
    QCOMPARE(describe(gap), u"10 messages not kept (the view was full), 10 of them marked"_s);
    QVERIFY(!model.isMarked(1001) && model.isMarked(1000));
}

// Its batch may be large.
void TestTrafficEviction::markedRowKeepsNoMoreThanItself()
{
    TrafficModel model({.rows = 10});
    RowSource source;
    auto batch = source.messages(10, "kept");
    const std::weak_ptr<const void> memory = batch.memory.of(batch.rows.front());
    show(model, batch);
    batch = {};
    model.setMark(1, {});
    show(model, source.messages(20));
    QVERIFY(memory.expired());
    QCOMPARE(previewText(model.row(0).content, 10), u"kept"_s);
    QVERIFY(model.memory(0));
}

void TestTrafficEviction::loudConnectionLeavesTheQuietOnes()
{
    TrafficModel model({.rows = 640}); // ten rows are little
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    show(model, messagesOf(source, 1, 5));
    show(model, messagesOf(source, 2, 300));
    show(model, messagesOf(source, 1, 5));
    show(model, messagesOf(source, 3, 15));
    for (int i = 0; i < 20; ++i)
        show(model, messagesOf(source, 9, 100));
    QCOMPARE(numbersOf(model, 1), QList<quint64>({1, 2, 3, 4, 5, 306, 307, 308, 309, 310}));
    QCOMPARE(numbersOf(model, 2).size(), 10); // the last
    QCOMPARE(numbersOf(model, 2).front(), 296);
    QCOMPARE(numbersOf(model, 3).size(), 10);
    QCOMPARE(model.keptRows(), 640);
    QCOMPARE(model.keptRows() + model.notKept(), 2325);
    QCOMPARE(missingIn(model), model.notKept());
    QVERIFY(!hasNeighbouringGaps(model));
}

void TestTrafficEviction::quietOnesTakeAQuarterAtMost()
{
    TrafficModel model({.rows = 640});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    for (ConnectionId id = 100; id < 200; ++id)
        show(model, messagesOf(source, id, 10));
    for (int i = 0; i < 20; ++i)
        show(model, messagesOf(source, 9, 100));
    QCOMPARE(numbersOf(model, 9).size(), 640 - 160);
    QVERIFY(numbersOf(model, 100).isEmpty());
    QCOMPARE(numbersOf(model, 199).size(), 10);
    QCOMPARE(missingIn(model), model.notKept());
}

void TestTrafficEviction::gapsMergeWhereNothingBetweenPasses()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    for (int i = 0; i < 5; ++i) {
        source.gap(10);
        source.message(i == 2 ? "passes" : "other");
    }
    show(model, source.take());
    QCOMPARE(model.rowCount({}), 10);
    model.setFilter(filterOf(u"text:passes"_s));
    QCOMPARE(numbersIn(model), QList<quint64>({1, 33, 34}));
    QCOMPARE(model.row(0).missing, 30);
    QCOMPARE(model.row(2).missing, 20);
    QCOMPARE(model.shownRows(), 1);
    source.message("other");
    source.gap(7);
    QSignalSpy inserted(&model, &TrafficModel::rowsInserted);
    show(model, source.take());
    QVERIFY(inserted.isEmpty());
    QCOMPARE(model.row(2).missing, 27);
    model.setFilter({});
    QCOMPARE(model.rowCount({}), 12);
}

void TestTrafficEviction::gapsOfOneRunGrowAndVanish()
{
    TrafficModel model({.rows = 20});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    model.setFilter(filterOf(u"text:passes"_s));
    for (int i = 0; i < 100; ++i) {
        source.message("other");
        source.gap(3);
        if (i % 10 == 0)
            source.message("passes");
        show(model, source.take());
        QVERIFY(!hasNeighbouringGaps(model));
        QCOMPARE(missingIn(model), model.notKept());
    }
}

void TestTrafficEviction::randomUseCountsEverything()
{
    for (quint32 seed = 1; seed <= 4; ++seed) {
        QRandomGenerator random(seed);
        TrafficModel model({.bytes = 6400, .rows = 320});
        const QAbstractItemModelTester tester(&model);
        RowSource source;
        quint64 offered = 0;
        for (int step = 0; step < 60; ++step) {
            const auto what = random.bounded(12);
            if (what == 0)
                model.setFilter(random.bounded(2) == 0 ? Filter() : filterOf(u"dir:in"_s));
            else if (what == 1)
                model.setPaused(!model.isPaused());
            else if (what == 2 && model.rowCount({}) > 0)
                model.setMark(model.row(random.bounded(model.rowCount({}))).number, {});
            else if (what == 3 && model.rowCount({}) > 0)
                model.setChosen(model.row(random.bounded(model.rowCount({}))).number);
            else if (what == 4)
                model.setLimits(
                    {.bytes = random.bounded(2000U, 9000U), .rows = random.bounded(100U, 400U)});
            for (auto rows = random.bounded(random.bounded(6) == 0 ? 400 : 12); rows > 0; --rows) {
                const auto isGap = random.bounded(9) == 0;
                const auto missing = isGap ? random.bounded(1U, 5U) : 1;
                offered += missing;
                if (isGap) {
                    source.gap(missing);
                    continue;
                }
                auto &row = source.message(std::string(random.bounded(20U), 'x'),
                    random.bounded(2) == 0 ? Direction::In : Direction::Out);
                row.connection = connection(random.bounded(3) == 0 ? random.bounded(2U, 60U) : 1);
            }
            show(model, source.take());
            QTRY_VERIFY(!model.isBehind());
            QVERIFY(!hasNeighbouringGaps(model));
            QCOMPARE(model.keptRows() + model.notKept(), offered);
            if (!model.isPaused())
                QCOMPARE(missingIn(model), model.notKept());
            quint64 expected = 1;
            for (int i = 0; i < model.rowCount({}); ++i) {
                const auto &row = model.row(i);
                QVERIFY(row.number >= expected);
                QVERIFY(!model.filter().isEmpty() || row.number == expected);
                QCOMPARE(model.indexOf(row.number), i);
                expected = row.number + (row.kind == Kind::Gap ? row.missing : 1);
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestTrafficEviction)
#include "tst_trafficeviction.moc"
