// SPDX-License-Identifier: MIT
#include "tests/integration/server/sealedends.h"
#include "tests/integration/traffic/watchedends.h"
#include "tests/support/patience.h"

#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Stage = WatchedAgent::Stage;

namespace {

LocalPort local(quint16 port, const QString &target = u"web"_s)
{
    return {{QHostAddress(QHostAddress::LocalHost), port}, target};
}

/// Nobody listens there.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// An agent that goes on trying to reach a server that is not there.
struct TryingAgent : RecordedAgent {
    void startTrying() { start(freePort(), 1h); }
    [[nodiscard]] const WatchedAgent::Local &port(std::size_t at) const
    {
        return watched.locals().at(at);
    }
};

bool isOpen(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(static_cast<int>(patience));
}

} // namespace

class TestWatchedPorts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void portListensFromStartUntilTheEnd();
    void portThatIsTakenSaysSoAndIsNoFailureOfTheOthers();
    void portsComeAndGoWhileItRuns();
    void whyItLeavesADrainedServerIsSaid();
};

void TestWatchedPorts::portListensFromStartUntilTheEnd()
{
    TryingAgent agent;
    agent.watched.addLocal(local(0));
    QVERIFY(agent.port(0).address.isEmpty());
    agent.startTrying();
    QTRY_VERIFY_WITH_TIMEOUT(!agent.port(0).address.isEmpty(), patience);
    const auto port = agent.port(0).address.section(u':', 1).toUShort();
    QVERIFY(port != 0 && isOpen(port));
    agent.watched.stop();
    QVERIFY(agent.waitFor(Stage::Idle));
    QTRY_VERIFY_WITH_TIMEOUT(agent.port(0).address.isEmpty(), patience);
    QVERIFY(!isOpen(port));
}

void TestWatchedPorts::portThatIsTakenSaysSoAndIsNoFailureOfTheOthers()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    TryingAgent agent;
    agent.watched.addLocal(local(other.serverPort()));
    agent.watched.addLocal(local(0, u"db"_s));
    agent.startTrying();
    QTRY_VERIFY_WITH_TIMEOUT(!agent.port(1).address.isEmpty(), patience);
    QVERIFY(agent.port(0).address.isEmpty());
    QVERIFY2(agent.port(0).error.contains(u"in use"), qPrintable(agent.port(0).error));
    QVERIFY(agent.watched.stage() != Stage::Idle);
}

void TestWatchedPorts::portsComeAndGoWhileItRuns()
{
    TryingAgent agent;
    agent.startTrying();
    QVERIFY(agent.waitFor(Stage::Waiting));
    const auto port = freePort();
    agent.watched.addLocal(local(port));
    QTRY_VERIFY_WITH_TIMEOUT(!agent.port(0).address.isEmpty(), patience);
    QVERIFY(isOpen(port));
    agent.watched.removeLocal(local(port));
    QVERIFY(agent.watched.locals().empty());
    QTRY_VERIFY_WITH_TIMEOUT(!isOpen(port), patience);
}

void TestWatchedPorts::whyItLeavesADrainedServerIsSaid()
{
    SealedEnds ends;
    RunningServer server(ends.serverSettings());
    TryingAgent agent;
    agent.watched.addLocal(local(0));
    auto settings = ends.agentSettings(server.port());
    settings.reconnectDelay = 1h;
    agent.watched.start(settings);
    QVERIFY(agent.waitFor(Stage::Connected));
    QTRY_VERIFY_WITH_TIMEOUT(!agent.port(0).address.isEmpty(), patience);
    server.server().drain();
    server.server().tellStanding(1);
    QVERIFY(
        server.tap().waitFor([](const auto &records) { return !records.standingTold.empty(); }));
    QVERIFY(isOpen(agent.port(0).address.section(u':', 1).toUShort()));
    QVERIFY(agent.waitFor(Stage::Waiting));
    QCOMPARE(agent.watched.failedStage(), std::optional(Stage::Connected));
    QCOMPARE(agent.watched.errorString(), u"the server takes no new streams"_s);
}

QTEST_GUILESS_MAIN(TestWatchedPorts)
#include "tst_watchedports.moc"
