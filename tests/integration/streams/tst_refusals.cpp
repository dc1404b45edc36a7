// SPDX-License-Identifier: MIT
#include "core/app/process/process.h"
#include "tests/integration/server/sealedpeer.h"
#include "tests/integration/streams/forwardedservice.h"

#include <QTest>

#include <algorithm>
#include <thread>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

using End = BlockingSocket::End;

/// Streams that lead nowhere: both ends are told why, and the client is cut off.
class TestRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServiceIsNotThere_data();
    void theServiceIsNotThere();
    void itIsForbidden_data() { addForbiddenTargets(); }
    void itIsForbidden();
    void thereIsNoSuchService();
    void theOwnerIsNotConnected_data();
    void theOwnerIsNotConnected();
    void theOwnerEnds();
    void tooManyWaitForTheService();
    void aClassicServerHasNoStreams();
    void aServerWithoutStreams();
};

namespace {

void checkRefused(const RecordingTap &tap, StreamReset reason)
{
    const auto stream = tap.waitForStreams().front();
    QVERIFY(!stream.wasOpened);
    QVERIFY(stream.reset);
    QCOMPARE(*stream.reset, reason);
    QVERIFY(!stream.why.empty());
}

} // namespace

void TestRefusals::theServiceIsNotThere_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QString>("address");
    QTest::addColumn<StreamReset>("reason");
    const auto add = [](const char *name, Route route) {
        QTest::addRow("%s, nobody listens", name)
            << route << u"127.0.0.1:%1"_s.arg(BlockingListener().port()) << StreamReset::Refused;
        QTest::addRow("%s, no way to it", name)
            << route << u"unix:/dev/null/x"_s << StreamReset::Unreachable;
    };
    add("reach", Route::Reach);
    add("publish", Route::Publish);
    add("between agents", Route::BetweenAgents);
}

void TestRefusals::theServiceIsNotThere()
{
    QFETCH(Route, route);
    QFETCH(QString, address);
    QFETCH(StreamReset, reason);
    ForwardedService web(route, {.address = address});
    QVERIFY(web.isReady());
    auto client = web.connect();
    QCOMPARE(client.readToEnd(), End::Reset);
    checkRefused(web.near(), reason);
    checkRefused(web.far(), reason);
}

void TestRefusals::itIsForbidden()
{
    QFETCH(Route, route);
    QFETCH(QByteArray, target);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    web.trust().forbid(target.toStdString());
    auto client = web.connect();
    QCOMPARE(client.readToEnd(), End::Reset);
    checkRefused(web.near(), StreamReset::NotAllowed);
    checkRefused(web.server().tap(), StreamReset::NotAllowed);
    QVERIFY(!web.service().hasPending());
}

void TestRefusals::thereIsNoSuchService()
{
    ForwardedService web(Route::Reach);
    ForwardingAgent user("other");
    AgentSettings settings;
    settings.locals = {portTo(u"nothing"_s), portTo(u"web"_s)};
    QVERIFY(user.start(web.server().port(), settings));
    auto client = BlockingSocket::connectTo(user.port(0));
    QCOMPARE(client.readToEnd(), End::Reset);
    checkRefused(user.tap(), StreamReset::NoSuchTarget);
    checkRefused(web.server().tap(), StreamReset::NoSuchTarget);
    QCOMPARE(web.server().tap().records().streamsClosed.front().target, std::string("nothing"));

    auto right = BlockingSocket::connectTo(user.port(1));
    auto service = web.accept();
    QVERIFY(passes(right, service, toBytes("hello")));
}

void TestRefusals::theOwnerIsNotConnected_data()
{
    QTest::addColumn<Route>("route");
    QTest::newRow("publish") << Route::Publish;
    QTest::newRow("between agents") << Route::BetweenAgents;
}

void TestRefusals::theOwnerIsNotConnected()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    web.owner().stop();
    QVERIFY(web.server().tap().waitFor(
        [](const RecordingTap::Records &records) { return !records.ended.empty(); }));
    auto client = web.connect();
    QCOMPARE(client.readToEnd(), End::Reset);
    checkRefused(web.near(), StreamReset::Unreachable);
    checkRefused(web.server().tap(), StreamReset::Unreachable);
}

// That is no word of the server's, which the user goes on with.
void TestRefusals::theOwnerEnds()
{
    ForwardedService web(Route::BetweenAgents);
    QVERIFY(web.isReady());
    const auto identity = freshIdentity("owner");
    SealedPeer owner(identity, web.server().port(), 1);
    QVERIFY(owner.shakeHands());
    owner.refuseStreams(StreamReset::ShuttingDown);
    QVERIFY(web.server().tap().waitFor(
        [](const RecordingTap::Records &records) { return records.established.size() == 3; }));
    auto client = web.connect();
    QVERIFY(owner.step());
    QCOMPARE(client.readToEnd(), End::Reset);
    checkRefused(web.near(), StreamReset::Unreachable);
    QVERIFY(web.near().records().ended.empty());
}

// Those that the service does not answer, and has not refused, are so many and no more.
void TestRefusals::tooManyWaitForTheService()
{
    if (raiseDescriptorLimit() < 4 * StreamLimits::mostHalfOpen)
        QSKIP("the limit of open files is too low");
    const BlockingListener deaf(0);
    const auto waiting = BlockingSocket::connectTo(deaf.port());
    ForwardedService web(Route::Reach, {.workers = 1, .address = deaf.address()});
    QVERIFY(web.isReady());
    std::vector<BlockingSocket> clients;
    for (std::size_t i = 0; i <= StreamLimits::mostHalfOpen; ++i)
        clients.push_back(web.connect());
    const auto isReadable = [](const BlockingSocket &client) { return client.isReadable(0); };
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(clients, isReadable), patience);
    checkRefused(web.near(), StreamReset::Limit);
    checkRefused(web.far(), StreamReset::Limit);
}

void TestRefusals::aClassicServerHasNoStreams()
{
    RunningServer server;
    auto settings = TalkingAgent::settings(server.port());
    settings.locals = {portTo(u"web"_s)};
    TalkingAgent agent(settings);
    QVERIFY(agent.agent.streams().listen());
    QVERIFY(agent.connects());
    const auto client = BlockingSocket::connectTo(
        agent.agent.streams().locals().front().address.section(u':', -1).toUShort());
    QTRY_VERIFY_WITH_TIMEOUT(!agent.tap.records().streamsClosed.empty(), patience);
    checkRefused(agent.tap, StreamReset::Unreachable);
    QCOMPARE(agent.tap.records().streamsClosed.front().why,
        "the other end has no streams: it is an older version, or speaks another protocol");
    QVERIFY(client.isReadable());
    QVERIFY(agent.ends.empty()); // the connection stands
}

void TestRefusals::aServerWithoutStreams()
{
    BlockingListener listener;
    ForwardingAgent user("user");
    AgentSettings settings;
    settings.locals = {portTo(u"web"_s)};
    QVERIFY(user.start(listener.port(), settings));
    const auto identity = freshIdentity("old");
    SealedPeer server(Role::Server, identity, listener.accept());
    QVERIFY(server.shakeHands());
    QVERIFY(user.waitForConnected());
    auto client = BlockingSocket::connectTo(user.port());
    QCOMPARE(client.readToEnd(), End::Reset);
    checkRefused(user.tap(), StreamReset::Unreachable);
    QVERIFY(
        user.tap().records().streamsClosed.front().why.starts_with("the other end has no streams"));
}

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
