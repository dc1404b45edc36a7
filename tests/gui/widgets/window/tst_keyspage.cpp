// SPDX-License-Identifier: MIT
#include "widgets/window/keyspage.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QTreeWidget>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestKeysPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsKeysOfMenusAndParts();
    void followsTheActions();
    void isNotModalAndEscapeCloses();
};

namespace {

/// "place: key what", one a line.
QStringList lines(const KeysPage &page)
{
    QStringList result;
    const auto *list = page.findChild<QTreeWidget *>();
    for (int i = 0; i < list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *group = list->topLevelItem(i);
        for (int j = 0; j < group->childCount(); ++j) {
            result.append(u"%1: %2 %3"_s.arg(
                group->text(0), group->child(j)->text(0), group->child(j)->text(1)));
        }
    }
    return result;
}

} // namespace

void TestKeysPage::listsKeysOfMenusAndParts()
{
    QMainWindow window;
    QMenu *server = window.menuBar()->addMenu(u"&Server"_s);
    server->addAction(u"&Start"_s)->setShortcut(QKeySequence(Qt::Key_F5));
    server->addAction(u"Without a key"_s);
    window.menuBar()
        ->addMenu(u"&Traffic"_s)
        ->addAction(u"&Clear"_s)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    KeysPage page(window.menuBar(), &window);
    page.add({u"Space"_s, u"Pause"_s, u"While the list has the focus"_s});
    page.add({u"End"_s, u"Follow"_s, u"While the list has the focus"_s});
    page.showKeys();
    QCOMPARE(lines(page),
        (QStringList{u"Server: F5 Start"_s, u"Traffic: Ctrl+Shift+L Clear"_s,
            u"While the list has the focus: Space Pause"_s,
            u"While the list has the focus: End Follow"_s}));
}

void TestKeysPage::followsTheActions()
{
    QMainWindow window;
    QAction *action = window.menuBar()->addMenu(u"&Server"_s)->addAction(u"Start"_s);
    action->setShortcut(QKeySequence(Qt::Key_F5));
    KeysPage page(window.menuBar(), &window);
    page.showKeys();
    action->setText(u"Stop"_s);
    page.showKeys();
    QCOMPARE(lines(page), QStringList{u"Server: F5 Stop"_s});
}

void TestKeysPage::isNotModalAndEscapeCloses()
{
    QMainWindow window;
    KeysPage page(window.menuBar(), &window);
    page.showKeys();
    QVERIFY(page.isVisible());
    QVERIFY(!page.isModal());
    QTest::keyClick(&page, Qt::Key_Escape);
    QVERIFY(!page.isVisible());
}

QTEST_MAIN(TestKeysPage)
#include "tst_keyspage.moc"
