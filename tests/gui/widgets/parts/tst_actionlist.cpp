// SPDX-License-Identifier: MIT
#include "widgets/parts/actionlist.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestActionList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatTheMenusShow();
    void fits_data();
    void fits();
};

void TestActionList::listsWhatTheMenusShow()
{
    QMenuBar bar;
    QMenu *server = bar.addMenu(u"&Server"_s);
    server->addAction(u"&Start"_s)->setShortcut(QKeySequence(Qt::Key_F5));
    server->addSeparator();
    server->addAction(u"Hidden"_s)->setVisible(false);
    QMenu *columns = bar.addMenu(u"&View"_s)->addMenu(u"&Columns"_s);
    columns->addAction(u"In && out\tlike that"_s)
        ->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_I), QKeySequence(Qt::Key_F6)});

    const QList<ActionEntry> entries = actionsOf(bar);
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[0].text, u"Start"_s);
    QCOMPARE(entries[0].path, u"Server"_s);
    QCOMPARE(entries[0].keys, u"F5"_s);
    QCOMPARE(entries[1].text, u"In & out"_s);
    QCOMPARE(entries[1].path, u"View › Columns"_s);
    QCOMPARE(entries[1].keys, u"Ctrl+I; F6"_s);
}

void TestActionList::fits_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("how"); // -1 where it does not

    QTest::newRow("nothing") << u" "_s << 0;
    QTest::newRow("beginning") << u"cle"_s << 0;
    QTest::newRow("capitals") << u"CLE"_s << 0;
    QTest::newRow("word") << u"fil"_s << 1;
    QTest::newRow("within") << u"lear"_s << 2;
    QTest::newRow("word after a part of one") << u"l"_s << 2;
    QTest::newRow("path") << u"traff"_s << 3;
    QTest::newRow("words in any order") << u"filter clear"_s << 1;
    QTest::newRow("one word missing") << u"clear start"_s << -1;
    QTest::newRow("not at all") << u"xyz"_s << -1;
}

void TestActionList::fits()
{
    QFETCH(QString, typed);
    const ActionEntry entry{nullptr, u"Clear filter"_s, u"Traffic"_s, {}};
    QTEST(fit(entry, typed).value_or(-1), "how");
}

QTEST_MAIN(TestActionList)
#include "tst_actionlist.moc"
