// SPDX-License-Identifier: MIT
#include "tests/integration/streams/forwardedservice.h"

#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

using End = BlockingSocket::End;

/// What becomes of streams, and of the ports that lead to them, when connections come and go, and
/// when the server thinks otherwise.
class TestStreamLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPortOutlivesItsConnection();
    void whoComesWhileTheServerIsAwayWaits();
    void whatIsForbiddenLaterEnds_data() { addForbiddenTargets(); }
    void whatIsForbiddenLaterEnds();
    void oneCanBeEnded_data() { addRoutes(); }
    void oneCanBeEnded();
    void oneCanBeEndedAtTheAgent();
    void theLatestConnectionOfAnOwnerIsUsed();
    void anOwnerThatPublishesNothingIsNotUsed();
    void whatWasSaidToTheEndIsStillWritten_data() { addRoutes(); }
    void whatWasSaidToTheEndIsStillWritten();
};

namespace {

/// A server that forwards "web" and can come back where it was.
struct Comeback {
    NamingTrust trust;
    Identity identity = freshIdentity("server");
    BlockingListener service;
    std::unique_ptr<RunningServer> server;

    Comeback() { start(0); }
    void start(quint16 port)
    {
        auto settings = RunningServer::settings();
        settings.port = port;
        settings.identity = &identity;
        settings.trust = &trust;
        settings.forwards = {serviceAt(u"web"_s, service.address())};
        server = std::make_unique<RunningServer>(settings);
    }
};

/// A stream that is over, as the end of \a tap tells.
RecordingTap::Stream ended(const RecordingTap &tap, ConnectionId connection, StreamNumber number)
{
    const auto isIt = [&](const RecordingTap::Stream &stream) {
        return stream.connection == connection && stream.number == number;
    };
    RecordingTap::Stream stream;
    std::ignore = tap.waitFor([&](const RecordingTap::Records &records) {
        const auto found = std::ranges::find_if(records.streamsClosed, isIt);
        if (found != records.streamsClosed.end())
            stream = *found;
        return found != records.streamsClosed.end();
    });
    return stream;
}

} // namespace

void TestStreamLife::aPortOutlivesItsConnection()
{
    Comeback web;
    ForwardingAgent user("user");
    AgentSettings settings;
    settings.locals = {portTo(u"web"_s)};
    const auto port = web.server->port();
    QVERIFY(user.start(port, settings));
    for (std::size_t times = 1; times <= 3; ++times) {
        QVERIFY(user.waitForConnected(times));
        auto client = BlockingSocket::connectTo(user.port());
        auto service = web.service.accept();
        QVERIFY(passes(client, service, toBytes("hello")));
        QVERIFY(web.server->stop());
        QCOMPARE(client.readToEnd(), End::Reset);
        QCOMPARE(service.readToEnd(), End::Reset);
        web.start(port);
        QVERIFY(web.server->isListening());
    }
}

// Nothing of what it says is lost.
void TestStreamLife::whoComesWhileTheServerIsAwayWaits()
{
    Comeback web;
    const auto port = web.server->port();
    QVERIFY(web.server->stop());
    ForwardingAgent user("user");
    AgentSettings settings;
    settings.locals = {portTo(u"web"_s)};
    QVERIFY(user.start(port, settings));
    auto client = BlockingSocket::connectTo(user.port());
    QVERIFY(client.writeAndFinish(toBytes("here I am")));
    web.start(port);
    auto service = web.service.accept();
    QCOMPARE(service.read(100), toBytes("here I am"));
    QVERIFY(service.writeAndFinish(toBytes("welcome")));
    QCOMPARE(client.read(100), toBytes("welcome"));
    QVERIFY(!user.tap().waitForStreams().front().reset);
}

void TestStreamLife::whatIsForbiddenLaterEnds()
{
    QFETCH(Route, route);
    QFETCH(QByteArray, target);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends ends(web);
    QVERIFY(passes(ends.client, ends.service, toBytes("hello")));
    web.server().server().judgeAgain(); // nothing is forbidden yet
    QVERIFY(passes(ends.service, ends.client, toBytes("hello")));
    web.trust().forbid(target.toStdString());
    web.server().server().judgeAgain();
    QCOMPARE(ends.client.readToEnd(), End::Reset);
    QCOMPARE(ends.service.readToEnd(), End::Reset);
    QCOMPARE(*web.near().waitForStreams().front().reset, StreamReset::NotAllowed);
    QVERIFY(web.server().tap().records().ended.empty()); // the agents stay
}

void TestStreamLife::oneCanBeEnded()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends other(web);
    QVERIFY(passes(other.client, other.service, toBytes("hello")));
    Ends ends(web);
    QVERIFY(passes(ends.client, ends.service, toBytes("hello")));
    const auto [connection, number] = web.server().tap().records().lastStreamOpened;
    web.server().server().resetStream(connection, number);
    QCOMPARE(ends.client.readToEnd(), End::Reset);
    QCOMPARE(ends.service.readToEnd(), End::Reset);
    QCOMPARE(*web.near().waitForStreams().front().reset, StreamReset::Cancelled);
    QCOMPARE(ended(web.server().tap(), connection, number).why, std::string("ended here by hand"));
    if (route != Route::Publish)
        QCOMPARE(web.near().records().streamsClosed.front().why, std::string("cancelled"));
    QVERIFY(passes(other.service, other.client, toBytes("hello")));
}

void TestStreamLife::oneCanBeEndedAtTheAgent()
{
    ForwardedService web(Route::Reach);
    QVERIFY(web.isReady());
    Ends ends(web);
    QVERIFY(passes(ends.service, ends.client, toBytes("hello")));
    web.user().resetStream(web.near().records().lastStreamOpened.second);
    QCOMPARE(ends.client.readToEnd(), End::Reset);
    QCOMPARE(ends.service.readToEnd(), End::Reset);
    QCOMPARE(web.near().waitForStreams().front().why, std::string("ended here by hand"));
    QCOMPARE(web.far().waitForStreams().front().why, std::string("cancelled"));
}

void TestStreamLife::theLatestConnectionOfAnOwnerIsUsed()
{
    ForwardedService web(Route::Publish);
    QVERIFY(web.isReady());
    BlockingListener newService;
    ForwardingAgent newOwner("owner");
    AgentSettings settings;
    settings.published = {serviceAt(u"web"_s, newService.address())};
    QVERIFY(newOwner.start(web.server().port(), settings));
    QVERIFY(newOwner.waitForConnected());
    auto client = web.connect();
    auto service = newService.accept();
    QVERIFY(passes(client, service, toBytes("hello")));
    newOwner.stop();
    QVERIFY(web.server().tap().waitFor(
        [](const RecordingTap::Records &records) { return !records.ended.empty(); }));
    Ends ends(web);
    QVERIFY(passes(ends.client, ends.service, toBytes("hello")));
}

// As where two programs have one key, and only the first of them publishes.
void TestStreamLife::anOwnerThatPublishesNothingIsNotUsed()
{
    ForwardedService web(Route::Publish);
    QVERIFY(web.isReady());
    ForwardingAgent other("owner");
    AgentSettings settings;
    settings.locals = {portTo(u"web"_s)};
    QVERIFY(other.start(web.server().port(), settings));
    QVERIFY(other.waitForConnected());
    Ends ends(web);
    QVERIFY(passes(ends.client, ends.service, toBytes("hello")));
}

// A client that reads slowly gets all of what the service had said when the connection ended.
void TestStreamLife::whatWasSaidToTheEndIsStillWritten()
{
    QFETCH(Route, route);
    constexpr std::size_t length = 400'000;
    ForwardedService web(route, {.workers = 1, .address = {}, .interest = TapInterest::Messages});
    QVERIFY(web.isReady());
    Ends ends(web, {.receiveBuffer = 4096});
    QVERIFY(passes(ends.client, ends.service, toBytes("hello")));
    const Bytes said(length, std::byte{7});
    std::jthread writer([&] { std::ignore = ends.service.writeAndFinish(said); });
    QVERIFY(web.near().waitFor([](const RecordingTap::Records &records) {
        return records.streamBytesIn == length; // it is all with the agent
    }));
    writer.join();
    Ends later(web); // whose bytes the server reads behind the end of the first one's
    QVERIFY(passes(later.service, later.client, toBytes("hello")));
    if (route == Route::Reach)
        QVERIFY(web.server().stop());
    else
        web.owner().stop();
    QCOMPARE(later.client.readToEnd(), End::Reset);
    const auto read = ends.client.read(2 * length);
    QCOMPARE(read.size(), length);
    QVERIFY(read == said);
}

QTEST_GUILESS_MAIN(TestStreamLife)
#include "tst_streamlife.moc"
