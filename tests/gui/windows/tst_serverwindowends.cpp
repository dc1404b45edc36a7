// SPDX-License-Identifier: MIT
#include "server-gui/serverwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/peers/classicclient.h"

#include <memory>
#include <optional>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using State = WatchedServer::State;

/// How a server's window begins where it cannot, and how it ends.
class TestServerWindowEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void takenPortOffersTheNextOne();
    void takenPortCanBeTriedAgain();
    void whatIsNoAddressIsSaid();
    void closingSaysGoodbyeAndEnds();
    void closingTwiceEndsOnce();
    void closingWhileStoppedEndsAtOnce();
    void sizesAndHistoryAreThereNextTime();

private:
    void open(quint16 port);
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] QString address() const { return m_window->server().address(); }

    SettingsElsewhere m_settings;
    std::unique_ptr<ServerWindow> m_window;
};

void TestServerWindowEnds::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestServerWindowEnds::open(quint16 port)
{
    ServerWindowOptions options;
    options.server.settings.address = QHostAddress(QHostAddress::LocalHost);
    options.server.settings.port = port;
    m_window = std::make_unique<ServerWindow>(options);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestServerWindowEnds::takenPortOffersTheNextOne()
{
    const BlockingListener other;
    open(other.port());
    parts().pressF5();
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().isVisible(), patience);
    QCOMPARE(parts().bar().text(), u"Port %1 is in use by another program."_s.arg(other.port()));
    QCOMPARE(m_window->server().state(), State::Stopped);
    auto *use = parts().button(u"Use %1"_s.arg(other.port() + 1));
    QVERIFY(use);
    parts().press(use);
    // The next one may be taken as well, by whoever else is on this machine: then it is said again.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->server().state() == State::Listening
            || parts().bar().text().contains(QString::number(other.port() + 1)),
        patience);
    if (m_window->server().state() == State::Listening) {
        QCOMPARE(address(), u"127.0.0.1:%1"_s.arg(other.port() + 1));
        QVERIFY(parts().bar().isHidden());
    }
}

void TestServerWindowEnds::takenPortCanBeTriedAgain()
{
    std::optional<BlockingListener> other(std::in_place);
    const auto port = other->port();
    open(port);
    parts().pressF5();
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().isVisible(), patience);
    other.reset();
    parts().press(parts().button(u"Try again"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->server().state(), State::Listening, patience);
    QCOMPARE(address(), u"127.0.0.1:%1"_s.arg(port));
    QVERIFY(parts().bar().isHidden());
}

void TestServerWindowEnds::whatIsNoAddressIsSaid()
{
    open(0);
    auto &field = *parts().part<QComboBox>(u"address"_s).lineEdit();
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, u"<b>here</b>"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().isVisible(), patience);
    QVERIFY(parts().bar().text().startsWith(u"This is no address to listen on."_s));
    QCOMPARE(m_window->server().state(), State::Stopped);
    field.selectAll();
    QTest::keyClicks(&field, u"127.0.0.1"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->server().state(), State::Listening, patience);
    QVERIFY(parts().bar().isHidden());
}

void TestServerWindowEnds::closingSaysGoodbyeAndEnds()
{
    open(0);
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->server().state(), State::Listening, patience);
    ClassicClient agent(address().section(u':', -1).toUShort());
    QVERIFY(agent.shakeHands());
    m_window->close();
    QVERIFY(m_window->isVisible()); // it has not said goodbye yet
    QCOMPARE(m_window->server().state(), State::Stopping);
    QCOMPARE(agent.next(), EventRecord::closed());
    agent.socket().close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    QCOMPARE(m_window->server().state(), State::Stopped);
}

void TestServerWindowEnds::closingTwiceEndsOnce()
{
    open(0);
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->server().state(), State::Listening, patience);
    m_window->close();
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    QCOMPARE(m_window->server().state(), State::Stopped);
}

void TestServerWindowEnds::closingWhileStoppedEndsAtOnce()
{
    open(0);
    m_window->close();
    QVERIFY(!m_window->isVisible());
}

void TestServerWindowEnds::sizesAndHistoryAreThereNextTime()
{
    open(0);
    m_window->resize(1000, 700);
    parts().filterLine().setFocus();
    QTest::keyClicks(&parts().filterLine(), u"dir:in"_s);
    QTest::keyClick(&parts().filterLine(), Qt::Key_Return);
    m_window->close();
    open(0);
    QCOMPARE(m_window->size(), QSize(1000, 700));
    QVERIFY(parts().desk().trafficPane().filterField().history().contains(u"dir:in"_s));
}

QTEST_MAIN(TestServerWindowEnds)
#include "tst_serverwindowends.moc"

#include <QComboBox>
#include <QHostAddress>
#include <QTest>
