// SPDX-License-Identifier: MIT
#include "tests/integration/streams/forwardedservice.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

using End = BlockingSocket::End;

/// A server that drains while another one listens on its port, and an agent that has streams.
class TestDrainedServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesIsCarriedByTheNext();
    void whatIsOpenGoesOnMeanwhile_data();
    void whatIsOpenGoesOnMeanwhile();
};

namespace {

/// Two servers on one port, one after the other, which forward "web", and the agent "user", which
/// has a port that leads there, and publishes the same.
class Handover
{
public:
    Handover()
        : m_exposed(BlockingListener().port()) // which is free again
        , m_first(std::make_unique<RunningServer>(settings(0)))
    {
        AgentSettings agent;
        agent.locals = {portTo(u"web"_s)};
        agent.published = {serviceAt(u"web"_s, m_service.address())};
        m_isReady = m_user.start(m_first->port(), agent) && m_user.waitForConnected();
    }

    [[nodiscard]] bool isReady() const { return m_isReady; }
    /// Has the first one drain, and the next one begin. False where that cannot listen.
    [[nodiscard]] bool begin()
    {
        const auto port = m_first->port();
        m_first->server().drain();
        while (BlockingSocket::connectTo(port).isOpen()) { } // it has heard of it
        m_first->server().tellStanding(1);
        m_next = std::make_unique<RunningServer>(settings(port));
        return m_next->isListening()
            && m_first->tap().waitFor([](const RecordingTap::Records &records) {
                   return records.standingTold.size() == 2; // behind that
               });
    }

    [[nodiscard]] BlockingSocket connect() const
    {
        return BlockingSocket::connectTo(m_user.port());
    }
    [[nodiscard]] BlockingSocket connectToExposed() const
    {
        return BlockingSocket::connectTo(m_exposed);
    }
    [[nodiscard]] BlockingListener &service() { return m_service; }
    [[nodiscard]] RunningServer &first() { return *m_first; }
    [[nodiscard]] RunningServer &next() { return *m_next; }
    [[nodiscard]] ForwardingAgent &user() { return m_user; }

private:
    [[nodiscard]] ServerSettings settings(quint16 port)
    {
        auto settings = RunningServer::settings();
        settings.port = port;
        settings.identity = &m_identity;
        settings.trust = &m_trust;
        settings.forwards = {serviceAt(u"web"_s, m_service.address())};
        settings.exposed = {portTo(u"web@user"_s, m_exposed)};
        return settings;
    }

    NamingTrust m_trust;
    const Identity m_identity = freshIdentity("server");
    BlockingListener m_service;
    const quint16 m_exposed;
    std::unique_ptr<RunningServer> m_first;
    std::unique_ptr<RunningServer> m_next;
    ForwardingAgent m_user{"user"};
    bool m_isReady = false;
};

} // namespace

// Nobody is refused, and nothing of what the client says is lost.
void TestDrainedServer::whoComesIsCarriedByTheNext()
{
    Handover web;
    QVERIFY(web.isReady());
    QVERIFY(web.begin());
    auto client = web.connect();
    QVERIFY(client.writeAndFinish(toBytes("here I am")));
    auto service = web.service().accept();
    QCOMPARE(service.read(100), toBytes("here I am"));
    QVERIFY(service.writeAndFinish(toBytes("welcome")));
    QCOMPARE(client.read(100), toBytes("welcome"));

    QVERIFY(web.first().waitForStopped()); // nobody keeps it any longer
    QCOMPARE(web.first().tap().waitForStreams().front().reset, StreamReset::ShuttingDown);
    QVERIFY(!web.next().tap().waitForStreams().front().reset);
    QVERIFY(!web.user().tap().waitForStreams().front().reset);
    const auto ended = web.user().tap().records().ended;
    QCOMPARE(ended.size(), 1zu);
    QCOMPARE(ended.front().reason, EndReason::ClosedByUs);
    QCOMPARE(ended.front().text, std::string("the server takes no new streams"));
}

void TestDrainedServer::whatIsOpenGoesOnMeanwhile_data()
{
    QTest::addColumn<bool>("isPublished");
    QTest::newRow("reach") << false;
    QTest::newRow("publish") << true;
}

void TestDrainedServer::whatIsOpenGoesOnMeanwhile()
{
    QFETCH(bool, isPublished);
    Handover web;
    QVERIFY(web.isReady());
    auto client = isPublished ? web.connectToExposed() : web.connect();
    auto service = web.service().accept();
    QVERIFY(passes(client, service, toBytes("hello")));
    QVERIFY(web.begin());

    std::vector<BlockingSocket> late;
    late.push_back(web.connect());
    QCOMPARE(web.first().tap().waitForStreams().front().reset, StreamReset::ShuttingDown);
    QVERIFY(passes(client, service, Bytes(1'000'000)));
    QVERIFY(passes(service, client, Bytes(1'000'000))); // one of both came behind the reset
    late.push_back(web.connect());
    QVERIFY(passes(client, service, Bytes(1'000'000)));
    QVERIFY(passes(service, client, Bytes(1'000'000)));
    QVERIFY(!web.service().hasPending());
    QVERIFY(std::ranges::none_of(late, [](const auto &socket) { return socket.isReadable(0); }));
    QCOMPARE(web.first().tap().records().streamsOver, 1zu); // it is not asked again
    QVERIFY(web.user().tap().records().ended.empty());

    client.close();
    QCOMPARE(service.readToEnd(), End::Fin);
    service.close();
    for (auto &socket : late) {
        auto now = web.service().accept();
        QVERIFY(passes(socket, now, toBytes("at last")));
    }
    QVERIFY(web.first().waitForStopped());
}

QTEST_GUILESS_MAIN(TestDrainedServer)
#include "tst_drainedserver.moc"
