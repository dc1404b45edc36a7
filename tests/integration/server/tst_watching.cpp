// SPDX-License-Identifier: MIT
#include "core/net/agent/agent.h"
#include "core/net/connection/connection.h"
#include "core/protocol/protocol.h"
#include "tests/integration/server/runningserver.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

using Records = RecordingTap::Records;

namespace {

/// Replies and ends the connection in the same call.
class RepliesAndAborts final : public Service
{
public:
    void messageReceived(Connection &connection, std::span<const std::byte> message) override
    {
        std::ignore = connection.send(message);
        connection.abort({EndReason::InternalError, "by the test"});
    }
};

} // namespace

/// What a watcher is told, over real sockets.
class TestWatching : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverTellsTheHandshake();
    void agentTellsTheHandshake();
    void handshakeThatFailsIsToldAsFarAsItWent();
    void messagesComeWithWhatWasOnTheWire_data();
    void messagesComeWithWhatWasOnTheWire();
    void framesAreLeftOutWhereNobodyWantsThem();
    void onlyALifeIsToldToWhoWantsNoMessages();
    void forgedMessageIsNotTold();
    void whatTheKernelTakesLaterIsTold();
    void replyThatIsNeverWrittenIsNotCalledTaken();
    void countsAreToldWhileItLives();
};

void TestWatching::serverTellsTheHandshake()
{
    RunningServer server(RunningServer::settings(), nullptr, TapInterest::Frames);
    ClassicPeer client(server.port());
    const auto request = client.request();
    QVERIFY(client.socket().write(request));
    const auto response = client.socket().read(69);
    QVERIFY(server.tap().waitFor([](const Records &records) { return records.story.size() == 4; }));
    const auto records = server.tap().records();
    QCOMPARE(records.story,
        QStringList({u"opened"_s, u"packet in"_s, u"packet out"_s, u"established"_s}));
    QVERIFY(records.packets.at(0) == request);
    QVERIFY(records.packets.at(1) == response);
}

void TestWatching::agentTellsTheHandshake()
{
    RunningServer server;
    RecordingTap tap(TapInterest::Frames);
    AgentSettings settings;
    settings.port = server.port();
    Agent agent(settings, tap);
    agent.start();
    QTRY_VERIFY_WITH_TIMEOUT(tap.records().story.contains(u"established"_s), patience);
    const auto records = tap.records();
    QCOMPARE(records.story,
        QStringList({u"opened"_s, u"packet out"_s, u"packet in"_s, u"established"_s}));
    QCOMPARE(dissectHandshake(Protocol::Classic, records.packets.at(0)).size(), std::size_t{3});
    QCOMPARE(dissectHandshake(Protocol::Classic, records.packets.at(1)).size(), std::size_t{5});
}

void TestWatching::handshakeThatFailsIsToldAsFarAsItWent()
{
    RunningServer server(RunningServer::settings(), nullptr, TapInterest::Frames);
    ClassicPeer client(server.port());
    auto request = client.request();
    std::fill(request.begin() + 1, request.begin() + 33, std::byte{}); // a key of low order
    QVERIFY(client.socket().write(request));
    QCOMPARE(server.tap().waitForEnd(client.port()).reason, EndReason::HandshakeFailed);
    const auto records = server.tap().records();
    QCOMPARE(records.story, QStringList({u"opened"_s, u"packet in"_s, u"ended"_s}));
    QVERIFY(records.packets.at(0) == request);
}

void TestWatching::messagesComeWithWhatWasOnTheWire_data()
{
    QTest::addColumn<qsizetype>("length");
    QTest::newRow("one byte") << qsizetype{1};
    QTest::newRow("over the ends of reads") << qsizetype{60'000};
    QTest::newRow("in many reads") << qsizetype{5'000'000};
}

void TestWatching::messagesComeWithWhatWasOnTheWire()
{
    QFETCH(qsizetype, length);
    RunningServer server(RunningServer::settings(), nullptr, TapInterest::Frames);
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    constexpr std::size_t handshake = 69; // bytes of the response
    constexpr int times = 5;
    quint64 wireEnd = handshake;
    for (int i = 0; i < times; ++i) {
        const QByteArray text(length, static_cast<char>('a' + i));
        const auto frame = client.frame(text);
        QVERIFY(client.socket().write(frame));
        const auto reply = client.socket().read(frame.size());
        wireEnd += reply.size();
        const auto which = 2 * static_cast<std::size_t>(i);
        QVERIFY(server.tap().waitFor(
            [which](const Records &records) { return records.messages.size() == which + 2; }));
        const auto messages = server.tap().records().messages;
        const auto &in = messages.at(which);
        const auto &out = messages.at(which + 1);
        QVERIFY(in.direction == Direction::In && out.direction == Direction::Out);
        QVERIFY(in.plaintext == toBytes(text) && out.plaintext == in.plaintext);
        QVERIFY(in.frame == frame);
        QVERIFY(out.frame == reply);
        QCOMPARE(in.ordinal, quint64(i + 1));
        QCOMPARE(out.ordinal, quint64(i + 1));
        QCOMPARE(out.wireEnd, wireEnd);
    }
}

void TestWatching::framesAreLeftOutWhereNobodyWantsThem()
{
    RunningServer server(TapInterest::Messages);
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("hello"));
    QVERIFY(server.tap().waitFor([](const Records &records) { return records.messagesOut == 1; }));
    QVERIFY(server.tap().records().messages.empty());
}

void TestWatching::onlyALifeIsToldToWhoWantsNoMessages()
{
    RunningServer server;
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("hello"));
    QVERIFY(client.socket().write(client.goodbye()));
    QCOMPARE(server.tap().waitForEnd(client.port()).count.messagesIn, quint64{1});
    const auto records = server.tap().records();
    QCOMPARE(records.messagesIn + records.messagesOut, std::size_t{0});
    QVERIFY(records.counted.empty());
}

void TestWatching::forgedMessageIsNotTold()
{
    RunningServer server(RunningServer::settings(), nullptr, TapInterest::Frames);
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    auto forged = client.frame("hello");
    forged.back() ^= std::byte{1};
    QVERIFY(client.socket().write(forged));
    QCOMPARE(server.tap().waitForEnd(client.port()).reason, EndReason::NotAuthentic);
    QVERIFY(server.tap().records().messages.empty());
}

void TestWatching::whatTheKernelTakesLaterIsTold()
{
    RunningServer server(RunningServer::settings(), nullptr, TapInterest::Frames);
    ClassicPeer client(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(client.shakeHands());
    server.server().sendToAll(std::make_shared<const Bytes>(12 * 1024 * 1024), Sender::Window);
    QVERIFY(server.tap().waitFor([](const Records &records) { return !records.progress.empty(); }));
    const auto wireEnd = server.tap().records().messages.at(0).wireEnd;
    const auto first = server.tap().records().progress.front();
    QVERIFY(!first.isAll);
    QVERIFY(first.taken < wireEnd);

    QCOMPARE(client.messages(1).size(), 1);
    QVERIFY(
        server.tap().waitFor([](const Records &records) { return records.progress.back().isAll; }));
    const auto progress = server.tap().records().progress;
    QVERIFY(std::ranges::is_sorted(progress, {}, &SendProgressed::taken));
    QCOMPARE(std::ranges::count(progress, true, &SendProgressed::isAll), 1);
    QCOMPARE(progress.back().taken, wireEnd);
}

void TestWatching::replyThatIsNeverWrittenIsNotCalledTaken()
{
    RepliesAndAborts service;
    RunningServer server(RunningServer::settings(), &service, TapInterest::Frames);
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.send("hello"));
    QCOMPARE(server.tap().waitForEnd(client.port()).reason, EndReason::InternalError);
    const auto records = server.tap().records();
    QCOMPARE(records.story.mid(4),
        QStringList({u"message in"_s, u"message out"_s, u"some taken"_s, u"ended"_s}));
    QVERIFY(records.progress.at(0).taken < records.messages.at(1).wireEnd);
}

void TestWatching::countsAreToldWhileItLives()
{
    RunningServer server(TapInterest::Messages);
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("hello"));
    QVERIFY(server.tap().waitFor([](const Records &records) {
        return !records.counted.empty() && records.counted.back().count.messagesOut == 1;
    }));
    QCOMPARE(server.tap().records().counted.back().count.bytesIn, quint64{5});
    QVERIFY(client.echo("again"));
    QVERIFY(server.tap().waitFor(
        [](const Records &records) { return records.counted.back().count.messagesOut == 2; }));
}

QTEST_GUILESS_MAIN(TestWatching)
#include "tst_watching.moc"
