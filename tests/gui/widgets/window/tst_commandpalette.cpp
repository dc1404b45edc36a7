// SPDX-License-Identifier: MIT
#include "widgets/window/commandpalette.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestCommandPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsEveryAction();
    void enterDoesWhatIsChosen();
    void arrowsChoose();
    void disabledHasNoEffect();
    void escapeCloses();
    void nothingMatchingIsSaid();
    void othersComeAndGo();
    void choiceIsTold();

private:
    [[nodiscard]] int rows() const { return m_view->model()->rowCount(); }

    std::unique_ptr<QMainWindow> m_window;
    CommandPalette *m_palette = nullptr;
    QLineEdit *m_line = nullptr;
    QTreeView *m_view = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_start = nullptr;
    QAction *m_clear = nullptr;
};

void TestCommandPalette::init()
{
    m_window = std::make_unique<QMainWindow>();
    QMenu *server = m_window->menuBar()->addMenu(u"&Server"_s);
    m_start = server->addAction(u"&Start"_s);
    m_start->setShortcut(QKeySequence(Qt::Key_F5));
    m_stop = server->addAction(u"S&top"_s);
    m_clear = m_window->menuBar()->addMenu(u"&Traffic"_s)->addAction(u"&Clear"_s);
    m_palette = new CommandPalette(m_window->menuBar(), m_window.get());
    m_line = m_palette->findChild<QLineEdit *>();
    m_view = m_palette->findChild<QTreeView *>();
    m_window->resize(900, 600);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_palette->open();
}

void TestCommandPalette::cleanup()
{
    m_window.reset();
}

void TestCommandPalette::listsEveryAction()
{
    QVERIFY(m_palette->isVisible());
    QVERIFY(m_window->geometry().contains(m_palette->geometry()));
    QCOMPARE(rows(), 3);
    QCOMPARE(m_view->model()->index(0, 0).data().toString(), u"Start"_s);
    QCOMPARE(m_view->model()->index(0, 1).data().toString(), u"Server"_s);
    QCOMPARE(m_view->model()->index(0, 2).data().toString(), u"F5"_s);
}

void TestCommandPalette::enterDoesWhatIsChosen()
{
    QSignalSpy cleared(m_clear, &QAction::triggered);
    QTest::keyClicks(m_line, u"cl"_s);
    QCOMPARE(rows(), 1);
    QTest::keyClick(m_line, Qt::Key_Return);
    QCOMPARE(cleared.size(), 1);
    QVERIFY(!m_palette->isVisible());

    m_palette->open();
    QCOMPARE(rows(), 3); // what was typed is forgotten
}

void TestCommandPalette::arrowsChoose()
{
    QSignalSpy stopped(m_stop, &QAction::triggered);
    QTest::keyClick(m_line, Qt::Key_Down);
    QTest::keyClick(m_line, Qt::Key_Down);
    QTest::keyClick(m_line, Qt::Key_Up);
    QTest::keyClick(m_line, Qt::Key_Enter);
    QCOMPARE(stopped.size(), 1);
}

void TestCommandPalette::disabledHasNoEffect()
{
    QSignalSpy stopped(m_stop, &QAction::triggered);
    QTest::keyClicks(m_line, u"stop"_s);
    m_stop->setEnabled(false);
    QTest::keyClick(m_line, Qt::Key_Return);
    QVERIFY(m_palette->isVisible());
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
        m_view->visualRect(m_view->model()->index(0, 0)).center());
    QCOMPARE(stopped.size(), 0);
    QVERIFY(m_palette->isVisible());

    m_palette->open(); // the first that can do something is chosen
    m_start->setEnabled(false);
    m_palette->open();
    QSignalSpy cleared(m_clear, &QAction::triggered);
    QTest::keyClick(m_line, Qt::Key_Return);
    QCOMPARE(cleared.size(), 1);
}

void TestCommandPalette::escapeCloses()
{
    QTest::keyClick(m_line, Qt::Key_Escape);
    QVERIFY(!m_palette->isVisible());
}

void TestCommandPalette::nothingMatchingIsSaid()
{
    QTest::keyClicks(m_line, u"xyz"_s);
    QVERIFY(m_palette->findChild<QLabel *>()->isVisible());
    QVERIFY(!m_view->isVisible());
    QTest::keyClick(m_line, Qt::Key_Return);
    QVERIFY(m_palette->isVisible());
    QTest::keyClick(m_line, Qt::Key_Backspace);
    QTest::keyClick(m_line, Qt::Key_Backspace);
    QTest::keyClick(m_line, Qt::Key_Backspace);
    QVERIFY(m_view->isVisible());
}

void TestCommandPalette::othersComeAndGo()
{
    auto action = std::make_unique<QAction>(u"Only errors"_s);
    m_palette->add(action.get(), u"Filters"_s);
    m_palette->open();
    QCOMPARE(rows(), 4);
    action.reset();
    m_palette->open();
    QCOMPARE(rows(), 3);
}

void TestCommandPalette::choiceIsTold()
{
    QCOMPARE(m_line->accessibleDescription(), u"Start, F5, in Server"_s);
    QTest::keyClick(m_line, Qt::Key_Down);
    QCOMPARE(m_line->accessibleDescription(), u"Stop, in Server"_s);
    QVERIFY(!m_line->accessibleName().isEmpty());
    QVERIFY(!m_view->accessibleName().isEmpty());
}

QTEST_MAIN(TestCommandPalette)
#include "tst_commandpalette.moc"
