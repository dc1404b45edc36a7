// SPDX-License-Identifier: MIT
#include "tests/integration/server/runningserver.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

// Whatever a peer does wrong, it alone is closed, with the reason in words; the client that stands
// by in every test goes on.
class TestServerFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void damagedFrameEndsTheConnection_data();
    void damagedFrameEndsTheConnection();
    void everyLengthUpToFortyIsJudged_data();
    void everyLengthUpToFortyIsJudged();
    void lengthOverTheLimitIsRefusedAtItsHeader_data();
    void lengthOverTheLimitIsRefusedAtItsHeader();
    void damagedRequestGivesNoSharedKey_data();
    void damagedRequestGivesNoSharedKey();
    void lowOrderKeyIsRefused_data();
    void lowOrderKeyIsRefused();
    void otherProtocolIsShownItsFirstBytes_data();
    void otherProtocolIsShownItsFirstBytes();
    void brokenOffStreamTellsWhere_data();
    void brokenOffStreamTellsWhere();
    void resetInMidFrame();
    void resetWithBytesOwed();
    void nothingIsAnsweredAfterAFault();
    void faultyPeerIsNotReset();

private:
    [[nodiscard]] ConnectionEnded endOf(ClassicPeer &client)
    {
        return m_server->tap().waitForEnd(client.port());
    }

    std::unique_ptr<RunningServer> m_server;
    std::unique_ptr<ClassicPeer> m_bystander;
};

void TestServerFaults::init()
{
    auto settings = RunningServer::settings();
    settings.workers = 1; // the bystander suffers with everybody, if somebody makes them suffer
    m_server = std::make_unique<RunningServer>(settings);
    m_bystander = std::make_unique<ClassicPeer>(m_server->port());
    QVERIFY(m_bystander->shakeHands());
}

void TestServerFaults::cleanup()
{
    QVERIFY(m_bystander->echo("still here"));
    m_bystander.reset();
    m_server.reset();
}

void TestServerFaults::damagedFrameEndsTheConnection_data()
{
    QTest::addColumn<std::size_t>("byte");
    QTest::addColumn<int>("bit");
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<QByteArray>("text");

    constexpr auto length = 5zu; // of the message
    const QByteArray forged = "message failed authentication";
    QTest::newRow("length, highest bit")
        << 0zu << 7 << EndReason::MessageTooLong
        << QByteArray("message of 2147483653 bytes is over the limit of 16777216");
    QTest::newRow("length, lowest bit") << 3zu << 0 << EndReason::NotAuthentic << forged;
    QTest::newRow("length, longer by two") << 3zu << 1 << EndReason::NotAuthentic << forged;
    QTest::newRow("nonce, first bit") << 4zu << 7 << EndReason::NotAuthentic << forged;
    QTest::newRow("nonce, last bit") << 15zu << 0 << EndReason::NotAuthentic << forged;
    QTest::newRow("ciphertext, first bit") << 16zu << 7 << EndReason::NotAuthentic << forged;
    QTest::newRow("ciphertext, last bit") << 15 + length << 0 << EndReason::NotAuthentic << forged;
    QTest::newRow("tag, first bit") << 16 + length << 7 << EndReason::NotAuthentic << forged;
    QTest::newRow("tag, last bit") << 31 + length << 0 << EndReason::NotAuthentic << forged;
}

void TestServerFaults::damagedFrameEndsTheConnection()
{
    QFETCH(std::size_t, byte);
    QFETCH(int, bit);
    QFETCH(QByteArray, text);
    ClassicPeer client(m_server->port());
    QVERIFY(client.shakeHands());
    auto frame = client.frame("hello");
    frame[byte] ^= std::byte{1} << bit;
    QVERIFY(client.socket().write(client.frame("good") + frame + client.frame("unheard")));
    QVERIFY(client.next() == EventRecord::message("good"));
    QVERIFY(!client.next());
    const auto how = endOf(client);
    QTEST(how.reason, "reason");
    QCOMPARE(how.text, text.toStdString());
    QCOMPARE(how.count.messagesIn, quint64{1});
}

void TestServerFaults::everyLengthUpToFortyIsJudged_data()
{
    QTest::addColumn<int>("length");
    for (int length = 0; length <= 40; ++length)
        QTest::addRow("%d", length) << length;
}

void TestServerFaults::everyLengthUpToFortyIsJudged()
{
    QFETCH(int, length);
    ClassicPeer client(m_server->port());
    QVERIFY(client.shakeHands());
    Bytes frame(std::size_t(4 + 12 + length), std::byte{0x5a});
    std::ranges::fill(std::span(frame).first(3), std::byte{});
    frame[3] = static_cast<std::byte>(length);
    QVERIFY(client.socket().write(frame));
    QVERIFY(!client.next());
    QCOMPARE(client.socket().end(), BlockingSocket::End::Fin);
    const auto how = endOf(client);
    QCOMPARE(how.reason,
        length == 0       ? EndReason::ClosedByPeerUnauthenticated
            : length < 16 ? EndReason::BadFrame
                          : EndReason::NotAuthentic);
    if (length > 0 && length < 16)
        QCOMPARE(how.text, "a frame of length " + std::to_string(length) + " cannot hold a tag");
}

void TestServerFaults::lengthOverTheLimitIsRefusedAtItsHeader_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("text");
    const QByteArray limit = " bytes is over the limit of 16777216";
    QTest::newRow("by one") << QByteArray("\x01\x00\x00\x11", 4) << "message of 16777217" + limit;
    QTest::newRow("the largest") << QByteArray("\xff\xff\xff\xff", 4)
                                 << "message of 4294967279" + limit;
}

void TestServerFaults::lengthOverTheLimitIsRefusedAtItsHeader()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, text);
    ClassicPeer client(m_server->port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.socket().write(toBytes(header)));
    const auto how = endOf(client);
    QCOMPARE(how.reason, EndReason::MessageTooLong);
    QCOMPARE(how.text, text.toStdString());
}

void TestServerFaults::damagedRequestGivesNoSharedKey_data()
{
    QTest::addColumn<std::size_t>("byte");
    QTest::newRow("key, first byte") << 1zu;
    QTest::newRow("key, last byte") << 31zu;
    QTest::newRow("token, first byte") << 34zu;
    QTest::newRow("token, last byte") << 41zu;
}

// The server cannot know; the agent's verification must.
void TestServerFaults::damagedRequestGivesNoSharedKey()
{
    QFETCH(std::size_t, byte);
    ClassicPeer client(m_server->port());
    auto request = client.request();
    request[byte] ^= std::byte{1};
    QVERIFY(client.socket().write(request));
    const auto event = client.next();
    QVERIFY(event);
    QCOMPARE(event->kind, EventRecord::Kind::Failed);
    QCOMPARE(event->reason, Failure::Reason::NotVerified);
    client.socket().shutdownWriting();
    QCOMPARE(endOf(client).reason, EndReason::EndedWithoutGoodbye);
}

void TestServerFaults::lowOrderKeyIsRefused_data()
{
    QTest::addColumn<QByteArray>("key");
    // Points of order 4, 1, 8, 8 and 2, and one that is not reduced (RFC 7748, 6.1).
    for (const auto *key : {"0000000000000000000000000000000000000000000000000000000000000000",
             "0100000000000000000000000000000000000000000000000000000000000000",
             "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
             "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
             "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
             "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"})
        QTest::addRow("%.8s", key) << QByteArray(key);
}

void TestServerFaults::lowOrderKeyIsRefused()
{
    QFETCH(QByteArray, key);
    ClassicPeer client(m_server->port());
    auto request = client.request();
    std::ranges::copy(fromHex(key), request.begin() + 1);
    QVERIFY(client.socket().write(request));
    QVERIFY(!client.next()); // not even a response
    const auto how = endOf(client);
    QCOMPARE(how.reason, EndReason::HandshakeFailed);
    QVERIFY(!how.established);
}

void TestServerFaults::otherProtocolIsShownItsFirstBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\n\r\n")
                          << QByteArray("an HTTP request, first byte 0x47, 'GET / HT'");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01", 3)
                         << QByteArray("a TLS ClientHello, first byte 0x16, '\\x16\\x03\\x01'");
    QTest::newRow("a response") << QByteArray("\x02") << QByteArray("first byte 0x02, '\\x02'");
}

void TestServerFaults::otherProtocolIsShownItsFirstBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    ClassicPeer client(m_server->port());
    QVERIFY(client.socket().write(toBytes(bytes)));
    QVERIFY(!client.next());
    QCOMPARE(client.socket().end(), BlockingSocket::End::Fin);
    const auto how = endOf(client);
    QCOMPARE(how.reason, EndReason::NotAPeer);
    QCOMPARE(how.text, "not a Sealcord peer: " + text.toStdString());
}

void TestServerFaults::brokenOffStreamTellsWhere_data()
{
    QTest::addColumn<bool>("hasKey");
    QTest::addColumn<qsizetype>("sent");
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<QByteArray>("text");
    const QByteArray inHandshake = "closed during the handshake";
    const QByteArray inMessage = "closed in the middle of a message";
    QTest::newRow("nothing") << false << qsizetype{0} << EndReason::Truncated << inHandshake;
    QTest::newRow("a byte") << false << qsizetype{1} << EndReason::Truncated << inHandshake;
    QTest::newRow("nearly a request")
        << false << qsizetype{41} << EndReason::Truncated << inHandshake;
    QTest::newRow("a request") << true << qsizetype{0} << EndReason::EndedWithoutGoodbye
                               << QByteArray("no close message");
    QTest::newRow("a part of a length")
        << true << qsizetype{3} << EndReason::Truncated << inMessage;
    QTest::newRow("nearly a frame") << true << qsizetype{36} << EndReason::Truncated << inMessage;
}

void TestServerFaults::brokenOffStreamTellsWhere()
{
    QFETCH(bool, hasKey);
    QFETCH(qsizetype, sent);
    QFETCH(QByteArray, text);
    ClassicPeer client(m_server->port());
    QVERIFY(!hasKey || client.shakeHands());
    const auto stream = hasKey ? client.frame("hello") : client.request();
    QVERIFY(client.socket().write(std::span(stream).first(std::size_t(sent))));
    client.socket().shutdownWriting();
    const auto how = endOf(client);
    QTEST(how.reason, "reason");
    QCOMPARE(how.text, text.toStdString());
    QCOMPARE(client.socket().readToEnd(), BlockingSocket::End::Fin);
}

void TestServerFaults::resetInMidFrame()
{
    ClassicPeer client(m_server->port());
    const auto port = client.port();
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("x"));
    const auto frame = client.frame("hello");
    QVERIFY(client.socket().write(std::span(frame).first(20)));
    client.socket().reset();
    QCOMPARE(m_server->tap().waitForEnd(port).reason, EndReason::Lost);
}

void TestServerFaults::resetWithBytesOwed()
{
    ClassicPeer client(m_server->port(), {.receiveBuffer = 16 * 1024});
    const auto port = client.port();
    QVERIFY(client.shakeHands());
    QVERIFY(client.send(QByteArray(12 * 1024 * 1024, 'x')));
    QVERIFY(!client.socket().read(1).empty()); // the reply has begun
    client.socket().reset();
    QCOMPARE(m_server->tap().waitForEnd(port).reason, EndReason::Lost);
}

void TestServerFaults::nothingIsAnsweredAfterAFault()
{
    ClassicPeer client(m_server->port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.socket().write(Bytes(4))); // length 0: an unauthenticated close
    QVERIFY(!client.next());
    QVERIFY(client.socket().write(client.frame("still there?")));
    client.socket().shutdownWriting();
    QVERIFY(!client.next());
    QCOMPARE(endOf(client).count.messagesIn, quint64{0});
}

// What it is still owed arrives, though the server never reads the rest of what it sent.
void TestServerFaults::faultyPeerIsNotReset()
{
    ClassicPeer client(m_server->port());
    QVERIFY(client.shakeHands());
    const QByteArray good(100'000, 'g');
    const Bytes rest(3'000'000, std::byte{0x11}); // a length over every limit
    QVERIFY(client.socket().write(client.frame(good) + rest));
    QVERIFY(client.next() == EventRecord::message(good));
    QVERIFY(!client.next());
    QCOMPARE(client.socket().end(), BlockingSocket::End::Fin);
    QCOMPARE(endOf(client).reason, EndReason::MessageTooLong);
}

QTEST_GUILESS_MAIN(TestServerFaults)
#include "tst_serverfaults.moc"
