// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmodel.h"

#include "core/text/visibletext.h"
#include "tests/support/rows/rowsource.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

using Kind = TrafficRow::Kind;

} // namespace

class TestTrafficModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void appendAnnouncesOneInsertion();
    void fullModelAnnouncesOneRemovalAndOneInsertion();
    void bytesAreBounded();
    void batchLargerThanTheModelLeavesItsEnd();
    void forgottenGapsBecomePartOfTheFirst();
    void adjacentGapsOfOneReasonMerge();
    void memoryOutlivesTheModel();
    void clearLeavesOneGap();
    void whatIsClearedIsNotCountedAsNotKept();
    void othersTakeThePlaceOfRowsWithoutATrace();
    void smallerLimitsForgetAtOnce();
    void indexOfFindsTheRowOrTheNext();
    void marksAreShownAndRemoved();
    void nextMarkPassesOverHiddenOnes();
};

void TestTrafficModel::appendAnnouncesOneInsertion()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy inserted(&model, &TrafficModel::rowsInserted);
    QSignalSpy counts(&model, &TrafficModel::countsChanged);
    RowSource source;
    model.append(source.messages(15)); // of which one slice is enough, however slow the machine
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(counts.size(), 1);
    QCOMPARE(model.rowCount({}), 15);
    QCOMPARE(model.keptRows(), 15);
    QCOMPARE(model.keptBytes(), 60);
    QCOMPARE(model.notKept(), 0);
    show(model, {});
    QCOMPARE(counts.size(), 1);
}

void TestTrafficModel::fullModelAnnouncesOneRemovalAndOneInsertion()
{
    TrafficModel model({.rows = 10});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    show(model, source.messages(10));
    show(model, source.messages(1)); // the gap takes the place of a row
    QCOMPARE(model.rowCount({}), 11);
    QCOMPARE(model.row(0).kind, Kind::Gap);

    QSignalSpy inserted(&model, &TrafficModel::rowsInserted);
    QSignalSpy removed(&model, &TrafficModel::rowsRemoved);
    show(model, source.messages(4));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.row(0).gap, GapReason::Forgotten);
    QCOMPARE(model.row(0).missing, 5);
    QCOMPARE(model.row(1).number, 6);
    QCOMPARE(model.notKept(), 5);
    QCOMPARE(model.keptRows(), 10);
}

void TestTrafficModel::bytesAreBounded()
{
    TrafficModel model({.bytes = 100});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    auto &row = source.message("12345");
    row.frame = row.content; // counts too
    show(model, source.take());
    show(model, source.messages(9, "0123456789"));
    QCOMPARE(model.keptBytes(), 100);
    QCOMPARE(model.notKept(), 0);
    show(model, source.messages(1, "x"));
    QCOMPARE(model.keptBytes(), 91);
    QCOMPARE(model.notKept(), 1);
    show(model, source.messages(1, std::string(101, 'x'))); // never fits: the others stay
    QCOMPARE(model.keptBytes(), 91);
    QCOMPARE(model.notKept(), 2);
    QCOMPARE(model.row(model.rowCount({}) - 1).missing, 1);
}

void TestTrafficModel::batchLargerThanTheModelLeavesItsEnd()
{
    TrafficModel model({.rows = 3});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    show(model, source.messages(10));
    QCOMPARE(numbersIn(model), QList<quint64>({1, 8, 9, 10}));
    QCOMPARE(model.row(0).missing, 7);
    show(model, source.messages(10));
    QCOMPARE(numbersIn(model), QList<quint64>({1, 18, 19, 20}));
    QCOMPARE(model.row(0).missing, 17);
}

void TestTrafficModel::forgottenGapsBecomePartOfTheFirst()
{
    TrafficModel model({.rows = 4});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    source.message("1");
    source.gap(10);
    source.message("12");
    source.message("13");
    show(model, source.take());
    QCOMPARE(model.notKept(), 10);
    show(model, source.messages(1)); // forgets 1; the gap behind it would be a second one
    QCOMPARE(numbersIn(model), QList<quint64>({1, 12, 13, 14}));
    QCOMPARE(model.row(0).missing, 11);
    QCOMPARE(model.notKept(), 11);
}

void TestTrafficModel::adjacentGapsOfOneReasonMerge()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    source.message("1");
    source.gap(10);
    show(model, source.take());
    QSignalSpy changed(&model, &TrafficModel::dataChanged);
    source.gap(5);
    source.message("17");
    show(model, source.take());
    QCOMPARE(numbersIn(model), QList<quint64>({1, 2, 17}));
    QCOMPARE(model.row(1).missing, 15);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
}

void TestTrafficModel::memoryOutlivesTheModel()
{
    TrafficMemory memory;
    TrafficRow row;
    std::weak_ptr<const void> watched;
    {
        TrafficModel model;
        RowSource source;
        auto batch = source.messages(1, "kept");
        watched = batch.memory.of(batch.rows.front());
        show(model, batch);
        batch = {};
        QVERIFY(!watched.expired());
        memory = model.memory(0);
        row = model.row(0);
    }
    QCOMPARE(previewText(row.content, 10), u"kept"_s);
    memory.reset();
    QVERIFY(watched.expired());
}

void TestTrafficModel::clearLeavesOneGap()
{
    TrafficModel model({.rows = 5});
    const QAbstractItemModelTester tester(&model);
    model.clear();
    QCOMPARE(model.rowCount({}), 0);
    RowSource source;
    show(model, source.messages(7));
    model.setMark(6, u"note"_s);
    model.clear();
    QCOMPARE(model.rowCount({}), 1);
    QCOMPARE(model.row(0).gap, GapReason::Cleared);
    QCOMPARE(model.row(0).missing, 7); // with the two that had made room before
    QCOMPARE(model.keptRows(), 0);
    QCOMPARE(model.notKept(), 0);
    QCOMPARE(model.keptBytes(), 0);
    QVERIFY(!model.isMarked(6));
    show(model, source.messages(1));
    QCOMPARE(numbersIn(model), QList<quint64>({1, 8}));
    model.clear();
    QCOMPARE(model.row(0).missing, 1);
}

void TestTrafficModel::whatIsClearedIsNotCountedAsNotKept()
{
    TrafficModel model({.rows = 5});
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    show(model, source.messages(5));
    model.clear();
    show(model, source.messages(7)); // 6 and 7 make room
    QCOMPARE(model.notKept(), 2);
    QCOMPARE(model.row(0).gap, GapReason::Forgotten);
    QCOMPARE(model.row(0).missing, 2);
    QCOMPARE(numbersIn(model), QList<quint64>({6, 8, 9, 10, 11, 12}));
}

void TestTrafficModel::othersTakeThePlaceOfRowsWithoutATrace()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    const auto first = source.messages(5);
    show(model, source.messages(5)); // 6 to 10
    model.setMark(3, u"note"_s);
    QSignalSpy progress(&model, &TrafficModel::filterProgressed);
    model.refill();
    QCOMPARE(model.rowCount({}), 0);
    QCOMPARE(model.notKept(), 0);
    show(model, first);
    QCOMPARE(numbersIn(model), QList<quint64>({1, 2, 3, 4, 5}));
    QVERIFY(model.isFiltering());
    QVERIFY(progress.isEmpty());
    model.refilled();
    QVERIFY(!model.isFiltering());
    QCOMPARE(progress.size(), 1);
    QCOMPARE(model.note(3), u"note"_s);
    model.setElsewhere(7);
    QCOMPARE(model.allRows(), 12U);
    QCOMPARE(model.keptRows(), 5U);
}

void TestTrafficModel::smallerLimitsForgetAtOnce()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    show(model, source.messages(10));
    model.setLimits({.rows = 4});
    QCOMPARE(model.limits().rows, 4);
    QCOMPARE(numbersIn(model), QList<quint64>({1, 7, 8, 9, 10}));
}

void TestTrafficModel::indexOfFindsTheRowOrTheNext()
{
    TrafficModel model({.rows = 5});
    QCOMPARE(model.indexOf(1), -1);
    RowSource source;
    show(model, source.messages(3));
    source.gap(4);
    source.message("8");
    show(model, source.take());
    QCOMPARE(model.indexOf(1), 0);
    QCOMPARE(model.indexOf(3), 2);
    QCOMPARE(model.indexOf(5), 4); // in the gap: the row after it
    QCOMPARE(model.indexOf(8), 4);
    QCOMPARE(model.indexOf(9), -1);
    show(model, source.messages(2)); // forgets 1 and 2
    QCOMPARE(model.indexOf(1), 0);
    QCOMPARE(model.indexOf(2), 1);
    QCOMPARE(model.row(1).number, 3);
}

void TestTrafficModel::marksAreShownAndRemoved()
{
    TrafficModel model;
    const QAbstractItemModelTester tester(&model);
    RowSource source;
    show(model, source.messages(3));
    QSignalSpy changed(&model, &TrafficModel::dataChanged);
    model.setMark(2, {});
    model.setMark(3, u"look <here>"_s);
    QCOMPARE(changed.size(), 2);
    QVERIFY(model.isMarked(2) && model.isMarked(3) && !model.isMarked(1));
    QVERIFY(model.data(model.index(1, 0), TrafficModel::MarkRole).toBool());
    QCOMPARE(textAt(model, 2, 0, TrafficModel::NoteRole), u"look <here>"_s);
    QVERIFY(textAt(model, 2, 0, Qt::ToolTipRole).contains(u"look &lt;here&gt;"_s));
    QCOMPARE(textAt(model, 2, 0, Qt::AccessibleTextRole), u"3, marked"_s);
    model.removeMark(2);
    QVERIFY(!model.isMarked(2));
}

void TestTrafficModel::nextMarkPassesOverHiddenOnes()
{
    TrafficModel model;
    RowSource source;
    for (const auto *text : {"a", "a", "b", "a", "a"})
        source.message(text);
    show(model, source.take());
    QCOMPARE(model.nextMark(-1, true), -1);
    for (const quint64 number : {2U, 3U, 5U})
        model.setMark(number, {});
    QCOMPARE(model.nextMark(-1, true), 1);
    QCOMPARE(model.nextMark(1, true), 2);
    QCOMPARE(model.nextMark(4, true), -1);
    QCOMPARE(model.nextMark(4, false), 2);
    QCOMPARE(model.nextMark(1, false), -1);
    model.setFilter(filterOf(u"text:\"a\""_s)); // hides 3
    QCOMPARE(model.nextMark(1, true), 3);
    QCOMPARE(model.nextMark(3, false), 1);
}

QTEST_GUILESS_MAIN(TestTrafficModel)
#include "tst_trafficmodel.moc"
