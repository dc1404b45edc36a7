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
    QTest::addColumn<std::optional<int>>("how");
    const auto row = [](const char *name, const QString &typed, std::optional<int> how) {
        QTest::newRow(name) << typed << how;
    };

    row("nothing", u" "_s, 0);
    row("beginning", u"cle"_s, 0);
    row("capitals", u"CLE"_s, 0);
    row("word", u"fil"_s, 1);
    row("within", u"lear"_s, 2);
    row("word after a part of one", u"l"_s, 2);
    row("path", u"traff"_s, 3);
    row("words in any order", u"filter clear"_s, 1);
    row("one word missing", u"clear start"_s, std::nullopt);
    row("not at all", u"xyz"_s, std::nullopt);
}

void TestActionList::fits()
{
    QFETCH(const QString, typed);
    QFETCH(const std::optional<int>, how);
    const ActionEntry entry{nullptr, u"Clear filter"_s, u"Traffic"_s, {}};
    QCOMPARE(fit(entry, typed), how);
}

QTEST_MAIN(TestActionList)
#include "tst_actionlist.moc"
