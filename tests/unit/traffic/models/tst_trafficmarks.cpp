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
    void pinnedAreMarkedOrChosen();
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

void TestTrafficMarks::pinnedAreMarkedOrChosen()
{
    TrafficMarks marks;
    QVERIFY(!marks.nextPinned(0));
    marks.set(3, {});
    marks.set(7, {});
    marks.setChosen(5);
    QVERIFY(marks.isPinned(3) && marks.isPinned(5) && !marks.isPinned(4));
    quint64 number = 0;
    for (const quint64 expected : {3U, 5U, 7U}) {
        number = marks.nextPinned(number).value_or(0);
        QCOMPARE(number, expected);
    }
    QVERIFY(!marks.nextPinned(7));
    marks.clear();
    QVERIFY(!marks.isPinned(5));
}

QTEST_APPLESS_MAIN(TestTrafficMarks)
#include "tst_trafficmarks.moc"
