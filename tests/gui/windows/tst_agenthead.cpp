// SPDX-License-Identifier: MIT
// What the top of the agent's window takes and says.
#include "agent-gui/agenthead.h"
#include "agent-gui/roundtripview.h"
#include "tests/gui/windows/agentwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/peers/echoserver.h"

#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>
#include <QToolTip>

#include <optional>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestAgentHead : public QObject, private AgentWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_settings.isValid()); }
    void cleanup() { m_window.reset(); }

    void stepsStandWhileItConnects();
    void enterInTheServerFieldConnects();
    void enterInThePortFieldConnects();
    void portBeyondTheRangeIsRefusedWhereItIsTyped();
    void missingServerIsSaid();
    void whatIsNoServerIsSaid();
    void roundTripsAreOfTheConnectionThatStands();
    void unansweredMessageLeavesLaterRoundTripsRight();
    void sentenceThatDoesNotFitStandsBelow();
    void narrowHeadSaysBothTheServerAndTheLastRoundTrip();
};

void TestAgentHead::stepsStandWhileItConnects()
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

void TestAgentHead::enterInTheServerFieldConnects()
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

void TestAgentHead::enterInThePortFieldConnects()
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

void TestAgentHead::portBeyondTheRangeIsRefusedWhereItIsTyped()
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

void TestAgentHead::missingServerIsSaid()
{
    open(1);
    parts().part<QLineEdit>(u"host"_s).clear();
    parts().pressF5();
    QVERIFY(parts().bar().isVisible());
    QVERIFY(parts().bar().text().startsWith(u"Which server?"_s));
    QCOMPARE(stage(), Stage::Idle);
}

// A resolver would take it for 127.0.0.1.
void TestAgentHead::whatIsNoServerIsSaid()
{
    open(1);
    parts().part<QLineEdit>(u"host"_s).setText(u"127.1"_s);
    parts().pressF5();
    QVERIFY(parts().bar().isVisible());
    QCOMPARE(parts().bar().text(), u"Which server? \"127.1\" is neither a name nor an address."_s);
    QCOMPARE(stage(), Stage::Idle);
}

void TestAgentHead::roundTripsAreOfTheConnectionThatStands()
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
void TestAgentHead::unansweredMessageLeavesLaterRoundTripsRight()
{
    BlockingListener listener;
    open(listener.port());
    beginByKey();
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

void TestAgentHead::sentenceThatDoesNotFitStandsBelow()
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

void TestAgentHead::narrowHeadSaysBothTheServerAndTheLastRoundTrip()
{
    const EchoServer server;
    open(server.port());
    m_window->resize(900, 600);
    connectByKey();
    parts().write(u"Hello"_s);
    const auto &trips = parts().part<RoundTripView>();
    QTRY_VERIFY_WITH_TIMEOUT(trips.isVisible(), patience);
    QTRY_VERIFY(parts().says(u"● Connected to 127.0.0.1:%1"_s.arg(server.port())));
    QVERIFY(parts().says(u"Round trip"_s));
}

QTEST_MAIN(TestAgentHead)
#include "tst_agenthead.moc"
