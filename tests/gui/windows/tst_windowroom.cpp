// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "server-gui/connectionspane.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "widgets/conversation/conversationpage.h"
#include "widgets/conversation/conversationview.h"
#include "widgets/detail/wirepane.h"
#include "widgets/message/messagepane.h"
#include "widgets/parts/scrolledcontent.h"
#include "widgets/parts/tabpanel.h"
#include "widgets/settings/windowstate.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenuBar>
#include <QScrollBar>
#include <QSize>
#include <QSplitter>
#include <QTest>
#include <QToolButton>

#include <memory>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

int rowsInSight(const ListView &list)
{
    return list.viewport()->height() / list.lineHeight();
}

} // namespace

/// How the room in a window is shared among its parts, at every size.
class TestWindowRoom : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void listsHaveTheRoom_data();
    void listsHaveTheRoom();
    void detailOpensForWhatIsChosen();
    void focusByKeyChoosesNothing();
    void closedDetailOpensForItsOwnRowAgain();
    void enterOpensTheConversationInWhichIsFound();
    void detailClosesByCrossKeyAndSwitch();
    void detailHasTheHeightThatWasChosen();
    void halvesAreTabsWhereTheyAreLow();
    void extraHeightIsTheTraffics();
    void smallScreenHasAllOfIt_data();
    void smallScreenHasAllOfIt();
    void smallestSizeTakesOneStep();

private:
    void open(QSize size);
    void fill();
    void choose(int row);
    [[nodiscard]] ListView &connections() const { return parts().part<ConnectionsPane>().list(); }
    [[nodiscard]] bool isPanelOpen() const { return parts().desk().panel().isVisible(); }

    std::vector<std::unique_ptr<ClassicPeer>> m_peers;
};

void TestWindowRoom::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestWindowRoom::cleanup()
{
    m_peers.clear();
    m_window.reset();
    WindowState(u"server"_s).forgetLayout(); // or one that fails is followed by others
}

void TestWindowRoom::open(QSize size)
{
    ServerWindowTest::open();
    resize(size); // offscreen, the screen is smaller than some of them
    start();
}

/// Three agents, ten messages and their echoes each.
void TestWindowRoom::fill()
{
    for (int agent = 0; agent < 3; ++agent) {
        auto &peer = *m_peers.emplace_back(std::make_unique<ClassicPeer>(port()));
        QVERIFY(peer.shakeHands());
        for (int message = 0; message < 10; ++message)
            QVERIFY(peer.send("Hello from client!"));
    }
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 30, patience);
}

void TestWindowRoom::choose(int row)
{
    parts().click(parts().traffic(), row);
    QTRY_VERIFY_WITH_TIMEOUT(isPanelOpen(), patience);
}

void TestWindowRoom::listsHaveTheRoom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("agents");
    QTest::addColumn<int>("messages");
    QTest::addColumn<int>("messagesBesideDetail");
    QTest::newRow("1280x800") << QSize(1280, 800) << 5 << 18 << 12;
    QTest::newRow("900x600") << QSize(900, 600) << 3 << 9 << 3;
}

void TestWindowRoom::listsHaveTheRoom()
{
    QFETCH(const QSize, size);
    QFETCH(const int, agents);
    QFETCH(const int, messages);
    QFETCH(const int, messagesBesideDetail);
    open(size);
    fill();
    QVERIFY(!isPanelOpen());
    QCOMPARE_GE(rowsInSight(connections()), agents);
    QCOMPARE_GE(rowsInSight(parts().traffic()), messages);
    choose(parts().placeOfMessage(Direction::In));
    QTRY_COMPARE_GE(rowsInSight(parts().traffic()), messagesBesideDetail);
    QCOMPARE_GE(rowsInSight(connections()), 3);
    QVERIFY(parts().desk().detail().messagePane()->isVisible());
}

void TestWindowRoom::detailOpensForWhatIsChosen()
{
    open({1280, 800});
    fill();
    QVERIFY(!isPanelOpen());
    choose(parts().placeOfMessage(Direction::In));
    QCOMPARE(parts().desk().panel().currentPage(), &parts().desk().detail());
    QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier);
    QVERIFY(!isPanelOpen());
    parts().traffic().setFocus();
    QTest::keyClick(&parts().traffic(), Qt::Key_Down); // another one
    QVERIFY(isPanelOpen());
}

void TestWindowRoom::focusByKeyChoosesNothing()
{
    open({1280, 800});
    fill();
    parts().filterLine().setFocus();
    parts().traffic().setFocus(Qt::TabFocusReason);
    QVERIFY(!isPanelOpen());
    QVERIFY(parts().traffic().selectedRows().isEmpty());
    QTest::keyClick(&parts().traffic(), Qt::Key_Return); // the row that the focus is on
    QVERIFY(isPanelOpen());
    QCOMPARE(parts().traffic().selectedRows().size(), 1);
    QCOMPARE(parts().desk().detail().number(),
        parts().messages().row(parts().traffic().selectedRows().front()).number);
}

void TestWindowRoom::closedDetailOpensForItsOwnRowAgain()
{
    open({1280, 800});
    fill();
    const int row = parts().placeOfMessage(Direction::In);
    choose(row);
    parts().desk().panelAction().setChecked(false);
    choose(row);
    QCOMPARE(parts().desk().panel().currentPage(), &parts().desk().detail());
}

void TestWindowRoom::enterOpensTheConversationInWhichIsFound()
{
    open({1280, 800});
    fill();
    auto &desk = parts().desk();
    choose(parts().placeOfMessage(Direction::In));
    parts().traffic().setFocus();
    QTest::keyClick(&parts().traffic(), Qt::Key_Return);
    QCOMPARE(desk.panel().currentPage(), &desk.conversation());
    QVERIFY(desk.conversation().view().hasFocus());
    QCOMPARE_GE(desk.conversation().model().turns(), 20);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(m_window->focusWidget()->accessibleName(), u"Find in the conversation"_s);
    desk.panelAction().setChecked(false);
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(desk.conversation().isVisible());
}

void TestWindowRoom::detailClosesByCrossKeyAndSwitch()
{
    open({1280, 800});
    auto &action = parts().desk().panelAction();
    for (auto *button : m_window->findChildren<QToolButton *>()) {
        const bool isSwitch = button->defaultAction() == &action;
        if (!isSwitch && button->accessibleName() != u"Close this part"_s)
            continue;
        action.setChecked(!isSwitch);
        QCoreApplication::processEvents(); // it gets its place
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible() && button->x() > 0, patience);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(isPanelOpen(), isSwitch);
        QCOMPARE(action.isChecked(), isSwitch);
    }
    action.setChecked(false);
    QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier);
    QVERIFY(isPanelOpen());
    action.setChecked(false);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier); // whoever goes there sees it
    QVERIFY(isPanelOpen());
    QVERIFY(parts().desk().panel().tabBar().hasFocus());
}

void TestWindowRoom::detailHasTheHeightThatWasChosen()
{
    open({1280, 800});
    auto &desk = parts().desk();
    desk.panelAction().setChecked(true);
    QCoreApplication::processEvents();
    const int before = desk.panel().height();
    auto *splitter = parts().part<QSplitter>(u"parts"_s).handle(2);
    const auto middle = splitter->rect().center();
    QTest::mousePress(splitter, Qt::LeftButton, {}, middle);
    QTest::mouseMove(splitter, middle - QPoint(0, 60));
    QTest::mouseRelease(splitter, Qt::LeftButton, {}, middle); // it went with the pointer
    const int chosen = desk.panel().height();
    QVERIFY(chosen > before);
    desk.panelAction().setChecked(false);
    desk.panelAction().setChecked(true);
    QCOMPARE(desk.panel().height(), chosen);
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    open({1280, 800});
    parts().desk().panelAction().setChecked(true);
    QCOMPARE(parts().desk().panel().height(), chosen);
    parts().desk().restoreHeights({});
    QCOMPARE(parts().desk().panel().height(), before);
    m_window->close(); // what is remembered is for the others too
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
}

void TestWindowRoom::halvesAreTabsWhereTheyAreLow()
{
    open({900, 600});
    fill();
    choose(parts().placeOfMessage(Direction::In));
    auto &detail = parts().desk().detail();
    QTRY_VERIFY(detail.messagePane()->isVisible() && !detail.wirePane()->isVisible());
    m_window->resize(1280, 1000);
    QTRY_VERIFY(detail.messagePane()->isVisible() && detail.wirePane()->isVisible());
}

void TestWindowRoom::extraHeightIsTheTraffics()
{
    open({1280, 800});
    fill();
    const int before = connections().height();
    const int messages = rowsInSight(parts().traffic());
    m_window->resize(2560, 1440);
    QTRY_VERIFY(rowsInSight(parts().traffic()) > messages + 20);
    QCOMPARE(connections().height(), before);
    m_window->resize(900, 600);
    m_window->resize(1280, 800); // and what was lost meanwhile comes back
    QTRY_COMPARE(connections().height(), before);
}

void TestWindowRoom::smallScreenHasAllOfIt_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::newRow("server") << true;
    QTest::newRow("agent") << false;
}

void TestWindowRoom::smallScreenHasAllOfIt()
{
    QFETCH(const bool, isServer);
    std::unique_ptr<QMainWindow> window;
    if (isServer)
        window = std::make_unique<ServerWindow>(ServerWindowOptions());
    else
        window = std::make_unique<AgentWindow>(AgentWindowOptions());
    window->show();
    window->resize(640, 480);
    const auto &area = WindowParts(*window).part<ScrolledContent>();
    QTRY_COMPARE(window->size(), QSize(640, 480));
    for (const bool isOpen : {false, true}) {
        WindowParts(*window).desk().panelAction().setChecked(isOpen);
        const auto fits = [&] {
            const auto needed = area.widget()->minimumSizeHint();
            return needed.boundedTo(area.viewport()->size()) == needed;
        };
        QTRY_VERIFY_WITH_TIMEOUT(fits(), patience);
    }
}

// On a screen that is smaller still, what does not fit is scrolled to.
void TestWindowRoom::smallestSizeTakesOneStep()
{
    open({1280, 800});
    m_window->resize(1, 1);
    const auto smallest = m_window->size();
    QCOMPARE_LE(smallest.width(), 455); // 1366x768 at a scale of 3
    QCOMPARE_LE(smallest.height(), 215);
    QCoreApplication::processEvents();
    m_window->resize(1, 1);
    QCOMPARE(m_window->size(), smallest);
    QVERIFY(parts().part<ScrolledContent>().verticalScrollBar()->isVisible());
}

QTEST_MAIN(TestWindowRoom)
#include "tst_windowroom.moc"
