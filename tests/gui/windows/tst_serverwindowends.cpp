// SPDX-License-Identifier: MIT
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/peers/classicpeer.h"
#include "widgets/filter/namedfilters.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QScreen>
#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// How a server's window begins where it cannot, and how it ends.
class TestServerWindowEnds : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void takenPortOffersTheNextOne();
    void takenPortCanBeTriedAgain();
    void whatIsNoAddressIsSaid();
    void stopSaysHowManyItEnds();
    void clearSaysHowManyRows();
    void closingWithTrafficAsksNothing();
    void closingSaysGoodbyeAndEnds();
    void closingTwiceEndsOnce();
    void closingWhileStoppedEndsAtOnce();
    void sizesAreThereNextTime();
    void contentsAreThereNextTimeByChoice_data();
    void contentsAreThereNextTimeByChoice();

private:
};

void TestServerWindowEnds::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestServerWindowEnds::takenPortOffersTheNextOne()
{
    const BlockingListener other;
    open(options(other.port()));
    parts().pressF5();
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().isVisible(), patience);
    QCOMPARE(parts().bar().text(), u"Port %1 is in use by another program."_s.arg(other.port()));
    QCOMPARE(state(), State::Stopped);
    auto *use = parts().button(u"Use %1"_s.arg(other.port() + 1));
    QVERIFY(use);
    parts().press(use);
    // The next one may be taken as well, by whoever else is on this machine: then it is said again.
    QTRY_VERIFY_WITH_TIMEOUT(state() == State::Listening
            || parts().bar().text().contains(QString::number(other.port() + 1)),
        patience);
    if (state() == State::Listening) {
        QCOMPARE(address(), u"127.0.0.1:%1"_s.arg(other.port() + 1));
        QVERIFY(parts().bar().isHidden());
    }
}

void TestServerWindowEnds::takenPortCanBeTriedAgain()
{
    std::optional<BlockingListener> other(std::in_place);
    const auto port = other->port();
    open(options(port));
    parts().pressF5();
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().isVisible(), patience);
    other.reset();
    parts().press(parts().button(u"Try again"_s));
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Listening, patience);
    QCOMPARE(address(), u"127.0.0.1:%1"_s.arg(port));
    QVERIFY(parts().bar().isHidden());
}

void TestServerWindowEnds::whatIsNoAddressIsSaid()
{
    open();
    auto &field = *parts().part<QComboBox>(u"address"_s).lineEdit();
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, u"<b>here</b>"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().isVisible(), patience);
    QVERIFY(parts().bar().text().startsWith(u"This is no address to listen on."_s));
    QCOMPARE(state(), State::Stopped);
    field.selectAll();
    QTest::keyClicks(&field, u"127.0.0.1"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Listening, patience);
    QVERIFY(parts().bar().isHidden());
}

void TestServerWindowEnds::stopSaysHowManyItEnds()
{
    open();
    start();
    const auto &stop = parts().part<QAbstractButton>(u"toggle"_s);
    QVERIFY(!stop.text().contains(u"ends"_s));
    auto first = std::make_unique<ClassicPeer>(port());
    ClassicPeer second(port());
    QVERIFY(first->shakeHands() && second.shakeHands());
    QTRY_VERIFY_WITH_TIMEOUT(stop.text().startsWith(u"Stop, ends 2 agents"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(stop.width() >= stop.sizeHint().width(), patience);
    const int width = stop.width();
    first.reset();
    QTRY_VERIFY_WITH_TIMEOUT(stop.text().startsWith(u"Stop, ends 1 agent"_s), patience);
    QCOMPARE(stop.width(), width); // what is beside it stays where it is
}

void TestServerWindowEnds::clearSaysHowManyRows()
{
    open();
    start();
    ClassicPeer agent(port());
    QVERIFY(agent.shakeHands() && agent.echo("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 1, patience);
    const auto actions = m_window->findChildren<QAction *>();
    const auto clear = std::ranges::find_if(
        actions, [](const QAction *action) { return action->text().startsWith(u"&Clear "); });
    QVERIFY(clear != actions.end());
    QCOMPARE((*clear)->text(), u"&Clear %1 rows"_s.arg(parts().messages().rowCount()));
    (*clear)->trigger();
    QVERIFY(parts().contents(Direction::Out).isEmpty());
    QCOMPARE((*clear)->text(), u"&Clear"_s);
    QVERIFY(!(*clear)->isEnabled());
}

// Nothing is recorded, so nothing can be lost by surprise.
void TestServerWindowEnds::closingWithTrafficAsksNothing()
{
    open();
    start();
    ClassicPeer agent(port());
    QVERIFY(agent.shakeHands() && agent.echo("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 1, patience);
    m_window->close();
    QVERIFY(!QApplication::activeModalWidget());
    QCOMPARE(agent.next(), EventRecord::closed());
    agent.socket().close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
}

void TestServerWindowEnds::closingSaysGoodbyeAndEnds()
{
    open();
    start();
    ClassicPeer agent(address().section(u':', -1).toUShort());
    QVERIFY(agent.shakeHands());
    m_window->close();
    QVERIFY(m_window->isVisible()); // it has not said goodbye yet
    QCOMPARE(state(), State::Stopping);
    QCOMPARE(agent.next(), EventRecord::closed());
    agent.socket().close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    QCOMPARE(state(), State::Stopped);
}

void TestServerWindowEnds::closingTwiceEndsOnce()
{
    open();
    start();
    m_window->close();
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    QCOMPARE(state(), State::Stopped);
}

void TestServerWindowEnds::closingWhileStoppedEndsAtOnce()
{
    open();
    m_window->close();
    QVERIFY(!m_window->isVisible());
}

void TestServerWindowEnds::sizesAreThereNextTime()
{
    open();
    // Qt 6.8 makes it fit a screen that is smaller: offscreen, that is one of 800x800.
    const int height = m_window->screen()->availableSize().height() - 120;
    m_window->resize(0, height); // as narrow as it can be
    const auto size = m_window->size();
    QCOMPARE(size.height(), height);
    m_window->close();
    open();
    QCOMPARE(m_window->size(), size);
}

void TestServerWindowEnds::contentsAreThereNextTimeByChoice_data()
{
    QTest::addColumn<bool>("isChosen");
    QTest::newRow("not chosen") << false;
    QTest::newRow("chosen") << true;
}

// A named filter is what one expects to find again: the window asks when it is made.
void TestServerWindowEnds::contentsAreThereNextTimeByChoice()
{
    QFETCH(const bool, isChosen);
    open();
    auto &filters = parts().desk().trafficPane().namedFilters();
    parts().filterLine().setFocus();
    QTest::keyClicks(&parts().filterLine(), u"dir:in"_s);
    QTest::keyClick(&parts().filterLine(), Qt::Key_Return);
    filters.save(u"dir:in"_s);
    QTest::keyClicks(filters.findChild<QLineEdit *>(), u"mine"_s);
    QTest::keyClick(filters.findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(parts().bar().text().contains(u"forgotten"_s));
    if (isChosen) {
        parts().press(parts().button(u"Remember"_s));
        QTRY_VERIFY(!parts().bar().isVisible());
    }
    m_window->close();
    open();
    const auto &pane = parts().desk().trafficPane();
    QCOMPARE(pane.filterField().history().contains(u"dir:in"_s), isChosen);
    QCOMPARE(pane.namedFilters().filters().size(), isChosen ? 1 : 0);
}

QTEST_MAIN(TestServerWindowEnds)
#include "tst_serverwindowends.moc"
