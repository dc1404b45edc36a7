// SPDX-License-Identifier: MIT
#include "tests/integration/server/memory.h"
#include "tests/integration/server/runningserver.h"
#include "tests/support/peers/classicpeer.h"

#include <QHostAddress>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

namespace {

constexpr std::size_t kibibyte = 1024;
constexpr std::size_t mebibyte = 1024 * kibibyte;

using Client = std::unique_ptr<ClassicPeer>;

/// A server with little memory for messages under way, and an agent on each of its workers that can
/// tell when they have read what arrived before.
class ShortOfMemory
{
public:
    ShortOfMemory(int workers, std::size_t maxBuffered)
        : m_server(settings(workers, maxBuffered))
    {
        for (int i = 0; i < workers; ++i) // each goes to the worker that has fewest
            m_agents.push_back(connect());
    }

    [[nodiscard]] Client connect(const char *from = "")
    {
        auto client = std::make_unique<ClassicPeer>(
            m_server.port(), BlockingSocket::Options{.from = from, .receiveBuffer = 64 * 1024});
        if (!client->shakeHands())
            qFatal("cannot connect");
        return client;
    }

    /// Sends \a bytes of \a client's frame and waits until they were read.
    void send(ClassicPeer &client, std::span<const std::byte> bytes)
    {
        if (!client.socket().write(bytes))
            qFatal("cannot write");
        letRead();
    }

    /// A worker that echoes to another agent has passed by everybody who had sent before.
    void letRead()
    {
        for (int round = 0; round < 10; ++round)
            for (const auto &agent : m_agents)
                if (!agent->echo("passing by"))
                    qFatal("the agent was cut off");
    }

    [[nodiscard]] std::size_t ended() const
    {
        return static_cast<std::size_t>(std::ranges::count(
            tap().records().ended, EndReason::BufferOverflow, &ConnectionEnded::reason));
    }
    [[nodiscard]] const RecordingTap &tap() const { return m_server.tap(); }
    [[nodiscard]] RunningServer &server() { return m_server; }

private:
    static ServerSettings settings(int workers, std::size_t maxBuffered)
    {
        auto settings = RunningServer::settings();
        settings.workers = workers;
        settings.admission.maxBuffered = maxBuffered;
        return settings;
    }

    RunningServer m_server;
    std::vector<Client> m_agents;
};

/// A frame that \a client may send, for a message of \a length.
Bytes frameOf(ClassicPeer &client, std::size_t length)
{
    return client.frame(QByteArray(static_cast<qsizetype>(length), 'x'));
}

} // namespace

class TestServerMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peersThatReadNothingAreOwedNoMoreThanTheBudget();
    void messagesToPeersThatReadNothingAreRefused();
    void announcedLengthsTakeNothing();
    void crowdMakesRoom_data();
    void crowdMakesRoom();
    void smallFramesDoNotShieldALargeOne();
    void messageOverTheBudgetEndsItsConnection();
    void completedFramesMakeRoom();
    void memoryOfTheGoneIsGivenBack();
};

// A handshake, one long message and no reading: together they would be owed half a gigabyte.
void TestServerMemory::peersThatReadNothingAreOwedNoMoreThanTheBudget()
{
    constexpr auto budget = 32 * mebibyte;
    ShortOfMemory server(2, budget);
    const auto honest = server.connect("127.0.0.2");
    QVERIFY(honest->echo(QByteArray(4 * mebibyte, 'w'))); // the worker's buffers are there now
    const auto before = residentMemory();
    std::vector<BlockingSocket> peers; // without the clients, which have memory of their own
    for (int i = 0; i < 40; ++i) {
        const auto peer = server.connect();
        std::ignore = peer->socket().write(frameOf(*peer, 16 * mebibyte));
        peers.push_back(std::move(peer->socket()));
        QVERIFY(honest->echo(QByteArray(mebibyte, 'h')));
    }
    server.letRead();
    const auto after = residentMemory();
    QVERIFY(server.ended() >= 30);
    for (const auto &how : server.tap().records().ended) {
        QCOMPARE(how.reason, EndReason::BufferOverflow);
        QVERIFY2(how.text.starts_with("messages under way need more than 33554432 bytes together"),
            how.text.c_str());
    }
    // Two workers have a send buffer each, and the other end is in this process too.
    if (before && after)
        QVERIFY2(*after - *before < qint64(budget + 128 * mebibyte),
            qPrintable(QString::number((*after - *before) / qint64(mebibyte))));
}

void TestServerMemory::messagesToPeersThatReadNothingAreRefused()
{
    ShortOfMemory server(2, 64 * mebibyte);
    const auto message = std::make_shared<const Bytes>(12 * mebibyte);
    std::vector<Client> peers;
    for (int i = 0; i < 20; ++i)
        peers.push_back(server.connect());
    const auto before = residentMemory();
    for (const auto &peer : peers) {
        const auto id = server.tap().idOf(peer->port());
        server.server().server().send(std::span(&id, 1), message, Sender::Window);
    }
    QVERIFY(server.tap().waitFor(
        [](const RecordingTap::Records &records) { return records.notSent.size() >= 10; }));
    server.letRead();
    const auto after = residentMemory();
    for (const auto &notSent : server.tap().records().notSent)
        QVERIFY(notSent.reason == MessageNotSent::Reason::BudgetSpent);
    QCOMPARE(server.ended(), std::size_t{0}); // nobody pays for what we wanted to say
    if (before && after)
        QVERIFY2(*after - *before < qint64(100 * mebibyte),
            qPrintable(QString::number((*after - *before) / qint64(mebibyte))));
}

// A few bytes of a long frame take a few bytes: a trickling crowd leaves room for an upload, which
// may even pause, on the same address.
void TestServerMemory::announcedLengthsTakeNothing()
{
    ShortOfMemory server(2, 8 * mebibyte);
    std::vector<Client> trickling;
    for (int i = 0; i < 100; ++i) {
        trickling.push_back(server.connect());
        Bytes front(6);
        std::ranges::copy(fromHex("01000010"), front.begin());
        QVERIFY(trickling.back()->socket().write(front));
    }
    const auto upload = server.connect();
    const auto frame = frameOf(*upload, 4 * mebibyte);
    server.send(*upload, std::span(frame).first(2 * mebibyte));
    for (const auto &peer : trickling)
        QVERIFY(peer->socket().write(Bytes(1)));
    server.letRead();
    QVERIFY(upload->socket().write(std::span(frame).subspan(2 * mebibyte)));
    QVERIFY(upload->next() == EventRecord::message(QByteArray(4 * mebibyte, 'x')));
    QCOMPARE(server.ended(), std::size_t{0});
}

void TestServerMemory::crowdMakesRoom_data()
{
    QTest::addColumn<int>("workers");
    QTest::newRow("one worker") << 1;
    QTest::newRow("two workers") << 2;
}

// Who holds much by itself does not go for a crowd that holds more, though its members hold less.
void TestServerMemory::crowdMakesRoom()
{
    QFETCH(int, workers);
    ShortOfMemory server(workers, 8 * mebibyte);
    const auto honest = server.connect("127.0.0.2");
    const auto frame = frameOf(*honest, 4 * mebibyte);
    server.send(*honest, std::span(frame).first(3 * mebibyte));
    std::vector<Client> crowd;
    while (server.ended() == 0 && crowd.size() < 30) {
        crowd.push_back(server.connect("127.0.0.3"));
        const auto part = frameOf(*crowd.back(), 2 * mebibyte);
        server.send(*crowd.back(), std::span(part).first(mebibyte));
    }
    QVERIFY(server.ended() > 0);
    for (const auto &ended : server.tap().records().ended)
        QCOMPARE(ended.connection.peer.address(), QHostAddress(QStringLiteral("127.0.0.3")));
    QVERIFY(honest->socket().write(std::span(frame).subspan(3 * mebibyte)));
    QVERIFY(honest->next() == EventRecord::message(QByteArray(4 * mebibyte, 'x')));
}

void TestServerMemory::smallFramesDoNotShieldALargeOne()
{
    ShortOfMemory server(2, 1024 * kibibyte);
    std::vector<Client> small;
    for (int i = 0; i < 20; ++i) {
        small.push_back(server.connect());
        const auto frame = frameOf(*small.back(), 10'000);
        server.send(*small.back(), std::span(frame).first(5000));
    }
    const auto large = server.connect();
    const auto frame = frameOf(*large, 8 * mebibyte);
    std::ignore = large->socket().write(std::span(frame).first(4 * mebibyte));
    QCOMPARE(server.tap().waitForEnd(large->port()).reason, EndReason::BufferOverflow);
    QCOMPARE(server.ended(), std::size_t{1});
}

// However alone it is.
void TestServerMemory::messageOverTheBudgetEndsItsConnection()
{
    ShortOfMemory server(2, 2 * mebibyte);
    const auto large = server.connect();
    std::ignore = large->socket().write(frameOf(*large, 4 * mebibyte));
    QCOMPARE(server.tap().waitForEnd(large->port()).reason, EndReason::BufferOverflow);
    const auto small = server.connect();
    QVERIFY(small->echo(QByteArray(mebibyte, 's')));
}

void TestServerMemory::completedFramesMakeRoom()
{
    ShortOfMemory server(2, 1536 * kibibyte);
    for (int i = 0; i < 5; ++i) {
        const auto client = server.connect();
        const auto frame = frameOf(*client, 500 * kibibyte);
        server.send(*client, std::span(frame).first(400 * kibibyte));
        server.send(*client, std::span(frame).subspan(400 * kibibyte));
        QVERIFY(client->next() == EventRecord::message(QByteArray(500 * kibibyte, 'x')));
    }
    QCOMPARE(server.ended(), std::size_t{0});
}

void TestServerMemory::memoryOfTheGoneIsGivenBack()
{
    ShortOfMemory server(2, 1536 * kibibyte);
    for (int i = 0; i < 10; ++i) {
        const auto client = server.connect();
        const auto frame = frameOf(*client, 8 * mebibyte);
        server.send(*client, std::span(frame).first(400 * kibibyte));
        const auto port = client->port();
        client->socket().reset();
        QCOMPARE(server.tap().waitForEnd(port).reason, EndReason::Lost);
    }
}

QTEST_GUILESS_MAIN(TestServerMemory)
#include "tst_servermemory.moc"
