// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

#include "core/protocol/classic/frame.h"
#include "tests/support/aeadof.h"
#include "tests/support/classicvectors.h"
#include "tests/support/failingrandom.h"
#include "tests/support/peers/knownkeypeer.h"
#include "tests/support/sessionpair.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

using Events = QList<EventRecord>;
using Reason = Failure::Reason;

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoEndsTalk_data();
    void twoEndsTalk();
    void serverChoosesTheProtocolByTheFirstByte_data();
    void serverChoosesTheProtocolByTheFirstByte();
    void agentRefusesWhatIsNoClassicServer_data();
    void agentRefusesWhatIsNoClassicServer();
    void badTokenFailsTheHandshake();
    void lowOrderKeyFailsTheHandshake();
    void protocolIsNamedOnceItIsChosen();
    void sameBytesGiveTheSameEventsHoweverCut_data();
    void sameBytesGiveTheSameEventsHoweverCut();
    void defaultLimitIsSixteenMebibytes();
    void nothingIsSentBeforeTheHandshake();
    void failedGeneratorFailsTheSession_data();
    void failedGeneratorFailsTheSession();
    void agentThatWasNotStartedFails();
    void firstMessageMayFollowARequestOfAnyLength();
    void ownFrameReflectedIsAccepted();
    void repeatedFrameIsAccepted();
    void nextIsTakenEventByEvent();
    void movedSessionGoesOn();
};

static const HandshakeVector &vector()
{
    return classicVectors().handshakes.front();
}

void TestSession::twoEndsTalk_data()
{
    QTest::addColumn<Segmentation>("segmentation");
    QTest::newRow("whole") << Segmentation::Whole;
    QTest::newRow("single bytes") << Segmentation::SingleBytes;
    QTest::newRow("pseudo-random cuts") << Segmentation::PseudoRandom;
}

void TestSession::twoEndsTalk()
{
    QFETCH(Segmentation, segmentation);
    SessionPair pair({.segmentation = segmentation});
    pair.handshake();
    QVERIFY(pair.agent().session().isEstablished());
    QVERIFY(pair.server().session().isEstablished());
    QVERIFY(pair.agent().session().fingerprint() == pair.server().session().fingerprint());

    const QByteArray large(50'000, 'y');
    QVERIFY(pair.agent().send("Hello from client!") == SendResult::Sent);
    QVERIFY(pair.agent().send(large) == SendResult::Sent);
    QVERIFY(pair.server().send("welcome") == SendResult::Sent);
    pair.run();
    QVERIFY(pair.server().send("Hello from client!") == SendResult::Sent);
    pair.server().close();
    pair.run();

    QCOMPARE(pair.agent().events(),
        (Events{EventRecord::established(), EventRecord::message("welcome"),
            EventRecord::message("Hello from client!"), EventRecord::closed()}));
    QCOMPARE(pair.server().events(),
        (Events{EventRecord::established(), EventRecord::message("Hello from client!"),
            EventRecord::message(large)}));
}

void TestSession::serverChoosesTheProtocolByTheFirstByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Events>("events");

    const auto add = [](const char *name, const QByteArray &bytes, const char *text) {
        QTest::newRow(name) << bytes << Events{EventRecord::failed(Reason::NotAPeer, text)};
    };
    QTest::newRow("a request") << toByteArray(vector().request)
                               << Events{EventRecord::established()};
    QTest::newRow("the beginning of a request") << QByteArray("\x01") << Events{};
    add("HTTP", "GET / HTTP/1.1\r\n",
        "not a Sealcord peer: an HTTP request, first byte 0x47, 'GET / HT'");
    add("TLS", "\x16\x03\x01",
        "not a Sealcord peer: a TLS ClientHello, first byte 0x16, '\\x16\\x03\\x01'");
    add("a response", toByteArray(vector().response).left(3),
        "not a Sealcord peer: first byte 0x02, '\\x02\\xddZ'");
    add("zero", QByteArray(1, '\0'), "not a Sealcord peer: first byte 0x00, '\\x00'");
}

void TestSession::serverChoosesTheProtocolByTheFirstByte()
{
    QFETCH(QByteArray, bytes);
    SystemRandom random;
    SessionEnd server({.role = Role::Server}, random);
    server.start();
    QCOMPARE(server.needed(), std::size_t{1});
    server.receive(toBytes(bytes));
    QTEST(server.events(), "events");
    if (server.isOver()) {
        QVERIFY(server.output().isEmpty());
        QVERIFY(server.send("x") == SendResult::NotEstablished);
        server.close();
        QVERIFY(server.output().isEmpty());
        QCOMPARE(server.peerClosed(), StreamEnd::InHandshake);
    }
}

void TestSession::agentRefusesWhatIsNoClassicServer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("SSH, which says one line and waits")
        << QByteArray("SSH-2.0-OpenSSH_9.2p1\r\n")
        << QByteArray("not a classic server: an SSH banner, first byte 0x53, 'SSH-2.0-'");
    QTest::newRow("its own request")
        << toByteArray(vector().request).left(2)
        << QByteArray("not a classic server: first byte 0x01, '\\x01l'");
}

void TestSession::agentRefusesWhatIsNoClassicServer()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    SystemRandom random;
    SessionEnd agent({.role = Role::Agent}, random);
    agent.start();
    agent.receive(toBytes(bytes));
    QCOMPARE(agent.events(), Events{EventRecord::failed(Reason::NotAPeer, text)});
}

void TestSession::badTokenFailsTheHandshake()
{
    SystemRandom random;
    SessionEnd server({.role = Role::Server}, random);
    auto request = vector().request;
    request[33] = std::byte{0xff};
    server.receive(request);
    QCOMPARE(server.events(),
        Events{EventRecord::failed(
            Reason::BadHandshake, "the verify token of the request is no 64-bit number")});

    FixedRandom draws(vector().agentDraws());
    SessionEnd agent({.role = Role::Agent}, draws);
    agent.start();
    auto response = vector().response;
    response.back() ^= std::byte{1};
    agent.receive(response);
    QCOMPARE(agent.events(),
        Events{EventRecord::failed(
            Reason::NotVerified, "the server did not prove that it agreed the same key")});
}

void TestSession::lowOrderKeyFailsTheHandshake()
{
    for (const auto role : {Role::Agent, Role::Server}) {
        SystemRandom random;
        SessionEnd end({.role = role}, random);
        end.start();
        std::ignore = end.takeOutput();
        auto packet = role == Role::Agent ? vector().response : vector().request;
        std::ranges::fill(std::span(packet).subspan(1, 32), std::byte{});
        end.receive(packet);
        QCOMPARE(end.events(),
            Events{
                EventRecord::failed(Reason::LowOrderKey, "the peer's public key is of low order")});
        QVERIFY(end.output().isEmpty());
    }
}

void TestSession::protocolIsNamedOnceItIsChosen()
{
    SystemRandom random;
    SessionEnd agent({.role = Role::Agent}, random);
    QVERIFY(agent.session().protocol() == Protocol::Classic);

    SessionEnd server({.role = Role::Server}, random);
    QVERIFY(server.session().protocol() == Protocol::None);
    QCOMPARE(server.session().sealed(), std::uint64_t{0});
    server.receive(toBytes("\x01"));
    QVERIFY(server.session().protocol() == Protocol::Classic);

    SessionEnd other({.role = Role::Server}, random);
    other.receive(toBytes("G"));
    QVERIFY(other.session().protocol() == Protocol::None);
    QCOMPARE(other.session().sealed(), std::uint64_t{0});
}

void TestSession::sameBytesGiveTheSameEventsHoweverCut_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<Bytes>("stream");
    QTest::addColumn<Events>("events");

    for (const auto role : {Role::Agent, Role::Server}) {
        const auto *name = role == Role::Agent ? "agent" : "server";
        KnownKeyPeer peer({.role = role});
        auto damaged = peer.frame("damaged");
        damaged.back() ^= std::byte{1};
        const QByteArray large(300, 'z');
        // The first messages come in the segment of the handshake when the stream is whole.
        const auto opening = role == Role::Agent ? vector().response : vector().request;
        const auto stream = opening + peer.frame("one") + peer.frame(large) + peer.frame("t");
        const Events events{EventRecord::established(), EventRecord::message("one"),
            EventRecord::message(large), EventRecord::message("t")};

        QTest::addRow("%s, nothing behind", name) << role << stream << events;
        QTest::addRow("%s, a goodbye behind", name)
            << role << stream + peer.frame("") + peer.frame("unheard")
            << events + Events{EventRecord::closed()};
        QTest::addRow("%s, length zero behind", name)
            << role << stream + Bytes(4) + peer.frame("unheard")
            << events + Events{EventRecord::closedUnauthenticated()};
        QTest::addRow("%s, a forgery behind", name)
            << role << stream + damaged + peer.frame("unheard")
            << events
                + Events{
                    EventRecord::failed(Reason::NotAuthentic, "message failed authentication")};
        QTest::addRow("%s, an impossible length behind", name)
            << role << stream + toBytes(QByteArrayView("\xff\xff\xff\xff", 4))
            << events
                + Events{EventRecord::failed(Reason::MessageTooLong,
                    "message of 4294967279 bytes is over the limit of 16777216")};
    }
}

void TestSession::sameBytesGiveTheSameEventsHoweverCut()
{
    QFETCH(Role, role);
    QFETCH(Bytes, stream);
    QFETCH(Events, events);
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        FixedRandom random(role == Role::Agent ? vector().agentDraws() : vector().serverDraws());
        SessionEnd end({.role = role}, random);
        end.start();
        Segmenter segmenter(seed == 0 ? Segmentation::Whole
                : seed == 1           ? Segmentation::SingleBytes
                                      : Segmentation::PseudoRandom,
            seed);
        end.receive(stream, segmenter);
        QCOMPARE(end.events(), events);
    }
}

void TestSession::defaultLimitIsSixteenMebibytes()
{
    KnownKeyPeer peer({.role = Role::Server});
    peer.end().receive(toBytes(QByteArrayView("\x01\x00\x00\x10", 4)));
    QCOMPARE(peer.end().needed(), std::size_t{0x0100'0000 + 32});
    KnownKeyPeer other({.role = Role::Server});
    other.end().receive(toBytes(QByteArrayView("\x01\x00\x00\x11", 4)));
    QCOMPARE(other.end().events(),
        Events{EventRecord::failed(
            Reason::MessageTooLong, "message of 16777217 bytes is over the limit of 16777216")});
}

void TestSession::nothingIsSentBeforeTheHandshake()
{
    SystemRandom random;
    for (const auto role : {Role::Agent, Role::Server}) {
        SessionEnd end({.role = role}, random);
        QVERIFY(end.send("x") == SendResult::NotEstablished);
        end.start();
        QCOMPARE(end.takeOutput().size(), std::size_t{role == Role::Agent ? 42u : 0u});
        QVERIFY(end.send("x") == SendResult::NotEstablished);
        end.close();
        QVERIFY(end.output().isEmpty());
        QVERIFY(!end.session().isEstablished());
    }
}

void TestSession::failedGeneratorFailsTheSession_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<std::size_t>("goodDraws");
    for (const auto role : {Role::Agent, Role::Server})
        for (const std::size_t draws : {0zu, 1zu})
            QTest::addRow("%s, draw %zu", role == Role::Agent ? "agent" : "server", draws)
                << role << draws;
}

void TestSession::failedGeneratorFailsTheSession()
{
    QFETCH(Role, role);
    QFETCH(std::size_t, goodDraws);
    FailingRandom random(goodDraws);
    SessionEnd end({.role = role}, random);
    end.start();
    if (role == Role::Server)
        end.receive(vector().request);
    QCOMPARE(end.events(),
        Events{EventRecord::failed(Reason::Internal, "the random number generator failed")});
    QVERIFY(end.output().isEmpty());
}

void TestSession::agentThatWasNotStartedFails()
{
    SystemRandom random;
    SessionEnd agent({.role = Role::Agent}, random);
    agent.receive(vector().response);
    QCOMPARE(agent.events().size(), 1);
    QCOMPARE(agent.events().front().kind, EventRecord::Kind::Failed);
    QCOMPARE(agent.events().front().reason, Reason::Internal);
}

void TestSession::firstMessageMayFollowARequestOfAnyLength()
{
    for (const auto &handshake : classicVectors().handshakes) {
        FixedRandom random(handshake.serverDraws());
        SessionEnd server({.role = Role::Server}, random);
        auto aead = aeadOf(handshake.key);
        ByteBuffer frame;
        QVERIFY(classic::sealFrame(
            aead, arrayFromHex<12>(QByteArray(24, '0')), toBytes("hello"), frame));
        server.receive(handshake.request + toBytes(toByteArray(frame.bytes())));
        QCOMPARE(
            server.events(), (Events{EventRecord::established(), EventRecord::message("hello")}));
    }
}

// Not a feature: one key serves both directions, so that an end cannot tell its own frame.
void TestSession::ownFrameReflectedIsAccepted()
{
    SessionPair pair;
    pair.handshake();
    QVERIFY(pair.agent().send("echo?") == SendResult::Sent);
    std::ignore = pair.agent().takeEvents();
    pair.agent().receive(pair.agent().takeOutput());
    QCOMPARE(pair.agent().events(), Events{EventRecord::message("echo?")});
}

// Not a feature either: messages carry no number.
void TestSession::repeatedFrameIsAccepted()
{
    KnownKeyPeer peer({.role = Role::Server});
    const auto frame = peer.frame("again");
    peer.end().receive(frame + frame);
    QCOMPARE(peer.end().events(),
        (Events{EventRecord::message("again"), EventRecord::message("again")}));
}

// The owner may stop between two events and send.
void TestSession::nextIsTakenEventByEvent()
{
    KnownKeyPeer peer({.role = Role::Server});
    FixedRandom random(vector().serverDraws() + Bytes(24));
    Session session({.role = Role::Server}, random);
    ByteBuffer out;
    auto bytes = vector().request + peer.frame("one") + peer.frame("three");
    std::span<std::byte> in = bytes;
    QVERIFY(std::holds_alternative<Established>(session.next(in, out)));
    QCOMPARE(in.size(), std::size_t{32 + 3 + 32 + 5});
    const auto first = session.next(in, out);
    const auto *message = std::get_if<MessageReceived>(&first);
    QVERIFY(message);
    QVERIFY(message->plaintext.data() == bytes.data() + vector().request.size() + 16); // in place
    QCOMPARE(in.size(), std::size_t{32 + 5});
    QVERIFY(session.send(toBytes("two"), out) == SendResult::Sent);
    QVERIFY(std::holds_alternative<MessageReceived>(session.next(in, out)));
    QCOMPARE(out.size(), std::size_t{69 + 32 + 3});
    const auto event = session.next(in, out);
    const auto *need = std::get_if<NeedBytes>(&event);
    QVERIFY(need && need->total == 4);
}

void TestSession::movedSessionGoesOn()
{
    KnownKeyPeer peer({.role = Role::Server});
    FixedRandom random(vector().agentDraws());
    Session first({.role = Role::Agent}, random);
    ByteBuffer out;
    first.start(out);
    Session second = std::move(first);
    auto response = vector().response;
    std::span<std::byte> in = response;
    QVERIFY(std::holds_alternative<Established>(second.next(in, out)));
    const auto third = std::make_unique<Session>(std::move(second));
    auto frame = peer.frame("hello");
    in = frame;
    QVERIFY(std::holds_alternative<MessageReceived>(third->next(in, out)));
}

QTEST_APPLESS_MAIN(TestSession)
#include "tst_session.moc"
