// SPDX-License-Identifier: MIT
#include "core/net/agent/agentstreams.h"
#include "tests/integration/server/recordingtap.h"
#include "tests/support/patience.h"
#include "tests/support/processes/descriptor.h"

#include <QTest>

#include <chrono>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;

namespace {

using Clock = IoContext::Clock;

Clock::time_point theTime;

Clock::time_point now()
{
    return theTime;
}

/// What an agent is to carry, and its other end.
struct Pair {
    qintptr carried = -1;
    Descriptor client;

    Pair()
    {
        const auto pair = socketPair();
        if (!pair)
            qFatal("no sockets");
        carried = pair->first;
        client = Descriptor(static_cast<int>(pair->second));
    }
};

} // namespace

/// Connections that came in while the server is away.
class TestWaiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { theTime = {}; }
    void theyAreTurnedAwayInTime();
    void theNewestAreKept();
    void nobodyIsLeftAtTheEnd();
};

void TestWaiting::theyAreTurnedAwayInTime()
{
    RecordingTap tap;
    IoContext context(tap);
    context.setClock(now);
    const AgentSettings settings;
    AgentStreams streams(settings, context);
    std::optional<StreamReset> told;
    Pair first;
    streams.carry(first.carried, "web", {},
        {.opened = {}, .reset = [&told](StreamReset reason, qintptr socket) {
             told = reason;
             closeDescriptor(socket);
         }});
    theTime += AgentStreams::waitingTime;
    Pair second;
    streams.carry(second.carried, "web", {});
    theTime += std::chrono::milliseconds(1);
    QTRY_COMPARE_WITH_TIMEOUT(tap.records().streamsClosed.size(), 1zu, patience);
    const auto closed = tap.records().streamsClosed.front();
    QCOMPARE(closed.why, std::string("the server is not there"));
    QCOMPARE(closed.target, std::string("web"));
    QVERIFY(!closed.wasOpened && closed.reset == StreamReset::Unreachable);
    QVERIFY(told == StreamReset::Unreachable);
    QVERIFY(first.client.isReadable());
    QVERIFY(!second.client.isReadable(0));
    theTime += AgentStreams::waitingTime;
    QTRY_COMPARE_WITH_TIMEOUT(tap.records().streamsClosed.size(), 2zu, patience);
    QVERIFY(second.client.isReadable());
}

void TestWaiting::theNewestAreKept()
{
    RecordingTap tap;
    IoContext context(tap);
    const AgentSettings settings;
    AgentStreams streams(settings, context);
    std::vector<Pair> pairs(AgentStreams::mostWaiting + 1);
    for (const auto &pair : pairs)
        streams.carry(pair.carried, "web", {});
    QCOMPARE(tap.records().streamsClosed.size(), 1zu);
    QCOMPARE(tap.records().streamsClosed.front().why, "too many wait for the server");
    QVERIFY(pairs[0].client.isReadable(0));
    QVERIFY(!pairs[1].client.isReadable(0));
    QVERIFY(!pairs.back().client.isReadable(0));
}

void TestWaiting::nobodyIsLeftAtTheEnd()
{
    RecordingTap tap;
    IoContext context(tap);
    const AgentSettings settings;
    Pair pair;
    {
        AgentStreams streams(settings, context);
        streams.carry(pair.carried, "web", {});
    }
    QCOMPARE(tap.records().streamsClosed.front().why, std::string("the agent ends"));
    QVERIFY(pair.client.isReadable(0));
}

QTEST_GUILESS_MAIN(TestWaiting)
#include "tst_waiting.moc"
