// SPDX-License-Identifier: MIT
#include "core/protocol/classic/classicsession.h"

#include "core/protocol/classic/frame.h"
#include "core/protocol/endian.h"
#include "tests/support/classicvectors.h"
#include "tests/support/failingrandom.h"
#include "tests/support/peers/knownkeypeer.h"
#include "tests/support/sessionpair.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

using Events = QList<EventRecord>;
using Reason = Failure::Reason;

// What is said between two established ends: the rules of frames, goodbyes and failures.
class TestClassicSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengthIsJudgedAtItsFourthByte_data();
    void lengthIsJudgedAtItsFourthByte();
    void unfinishedLengthNeedsFourBytes();
    void messageOfTheLimitIsTaken();
    void emptyMessageClosesGracefully();
    void lengthZeroClosesUnauthenticated();
    void nothingIsReadBehindAGoodbye();
    void everyDamagedByteIsNoticed();
    void refusedFrameIsWipedAndConsumed();
    void nothingIsDeliveredAfterAFailure();
    void staysOverWhenAskedAgain_data();
    void staysOverWhenAskedAgain();
    void sendIsRefused_data();
    void sendIsRefused();
    void sendFailsWithoutRandomnessAndLeavesTheOutput();
    void goodbyeIsSaidOnce();
    void goodbyeWithoutRandomnessIsSilent();
    void readsAfterItsOwnGoodbye();
    void closingInTheHandshakeForbidsSending();
    void peersStreamEnds_data();
    void peersStreamEnds();
};

static constexpr std::size_t limit = 1000;

static SessionSettings settingsOf(Role role)
{
    return {.role = role, .maxMessageLength = limit};
}

static KnownKeyPeer established(Role role = Role::Server, std::size_t nonces = 100)
{
    return KnownKeyPeer(settingsOf(role), nonces);
}

static Bytes lengthField(std::uint32_t length)
{
    Bytes bytes(4);
    toBigEndian(length, std::span(bytes).first<4>());
    return bytes;
}

static EventRecord tooShort(int length)
{
    return EventRecord::failed(Reason::BadFrameLength,
        "a frame of length " + QByteArray::number(length) + " cannot hold a tag");
}

void TestClassicSession::lengthIsJudgedAtItsFourthByte_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<std::uint32_t>("length");
    QTest::addColumn<Events>("events");
    QTest::addColumn<std::size_t>("needed");

    for (const auto role : {Role::Agent, Role::Server}) {
        const auto *name = role == Role::Agent ? "agent" : "server";
        const auto add = [&](std::uint32_t length, const Events &events, std::size_t needed) {
            QTest::addRow("%s, length %u", name, length) << role << length << events << needed;
        };
        const auto tooLong = [](const QByteArray &length) {
            return EventRecord::failed(Reason::MessageTooLong,
                "message of " + length + " bytes is over the limit of 1000");
        };
        add(0, {EventRecord::closedUnauthenticated()}, 0);
        for (int length = 1; length < 16; ++length)
            add(static_cast<std::uint32_t>(length), {tooShort(length)}, 0);
        add(16, {}, 32);
        add(17, {}, 33);
        add(limit + 16, {}, limit + 32);
        add(limit + 17, {tooLong("1001")}, 0);
        add(0x8000'0000, {tooLong("2147483632")}, 0);
        add(0xffff'ffff, {tooLong("4294967279")}, 0);
    }
}

void TestClassicSession::lengthIsJudgedAtItsFourthByte()
{
    QFETCH(Role, role);
    QFETCH(std::uint32_t, length);
    auto peer = established(role);
    peer.end().receive(lengthField(length));
    QTEST(peer.end().events(), "events");
    QTEST(peer.end().needed(), "needed");
}

void TestClassicSession::unfinishedLengthNeedsFourBytes()
{
    auto peer = established();
    QCOMPARE(peer.end().needed(), std::size_t{4}); // with nothing there
    for (int i = 0; i < 3; ++i) {
        peer.end().receive(Bytes(1));
        QCOMPARE(peer.end().needed(), std::size_t{4});
    }
    QCOMPARE(peer.end().events(), Events{});
}

void TestClassicSession::messageOfTheLimitIsTaken()
{
    auto peer = established();
    const QByteArray largest(limit, 'x');
    peer.end().receive(peer.frame(largest));
    peer.end().receive(peer.frame(largest + 'x'));
    QCOMPARE(peer.end().events(),
        (Events{EventRecord::message(largest),
            EventRecord::failed(
                Reason::MessageTooLong, "message of 1001 bytes is over the limit of 1000")}));
}

void TestClassicSession::emptyMessageClosesGracefully()
{
    for (const auto role : {Role::Agent, Role::Server}) {
        auto peer = established(role);
        peer.end().receive(peer.frame("last words"));
        peer.end().receive(peer.frame(""));
        QCOMPARE(peer.end().events(),
            (Events{EventRecord::message("last words"), EventRecord::closed()}));
        QVERIFY(!peer.end().session().isEstablished());
        QVERIFY(peer.end().output().isEmpty());
    }
}

void TestClassicSession::lengthZeroClosesUnauthenticated()
{
    auto peer = established();
    peer.end().receive(Bytes(4));
    QCOMPARE(peer.end().events(), Events{EventRecord::closedUnauthenticated()});
    QVERIFY(peer.end().unread().empty());
    QVERIFY(!peer.end().session().isEstablished());
}

void TestClassicSession::nothingIsReadBehindAGoodbye()
{
    for (const auto &goodbye : {established().frame(""), Bytes(4)}) {
        auto peer = established();
        const auto more = peer.frame("more");
        peer.end().receive(goodbye + more);
        QCOMPARE(peer.end().events().size(), 1);
        QCOMPARE(toHex(peer.end().unread()), toHex(more));
    }
}

void TestClassicSession::everyDamagedByteIsNoticed()
{
    const auto frame = established().frame("attack at dawn");
    for (std::size_t byte = 0; byte < frame.size(); ++byte) {
        auto damaged = frame;
        damaged[byte] ^= std::byte{0x01};
        auto peer = established();
        peer.end().receive(damaged);
        peer.end().receive(Bytes(limit)); // what a longer length waits for
        QCOMPARE(peer.end().events().size(), 1);
        const auto &event = peer.end().events().front();
        QCOMPARE(event.kind, EventRecord::Kind::Failed);
        // The two highest bytes of the length make it too long; all else fails at the tag.
        if (byte < 2)
            QCOMPARE(event.reason, Reason::MessageTooLong);
        else
            QCOMPARE(
                event, EventRecord::failed(Reason::NotAuthentic, "message failed authentication"));
    }
}

void TestClassicSession::refusedFrameIsWipedAndConsumed()
{
    SessionSettings settings{.role = Role::Server};
    FixedRandom random(classicVectors().handshakes.front().serverDraws());
    Session session(settings, random);
    ByteBuffer out;
    auto request = classicVectors().handshakes.front().request;
    std::span<std::byte> in = request;
    QVERIFY(std::holds_alternative<Established>(session.next(in, out)));
    QVERIFY(in.empty());

    auto frame = established().frame("attack at dawn");
    frame.back() ^= std::byte{1};
    in = frame;
    QVERIFY(std::holds_alternative<SessionFailed>(session.next(in, out)));
    QVERIFY(in.empty());
    QVERIFY(isAllZero(std::span(frame).subspan(classic::Frame::ciphertextOffset, 14)));
}

void TestClassicSession::nothingIsDeliveredAfterAFailure()
{
    auto peer = established();
    auto damaged = peer.frame("damaged");
    damaged.back() ^= std::byte{1};
    const auto good = peer.frame("good");
    peer.end().receive(damaged + good);
    peer.end().receive(good);
    QCOMPARE(peer.end().events(),
        Events{EventRecord::failed(Reason::NotAuthentic, "message failed authentication")});

    QVERIFY(!peer.end().session().isEstablished());
    QVERIFY(peer.end().send("more") == SendResult::NotEstablished);
    peer.end().close();
    QVERIFY(peer.end().output().isEmpty());
}

void TestClassicSession::staysOverWhenAskedAgain_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<Bytes>("last");

    for (const auto role : {Role::Agent, Role::Server}) {
        const auto *name = role == Role::Agent ? "agent" : "server";
        QTest::addRow("%s, goodbye", name) << role << established().frame("");
        QTest::addRow("%s, unauthenticated goodbye", name) << role << Bytes(4);
        QTest::addRow("%s, failure", name) << role << lengthField(1);
    }
}

// A second handshake must not come out of a session that is over.
void TestClassicSession::staysOverWhenAskedAgain()
{
    QFETCH(Role, role);
    QFETCH(Bytes, last);
    FixedRandom random([&] {
        const auto &vector = classicVectors().handshakes.front();
        auto draws = role == Role::Agent ? vector.agentDraws() : vector.serverDraws();
        draws.resize(1000); // enough for a handshake more
        return draws;
    }());
    Session session(settingsOf(role), random);
    ByteBuffer out;
    session.start(out);
    const auto &vector = classicVectors().handshakes.front();
    const auto opening = role == Role::Agent ? vector.response : vector.request;
    auto first = opening + last;
    std::span<std::byte> in = first;
    QVERIFY(std::holds_alternative<Established>(session.next(in, out)));
    const auto end = session.next(in, out);
    out.clear();

    auto second = opening;
    in = second;
    const auto told = session.next(in, out);
    QCOMPARE(told.index(), end.index());
    if (const auto *closed = std::get_if<PeerClosed>(&told))
        QCOMPARE(closed->isAuthenticated, std::get<PeerClosed>(end).isAuthenticated);
    QCOMPARE(in.size(), second.size());
    QVERIFY(out.isEmpty());
    QVERIFY(!session.isEstablished());
}

void TestClassicSession::sendIsRefused_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<SendResult>("result");

    const auto add = [](const char *name, const char *before, const QByteArray &message,
                         SendResult result) {
        QTest::newRow(name) << QByteArray(before) << message << result;
    };
    add("one byte is sent", "", "x", SendResult::Sent);
    add("the limit is sent", "", QByteArray(limit, 'x'), SendResult::Sent);
    add("one more is not", "", QByteArray(limit + 1, 'x'), SendResult::TooLong);
    add("an empty message", "", "", SendResult::Empty);
    add("after our goodbye", "our goodbye", "x", SendResult::NotEstablished);
    add("after the peer's goodbye", "peer's goodbye", "x", SendResult::NotEstablished);
    add("after a failure", "failure", "x", SendResult::NotEstablished);
}

void TestClassicSession::sendIsRefused()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, message);
    QFETCH(SendResult, result);
    auto peer = established();
    if (before == "our goodbye")
        peer.end().close();
    else if (before == "peer's goodbye")
        peer.end().receive(peer.frame(""));
    else if (before == "failure")
        peer.end().receive(lengthField(1));

    const auto output = toByteArray(peer.end().output().bytes());
    const auto sealed = peer.end().session().sealed();
    const bool isSent = result == SendResult::Sent;
    QVERIFY(peer.end().send(message) == result);
    QCOMPARE(toByteArray(peer.end().output().bytes()) != output, isSent);
    QCOMPARE(peer.end().session().sealed(), sealed + (isSent ? 1 : 0));
}

void TestClassicSession::sendFailsWithoutRandomnessAndLeavesTheOutput()
{
    auto peer = established(Role::Server, 1);
    QVERIFY(peer.end().send("first") == SendResult::Sent);
    const auto output = toByteArray(peer.end().output().bytes());
    QVERIFY(peer.end().send("second") == SendResult::Internal);
    QCOMPARE(toByteArray(peer.end().output().bytes()), output);
    QCOMPARE(peer.end().session().sealed(), std::uint64_t{2});
}

void TestClassicSession::goodbyeIsSaidOnce()
{
    for (const auto role : {Role::Agent, Role::Server}) {
        auto peer = established(role);
        peer.end().close();
        QCOMPARE(toHex(peer.end().output().bytes().first(4)), QByteArray("00000010"));
        QCOMPARE(peer.end().takeOutput().size(), std::size_t{32});
        peer.end().close();
        QVERIFY(peer.end().output().isEmpty());
    }
}

void TestClassicSession::goodbyeWithoutRandomnessIsSilent()
{
    auto peer = established(Role::Server, 0);
    peer.end().close();
    QVERIFY(peer.end().output().isEmpty());
    QVERIFY(peer.end().send("x") == SendResult::NotEstablished);
}

void TestClassicSession::readsAfterItsOwnGoodbye()
{
    auto peer = established();
    peer.end().close();
    peer.end().receive(peer.frame("still here"));
    peer.end().receive(peer.frame(""));
    QCOMPARE(
        peer.end().events(), (Events{EventRecord::message("still here"), EventRecord::closed()}));
}

void TestClassicSession::closingInTheHandshakeForbidsSending()
{
    SessionPair pair;
    pair.agent().close();
    pair.server().close();
    pair.handshake();
    QVERIFY(pair.agent().send("x") == SendResult::NotEstablished);
    QVERIFY(pair.server().send("x") == SendResult::NotEstablished);
}

void TestClassicSession::peersStreamEnds_data()
{
    QTest::addColumn<Bytes>("request");
    QTest::addColumn<Bytes>("frames");
    QTest::addColumn<StreamEnd>("end");

    const auto &request = classicVectors().handshakes.front().request;
    const auto cut = [](Bytes bytes, std::size_t length) {
        bytes.resize(length);
        return bytes;
    };
    const auto frame = established().frame("hello");
    QTest::newRow("before the first byte") << Bytes{} << Bytes{} << StreamEnd::InHandshake;
    QTest::newRow("after the first byte") << cut(request, 1) << Bytes{} << StreamEnd::InHandshake;
    QTest::newRow("one byte short") << cut(request, 41) << Bytes{} << StreamEnd::InHandshake;
    QTest::newRow("after the handshake") << request << Bytes{} << StreamEnd::BetweenMessages;
    QTest::newRow("after a message") << request << frame << StreamEnd::BetweenMessages;
    QTest::newRow("in a length") << request << cut(frame, 1) << StreamEnd::InMessage;
    QTest::newRow("after a length") << request << cut(frame, 4) << StreamEnd::InMessage;
    QTest::newRow("before the last byte")
        << request << cut(frame, frame.size() - 1) << StreamEnd::InMessage;
}

void TestClassicSession::peersStreamEnds()
{
    QFETCH(Bytes, request);
    QFETCH(Bytes, frames);
    FixedRandom random(classicVectors().handshakes.front().serverDraws());
    SessionEnd server(settingsOf(Role::Server), random);
    server.receive(request);
    server.receive(frames);
    QTEST(server.peerClosed(), "end");
}

QTEST_APPLESS_MAIN(TestClassicSession)
#include "tst_classicsession.moc"
