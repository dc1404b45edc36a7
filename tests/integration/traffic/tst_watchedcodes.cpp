// SPDX-License-Identifier: MIT
#include "core/app/trust/comparisons.h"
#include "core/traffic/watch/ownserver.h"
#include "core/traffic/watch/watchedagent.h"
#include "tests/integration/server/sealedends.h"
#include "tests/support/patience.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using State = CodeComparison::State;

/// Two windows whose persons compare a code.
class TestWatchedCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothWindowsShowTheSameCode();
    void endOfTheAgentBreaksItOff();

private:
    [[nodiscard]] static bool starts(
        OwnServer &server, WatchedAgent &agent, SealedEnds &ends, Comparisons &comparisons);
};

bool TestWatchedCodes::starts(
    OwnServer &server, WatchedAgent &agent, SealedEnds &ends, Comparisons &comparisons)
{
    auto settings = ends.serverSettings();
    settings.trust = &comparisons;
    server.setLog(&comparisons);
    server.start(settings);
    if (!QTest::qWaitFor([&] { return server.state() == OwnServer::State::Listening; }, patience))
        return false;
    agent.start(ends.agentSettings(server.address().section(QLatin1Char(':'), -1).toUShort()));
    return QTest::qWaitFor(
        [&] { return agent.stage() == WatchedAgent::Stage::Connected; }, patience);
}

void TestWatchedCodes::bothWindowsShowTheSameCode()
{
    SealedEnds ends;
    Comparisons comparisons(ends.agentTrust);
    OwnServer server;
    WatchedAgent agent;
    std::optional<VerificationCode> seenAtAgent;
    connect(&agent, &WatchedAgent::codeAgreed, this,
        [&](const VerificationCode &code) { seenAtAgent = code; });
    QVERIFY(starts(server, agent, ends, comparisons));
    const ServerComparison *comparison = nullptr;
    agent.verify();
    QTRY_VERIFY_WITH_TIMEOUT((comparison = comparisons.find(1)), patience);
    QCOMPARE(comparison->code.state(), State::AskedThere);
    QVERIFY(!seenAtAgent);
    QVERIFY(comparisons.ask(comparison->connection, {}));
    server.verify(1);
    QTRY_COMPARE_WITH_TIMEOUT(comparisons.find(1)->code.state(), State::Code, patience);
    QTRY_VERIFY_WITH_TIMEOUT(seenAtAgent, patience);
    QCOMPARE(wordsOf(*seenAtAgent), wordsOf(*comparisons.find(1)->code.code()));
}

void TestWatchedCodes::endOfTheAgentBreaksItOff()
{
    SealedEnds ends;
    Comparisons comparisons(ends.agentTrust);
    OwnServer server;
    WatchedAgent agent;
    QVERIFY(starts(server, agent, ends, comparisons));
    agent.verify();
    QTRY_VERIFY_WITH_TIMEOUT(comparisons.find(1), patience);
    agent.stop();
    QTRY_COMPARE_WITH_TIMEOUT(comparisons.find(1)->code.state(), State::BrokenOff, patience);
}

QTEST_GUILESS_MAIN(TestWatchedCodes)
#include "tst_watchedcodes.moc"
