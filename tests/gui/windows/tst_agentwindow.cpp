// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "tests/gui/windows/agentwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/peers/echoserver.h"

#include <QByteArrayList>
#include <QCheckBox>
#include <QLineEdit>
#include <QTest>

#include <optional>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestAgentWindow : public QObject, private AgentWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_settings.isValid()); }
    void cleanup() { m_window.reset(); }

    void connectsWithOneKeyAndDisconnects();
    void composerHasTheFocusOnceConnected();
    void whoWritesElsewhereKeepsTheFocus();
    void composerSendsAndTheEchoAppears();
    void demoSaysHelloFiveTimes();
    void closedPortCountsDownAndIsTriedAgain();
    void stopEndsTheWait();
    void withoutReconnectOneFailureIsTheLast();
    void serverKilledIsSaidAndConnectedAgain();
    void goodbyeOfTheServerIsNoError();
    void wrongPeerIsSaid();
    void closingSaysGoodbyeAndEnds();
    void closingWhileWaitingEnds();
};

void TestAgentWindow::connectsWithOneKeyAndDisconnects()
{
    const EchoServer server;
    QVERIFY(server.isListening);
    open(server.port());
    QVERIFY(parts().says(u"Not connected."_s));
    connectByKey();
    const auto address = u"127.0.0.1:%1"_s.arg(server.port());
    QVERIFY(parts().says(u"● Connected to "_s + address));
    QVERIFY(!hasSteps());
    QCOMPARE(m_window->windowTitle(), u"Sealcord agent, "_s + address);
    QVERIFY(!parts().part<QLineEdit>(u"host"_s).isEnabled());
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Idle, patience);
    QVERIFY(parts().part<QLineEdit>(u"host"_s).isEnabled());
    QVERIFY(parts().says(u"○ Not connected"_s));
    QCOMPARE(m_window->windowTitle(), u"Sealcord agent"_s);
    QVERIFY(!parts().button(u"Retry now"_s));
}

void TestAgentWindow::composerHasTheFocusOnceConnected()
{
    const EchoServer server;
    open(server.port());
    auto &host = parts().part<QLineEdit>(u"host"_s);
    host.setFocus();
    QTest::keyClick(&host, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->focusWidget(), &parts().messageLine(), patience);
    QCOMPARE(stage(), Stage::Connected);
}

void TestAgentWindow::whoWritesElsewhereKeepsTheFocus()
{
    const EchoServer server;
    open(server.port());
    parts().pressF5();
    auto &filter = parts().filterLine();
    filter.setFocus();
    QTest::keyClicks(&filter, u"len>5"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    QCOMPARE(m_window->focusWidget(), &filter);
}

void TestAgentWindow::composerSendsAndTheEchoAppears()
{
    const EchoServer server;
    open(server.port());
    connectByKey();
    parts().write(u"Hello from client!"_s);
    const QByteArrayList hello{"Hello from client!"};
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::In), hello, patience);
    QCOMPARE(parts().contents(Direction::Out), hello);
    parts().click(parts().traffic(), parts().placeOfMessage(Direction::Out));
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"answered in "_s), patience);
}

void TestAgentWindow::demoSaysHelloFiveTimes()
{
    const EchoServer server;
    open(server.port(), 1h, true);
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::In),
        QByteArrayList(5, QByteArray("Hello from client!")), patience);
    QCOMPARE(stage(), Stage::Connected); // and stays
}

void TestAgentWindow::closedPortCountsDownAndIsTriedAgain()
{
    std::optional<BlockingListener> listener(std::in_place);
    const auto port = listener->port();
    listener.reset();
    open(port, 50s);
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Waiting, patience);
    const auto sentence = u"▲ Could not connect: 127.0.0.1:%1: connection refused."_s.arg(port);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(sentence + u" Next try in "_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(sentence + u" Next try in 49 s."_s), patience);
    const auto before = m_window->agent().retryAt();
    parts().press(parts().button(u"Retry now"_s));
    // Refused at once: it waits again.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->agent().retryAt() > before, patience);
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Waiting, patience);
    QTRY_VERIFY_WITH_TIMEOUT(parts().button(u"Retry now"_s), patience);
}

void TestAgentWindow::stopEndsTheWait()
{
    open(BlockingListener().port());
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Waiting, patience);
    parts().press(parts().button(u"Stop"_s));
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Idle, patience);
    QVERIFY(!parts().button(u"Retry now"_s));
    QVERIFY(parts().part<QLineEdit>(u"host"_s).isEnabled());
}

void TestAgentWindow::withoutReconnectOneFailureIsTheLast()
{
    open(BlockingListener().port());
    auto &reconnects = parts().part<QCheckBox>(u"reconnects"_s);
    QVERIFY(reconnects.isChecked());
    reconnects.setFocus();
    QTest::keyClick(&reconnects, Qt::Key_Space);
    parts().pressF5();
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"▲ Could not connect: "_s), patience);
    QCOMPARE(stage(), Stage::Idle);
    QVERIFY(!parts().says(u"Next try"_s));
}

void TestAgentWindow::serverKilledIsSaidAndConnectedAgain()
{
    BlockingListener listener;
    open(listener.port(), 50s);
    beginByKey();
    std::optional<ClassicPeer> server(std::in_place, listener.accept());
    QVERIFY(server->shakeHands());
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    server->socket().reset();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Waiting, patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        parts().says(u"▲ The connection was lost: connection reset by the peer. Next try in "_s),
        patience);
    QCOMPARE(parts().desk().events().row(parts().desk().events().rowCount() - 1).level,
        EventLevel::Warning);
    parts().press(parts().button(u"Retry now"_s));
    server.emplace(listener.accept());
    QVERIFY(server->shakeHands());
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    QVERIFY(!parts().button(u"Retry now"_s));
}

void TestAgentWindow::goodbyeOfTheServerIsNoError()
{
    BlockingListener listener;
    open(listener.port(), 50s);
    beginByKey();
    ClassicPeer server(listener.accept());
    QVERIFY(server.shakeHands());
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    QVERIFY(server.sayGoodbye());
    QVERIFY(server.waitForEnd() != ClassicPeer::End::TimedOut);
    server.socket().close();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Waiting, patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        parts().says(u"○ The server closed the connection. Next try in "_s), patience);
    QVERIFY(!hasSteps());
    QVERIFY(!parts().bar().isVisible() || !parts().bar().text().contains(u"closed"_s));
    QCOMPARE(m_window->windowTitle(), u"Sealcord agent"_s);
}

void TestAgentWindow::wrongPeerIsSaid()
{
    BlockingListener listener;
    open(listener.port());
    beginByKey();
    auto peer = listener.accept();
    static constexpr std::string_view answer = "HTTP/1.1 400 <b>Bad</b> Request\r\n\r\n";
    QVERIFY(peer.write(std::as_bytes(std::span(answer))));
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Idle, patience); // no other attempt would help
    QVERIFY(m_window->agent().errorString().contains(u"0x48"_s));
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"▲ No key could be agreed: "_s), patience);
}

void TestAgentWindow::closingSaysGoodbyeAndEnds()
{
    BlockingListener listener;
    open(listener.port());
    beginByKey();
    ClassicPeer server(listener.accept());
    QVERIFY(server.shakeHands());
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    m_window->close();
    QCOMPARE(server.next(), EventRecord::closed());
    server.socket().close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    QCOMPARE(stage(), Stage::Idle);
}

void TestAgentWindow::closingWhileWaitingEnds()
{
    open(BlockingListener().port());
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Waiting, patience);
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
}

QTEST_MAIN(TestAgentWindow)
#include "tst_agentwindow.moc"
