// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmarks.h"

#include <QString>
#include <QTest>

#include <optional>

using namespace sealcord;
using namespace Qt::StringLiterals;

using Number = std::optional<quint64>;

class TestTrafficMarks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyNoteIsAMark();
    void nextIsNeverTheSame();
    void removingBeforeLeavesTheNumberItself();
};

void TestTrafficMarks::emptyNoteIsAMark()
{
    TrafficMarks marks;
    marks.set(2, {});
    marks.set(3, u"first"_s);
    marks.set(3, u"second"_s);
    QVERIFY(!marks.note(1));
    QVERIFY(marks.note(2));
    QCOMPARE(*marks.note(2), QString());
    QCOMPARE(*marks.note(3), u"second"_s);
    marks.remove(2);
    QVERIFY(!marks.note(2));
    QVERIFY(marks.note(3));
    marks.clear();
    QVERIFY(!marks.note(3));
}

void TestTrafficMarks::nextIsNeverTheSame()
{
    TrafficMarks marks;
    QVERIFY(marks.next(0, true) == std::nullopt);
    QVERIFY(marks.next(9, false) == std::nullopt);
    marks.set(2, {});
    marks.set(5, {});
    QVERIFY(marks.next(0, true) == Number(2));
    QVERIFY(marks.next(2, true) == Number(5));
    QVERIFY(marks.next(5, true) == std::nullopt);
    QVERIFY(marks.next(9, false) == Number(5));
    QVERIFY(marks.next(5, false) == Number(2));
    QVERIFY(marks.next(2, false) == std::nullopt);
}

void TestTrafficMarks::removingBeforeLeavesTheNumberItself()
{
    TrafficMarks marks;
    for (const quint64 number : {2U, 5U, 7U})
        marks.set(number, {});
    marks.removeBefore(5);
    QVERIFY(!marks.note(2));
    QVERIFY(marks.note(5));
    QVERIFY(marks.note(7));
}

QTEST_APPLESS_MAIN(TestTrafficMarks)
#include "tst_trafficmarks.moc"
