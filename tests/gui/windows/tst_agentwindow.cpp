// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "agent-gui/roundtripview.h"
#include "agent-gui/stepper.h"
#include "core/traffic/watch/watchedserver.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/peers/echoserver.h"

#include <QByteArrayList>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>
#include <QToolTip>

#include <memory>
#include <optional>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Stage = WatchedAgent::Stage;

class TestAgentWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void connectsWithOneKeyAndDisconnects();
    void stepsStandWhileItConnects();
    void enterInTheServerFieldConnects();
    void enterInThePortFieldConnects();
    void portBeyondTheRangeIsRefusedWhereItIsTyped();
    void missingServerIsSaid();
    void whatIsNoServerIsSaid();
    void composerSendsAndTheEchoAppears();
    void demoSaysHelloFiveTimes();
    void closedPortCountsDownAndIsTriedAgain();
    void stopEndsTheWait();
    void withoutReconnectOneFailureIsTheLast();
    void serverKilledIsSaidAndConnectedAgain();
    void goodbyeOfTheServerIsNoError();
    void roundTripsAreOfTheConnectionThatStands();
    void unansweredMessageLeavesLaterRoundTripsRight();
    void sentenceThatDoesNotFitStandsBelow();
    void wrongPeerIsSaid();
    void closingSaysGoodbyeAndEnds();
    void closingWhileWaitingEnds();

private:
    void open(quint16 port, std::chrono::milliseconds delay = 1h, bool isDemo = false);
    void connectByKey();
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] Stage stage() const { return m_window->agent().stage(); }
    [[nodiscard]] bool hasSteps() const { return parts().part<Stepper>().isVisible(); }

    SettingsElsewhere m_settings;
    std::unique_ptr<AgentWindow> m_window;
};

void TestAgentWindow::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestAgentWindow::cleanup()
{
    m_window.reset();
}

void TestAgentWindow::open(quint16 port, std::chrono::milliseconds delay, bool isDemo)
{
    AgentWindowOptions options;
    options.agent.settings.host = u"127.0.0.1"_s;
    options.agent.settings.port = port;
    options.agent.settings.reconnectDelay = delay;
    options.demo = isDemo;
    m_window = std::make_unique<AgentWindow>(options);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestAgentWindow::connectByKey()
{
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
}

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

void TestAgentWindow::stepsStandWhileItConnects()
{
    BlockingListener silent;
    open(silent.port());
    QVERIFY(!hasSteps());
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::AgreeingKey, patience);
    QVERIFY(hasSteps());
    QVERIFY(parts().says(u"✓ Connect"_s));
    QVERIFY(parts().says(u"… Agree key"_s));
    QCOMPARE(m_window->windowTitle(), u"Sealcord agent"_s);
}

void TestAgentWindow::enterInThePortFieldConnects()
{
    const EchoServer server;
    open(1);
    auto &port = parts().part<QSpinBox>(u"port"_s);
    port.setFocus();
    port.selectAll();
    QTest::keyClicks(&port, QString::number(server.port()));
    QTest::keyClick(&port, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
}

void TestAgentWindow::portBeyondTheRangeIsRefusedWhereItIsTyped()
{
    open(1);
    auto &port = parts().part<QSpinBox>(u"port"_s);
    port.setFocus();
    port.selectAll();
    QTest::keyClicks(&port, u"99999"_s);
    QCOMPARE(port.text(), u"9999"_s);
    QTRY_COMPARE(QToolTip::text(), u"A port is a number from 1 to 65535"_s);
    QToolTip::hideText();
}

void TestAgentWindow::enterInTheServerFieldConnects()
{
    const EchoServer server;
    open(server.port());
    auto &host = parts().part<QLineEdit>(u"host"_s);
    host.setFocus();
    host.selectAll();
    QTest::keyClicks(&host, u"localhost"_s);
    QTest::keyClick(&host, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
}

void TestAgentWindow::missingServerIsSaid()
{
    open(1);
    parts().part<QLineEdit>(u"host"_s).clear();
    parts().pressF5();
    QVERIFY(parts().bar().isVisible());
    QVERIFY(parts().bar().text().startsWith(u"Which server?"_s));
    QCOMPARE(stage(), Stage::Idle);
}

// A resolver would take it for 127.0.0.1.
void TestAgentWindow::whatIsNoServerIsSaid()
{
    open(1);
    parts().part<QLineEdit>(u"host"_s).setText(u"127.1"_s);
    parts().pressF5();
    QVERIFY(parts().bar().isVisible());
    QCOMPARE(parts().bar().text(), u"Which server? \"127.1\" is neither a name nor an address."_s);
    QCOMPARE(stage(), Stage::Idle);
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
    parts().pressF5();
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
    parts().pressF5();
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

void TestAgentWindow::roundTripsAreOfTheConnectionThatStands()
{
    std::optional<EchoServer> server(std::in_place);
    const auto port = server->port();
    open(port, 50s);
    auto &trips = parts().part<RoundTripView>();
    connectByKey();
    QVERIFY(!trips.isVisible());
    parts().write(u"Hello"_s);
    QTRY_VERIFY_WITH_TIMEOUT(trips.isVisible(), patience);
    QVERIFY(trips.accessibleName().startsWith(u"Round trip: last "_s));
    server->watched.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Waiting, patience);
    QVERIFY(!trips.isVisible());
    server.emplace(port);
    parts().press(parts().button(u"Retry now"_s));
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    QVERIFY(!trips.isVisible()); // nothing stands there from the last server
    parts().write(u"Hello"_s);
    QTRY_VERIFY_WITH_TIMEOUT(trips.isVisible(), patience);
}

// A server that leaves one unanswered, and then echoes.
void TestAgentWindow::unansweredMessageLeavesLaterRoundTripsRight()
{
    BlockingListener listener;
    open(listener.port());
    parts().pressF5();
    ClassicPeer server(listener.accept());
    QVERIFY(server.shakeHands());
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    parts().write(u"Hello"_s);
    QCOMPARE(server.receive(), std::optional<QByteArray>("Hello"));
    parts().write(u"Hello again"_s);
    QCOMPARE(server.receive(), std::optional<QByteArray>("Hello again"));
    QVERIFY(server.send("Hello again"));
    QTRY_VERIFY_WITH_TIMEOUT(parts().part<RoundTripView>().isVisible(), patience);
    const auto first = parts().placeOfMessage(Direction::Out);
    parts().click(parts().traffic(), first + 1);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"answered in "_s), patience);
    parts().click(parts().traffic(), first);
    QTRY_VERIFY_WITH_TIMEOUT(!parts().says(u"answered in "_s), patience);
}

void TestAgentWindow::sentenceThatDoesNotFitStandsBelow()
{
    open(BlockingListener().port(), 50s);
    m_window->resize(1280, 800);
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Waiting, patience);
    const auto &state = parts().part<QLabel>(u"state"_s);
    const auto &host = parts().part<QLineEdit>(u"host"_s);
    const auto topOf = [this](const QWidget &part) {
        return part.mapTo(m_window.get(), QPoint()).y();
    };
    const auto isWhole = [&state] { return state.isVisible() && !state.text().contains(u'…'); };
    QTRY_VERIFY(isWhole() && topOf(state) < topOf(host) + host.height());
    m_window->resize(900, 600);
    QTRY_VERIFY(isWhole() && topOf(state) >= topOf(host) + host.height());
    m_window->resize(1280, 800);
    QTRY_VERIFY(isWhole() && topOf(state) < topOf(host) + host.height());
}

void TestAgentWindow::wrongPeerIsSaid()
{
    BlockingListener listener;
    open(listener.port());
    parts().pressF5();
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
    parts().pressF5();
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
