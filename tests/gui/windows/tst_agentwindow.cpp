// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
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
#include <QRegularExpression>
#include <QTest>

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
    void enterInTheServerFieldConnects();
    void missingServerIsSaid();
    void whatIsNoServerIsSaid();
    void composerSendsAndTheEchoAppears();
    void demoSaysHelloFiveTimes();
    void closedPortCountsDownAndIsTriedAgain();
    void stopEndsTheWait();
    void withoutReconnectOneFailureIsTheLast();
    void serverKilledIsSaidAndConnectedAgain();
    void wrongPeerIsSaid();
    void closingSaysGoodbyeAndEnds();
    void closingWhileWaitingEnds();

private:
    void open(quint16 port, std::chrono::milliseconds delay = 1h, bool isDemo = false);
    void connectByKey();
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] Stage stage() const { return m_window->agent().stage(); }
    /// What the stepper's four steps are called.
    [[nodiscard]] QStringList steps() const
    {
        QStringList steps;
        for (const auto *label : parts().part<Stepper>().findChildren<QLabel *>()) {
            static const QRegularExpression step(u"^[A-Z][a-z ]+: [a-z ]+$"_s);
            if (step.match(label->accessibleName()).hasMatch())
                steps += label->accessibleName();
        }
        return steps;
    }

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
    QCOMPARE(steps(),
        (QStringList{
            u"Resolve: done"_s, u"Connect: done"_s, u"Agree key: done"_s, u"Connected: done"_s}));
    QVERIFY(!parts().part<QLineEdit>(u"host"_s).isEnabled());
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Idle, patience);
    QVERIFY(parts().part<QLineEdit>(u"host"_s).isEnabled());
    QVERIFY(!parts().button(u"Retry now"_s));
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
    QCOMPARE(steps(),
        (QStringList{u"Resolve: done"_s, u"Connect: failed"_s, u"Agree key: not begun"_s,
            u"Connected: not begun"_s}));
    QVERIFY(!m_window->agent().errorString().isEmpty());
    auto *retry = parts().button(u"Retry now (50 s)"_s);
    QVERIFY(retry);
    QTRY_VERIFY_WITH_TIMEOUT(retry->text() == u"Retry now (49 s)"_s, patience);
    const auto before = m_window->agent().retryAt();
    parts().press(retry);
    // Refused at once: it waits again.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->agent().retryAt() > before, patience);
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Waiting, patience);
    QTRY_VERIFY_WITH_TIMEOUT(parts().button(u"Retry now ("_s), patience);
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
    QTRY_VERIFY_WITH_TIMEOUT(steps().contains(u"Connect: failed"_s), patience);
    QCOMPARE(stage(), Stage::Idle);
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
    QCOMPARE(steps().last(), u"Connected: failed"_s);
    QVERIFY(!m_window->agent().errorString().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(m_window->agent().errorString().left(8)), patience);
    parts().press(parts().button(u"Retry now"_s));
    server.emplace(listener.accept());
    QVERIFY(server->shakeHands());
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    QVERIFY(!parts().button(u"Retry now"_s));
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
    QVERIFY(steps().contains(u"Agree key: failed"_s));
    QVERIFY(m_window->agent().errorString().contains(u"0x48"_s));
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(m_window->agent().errorString().left(8)), patience);
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
