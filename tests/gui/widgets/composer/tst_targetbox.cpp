// SPDX-License-Identifier: MIT
#include "widgets/composer/targetbox.h"

#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestTargetBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyOneIsTaken();
    void nobodyIsChosenAmongSeveral();
    void selectionIsFollowed();
    void selectionThatConnectsLater();
    void allIsWhoeverIsThere();
    void singleStaysChosen();
    void singleIsChosenByKeyboard();
    void goneIsNotReplaced();
    void selectedAreThoseConnected();
    void manyAreNotAllListed();
};

void TestTargetBox::onlyOneIsTaken()
{
    TargetBox box(nullptr);
    QVERIFY(!box.obstacle().isEmpty());
    box.setTargets({{1, u"a"_s}});
    QCOMPARE(box.target(), (MessageTarget{false, {1}}));
    box.setTargets({{1, u"a"_s}, {2, u"b"_s}}); // not taken away under the hand
    QCOMPARE(box.currentText(), u"a"_s);
    box.setTargets({{2, u"b"_s}});
    QCOMPARE(box.currentText(), u"b"_s);
    box.keepChoice(); // something was sent to it
    box.setTargets({{3, u"c"_s}});
    QCOMPARE(box.currentText(), u"b (gone)"_s);
    QCOMPARE(box.reach(), 0);
}

void TestTargetBox::nobodyIsChosenAmongSeveral()
{
    TargetBox box(nullptr);
    box.setTargets({{1, u"a"_s}, {2, u"b"_s}});
    QCOMPARE(box.target(), (MessageTarget{false, {}}));
    QCOMPARE(box.currentText(), QString());
    QVERIFY(!box.obstacle().isEmpty());
}

void TestTargetBox::selectionIsFollowed()
{
    TargetBox box(nullptr);
    box.setTargets({{1, u"a"_s}, {2, u"b"_s}});
    box.show();
    box.setSelected({2});
    QCOMPARE(box.target(), (MessageTarget{false, {2}}));
    QTest::keyClick(&box, Qt::Key_Home);
    QVERIFY(box.target().isAll);
    box.setTargets({{2, u"b"_s}}); // what a person chose here stays
    QVERIFY(box.target().isAll);
    box.setSelected({5}); // ended: nothing to send to
    QVERIFY(box.target().isAll);
    box.setSelected({2});
    QCOMPARE(box.currentText(), u"b"_s);
}

void TestTargetBox::selectionThatConnectsLater()
{
    TargetBox box(nullptr);
    box.setTargets({{1, u"a"_s}});
    box.setSelected({2}); // still agreeing a key
    QCOMPARE(box.currentText(), u"a"_s);
    box.setTargets({{1, u"a"_s}, {2, u"b"_s}});
    QCOMPARE(box.currentText(), u"b"_s);
}

void TestTargetBox::allIsWhoeverIsThere()
{
    TargetBox box(nullptr);
    box.show();
    QTest::keyClick(&box, Qt::Key_Down);
    QCOMPARE(box.target(), (MessageTarget{true, {}}));
    QCOMPARE(box.reach(), 0);
    QVERIFY(!box.obstacle().isEmpty());
    box.setTargets({{1, u"a"_s}, {2, u"b"_s}});
    QCOMPARE(box.reach(), 2);
    QCOMPARE(box.currentText(), u"All agents (2)"_s);
    QVERIFY(box.obstacle().isEmpty());
}

void TestTargetBox::singleStaysChosen()
{
    TargetBox box(nullptr);
    box.setTargets({{1, u"a"_s}, {2, u"b"_s}});
    QSignalSpy changed(&box, &TargetBox::targetChanged);
    box.choose(2);
    QCOMPARE(changed.size(), 1);
    box.setTargets({{2, u"b"_s}, {3, u"c"_s}});
    QCOMPARE(box.currentText(), u"b"_s);
    QCOMPARE(box.target(), (MessageTarget{false, {2}}));
}

void TestTargetBox::singleIsChosenByKeyboard()
{
    TargetBox box(nullptr);
    box.setTargets({{1, u"a"_s}, {2, u"b"_s}});
    box.show();
    QTest::keyClick(&box, Qt::Key_End);
    QCOMPARE(box.target(), (MessageTarget{false, {2}}));
    QTest::keyClick(&box, Qt::Key_Up);
    QCOMPARE(box.target(), (MessageTarget{false, {1}}));
}

void TestTargetBox::goneIsNotReplaced()
{
    TargetBox box(nullptr);
    box.setTargets({{1, u"a"_s}, {2, u"b"_s}});
    box.choose(1);
    box.setTargets({{2, u"b"_s}});
    QCOMPARE(box.currentText(), u"a (gone)"_s);
    QCOMPARE(box.reach(), 0);
    QCOMPARE(box.obstacle(), u"a is not connected any more."_s);
    box.setTargets({{1, u"a"_s}});
    QCOMPARE(box.currentText(), u"a"_s);
    QCOMPARE(box.reach(), 1);
}

void TestTargetBox::selectedAreThoseConnected()
{
    TargetBox box(nullptr);
    box.setTargets({{1, u"a"_s}, {2, u"b"_s}});
    QCOMPARE(box.findText(u"Selected (0)"_s), -1);
    box.setSelected({2, 5});
    QCOMPARE(box.itemText(1), u"Selected (1)"_s);
    QCOMPARE(box.currentText(), u"b"_s);
    box.setSelected({2, 1});
    QCOMPARE(box.currentText(), u"Selected (2)"_s);
    QCOMPARE(box.target(), (MessageTarget{false, {2, 1}}));
    box.setSelected({});
    QCOMPARE(box.currentText(), u"Selected (0)"_s);
    QVERIFY(!box.obstacle().isEmpty());
}

void TestTargetBox::manyAreNotAllListed()
{
    TargetBox box(nullptr);
    QList<TargetEntry> many;
    for (ConnectionId id = 1; id <= 10'000; ++id)
        many.append({id, QString::number(id)});
    box.setTargets(many);
    QCOMPARE(box.count(), 1 + TargetBox::maxSingles);
    QCOMPARE(box.reachOf({true, {}}), 10'000);
    box.choose(9'000);
    QCOMPARE(box.currentText(), u"9000"_s);
    QCOMPARE(box.reach(), 1);
}

QTEST_MAIN(TestTargetBox)
#include "tst_targetbox.moc"
