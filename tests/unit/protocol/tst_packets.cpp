// SPDX-License-Identifier: MIT
#include "core/protocol/classic/packets.h"

#include "tests/support/classicvectors.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::classic;
using namespace sealcord::test;

class TestPackets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensOfEveryLengthAreRead_data();
    void tokensOfEveryLengthAreRead();
    void tokensThatAreNoNumberAreRefused_data();
    void tokensThatAreNoNumberAreRefused();
    void refusalWaitsForNoMoreThanTheMarker();
    void requestIsEncodedInFull();
    void responseFieldsAreRead();
    void unfinishedResponseNeedsAllOfIt();
    void firstByteOfAResponseIsJudgedAtOnce_data();
    void firstByteOfAResponseIsJudgedAtOnce();
    void emptyInputNeedsNoMoreThanWhatDecides();
    void responseIsEncodedAsRead();
    void packetsAreAppended();
};

static const QByteArray head = "01" + QByteArray("5a").repeated(32);

// How many bytes are needed: 0 where the packet is there or refused.
template <typename Packet>
static std::size_t needed(const std::expected<Decoded<Packet>, Undecoded> &decoded)
{
    const auto *need = decoded ? nullptr : std::get_if<NeedBytes>(&decoded.error());
    return need ? need->total : 0;
}

template <typename Packet>
static Failure failureOf(const std::expected<Decoded<Packet>, Undecoded> &decoded)
{
    const auto *failure = decoded ? nullptr : std::get_if<Failure>(&decoded.error());
    return failure ? *failure : Failure{.reason = Failure::Reason::Internal, .text = "no failure"};
}

void TestPackets::tokensOfEveryLengthAreRead_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("token");

    QTest::newRow("0") << QByteArray("00") << QByteArray("0000000000000000");
    QTest::newRow("1") << QByteArray("01") << QByteArray("0000000000000001");
    QTest::newRow("250, the last of one byte")
        << QByteArray("fa") << QByteArray("00000000000000fa");
    QTest::newRow("251") << QByteArray("fbfb00") << QByteArray("00000000000000fb");
    QTest::newRow("2 bytes, little endian")
        << QByteArray("fb0102") << QByteArray("0000000000000201");
    QTest::newRow("65535") << QByteArray("fbffff") << QByteArray("000000000000ffff");
    QTest::newRow("4 bytes, little endian")
        << QByteArray("fc01020304") << QByteArray("0000000004030201");
    QTest::newRow("8 bytes, little endian")
        << QByteArray("fd0102030405060708") << QByteArray("0807060504030201");
    QTest::newRow("the largest") << QByteArray("fdffffffffffffffff")
                                 << QByteArray("ffffffffffffffff");
    QTest::newRow("7 in 2 bytes, not canonical")
        << QByteArray("fb0700") << QByteArray("0000000000000007");
    QTest::newRow("0 in 4 bytes, not canonical")
        << QByteArray("fc00000000") << QByteArray("0000000000000000");
    QTest::newRow("7 in 8 bytes, not canonical")
        << QByteArray("fd0700000000000000") << QByteArray("0000000000000007");
}

void TestPackets::tokensOfEveryLengthAreRead()
{
    QFETCH(QByteArray, encoding);
    const auto packet = fromHex(head + encoding);
    for (std::size_t shown = 0; shown < packet.size(); ++shown)
        QCOMPARE(needed(decodeRequest(std::span(packet).first(shown))),
            shown < 34 ? std::size_t{34} : packet.size());

    for (const auto *behind : {"", "ff", "0000002200"}) {
        const auto decoded = decodeRequest(fromHex(head + encoding + behind));
        QVERIFY(decoded);
        QCOMPARE(decoded->length, packet.size());
        QCOMPARE(toHex(decoded->packet.key), QByteArray("5a").repeated(32));
        QTEST(toHex(decoded->packet.token.bytes()), "token");
    }
}

void TestPackets::tokensThatAreNoNumberAreRefused_data()
{
    QTest::addColumn<QByteArray>("encoding");

    QTest::newRow("a marker of 16 bytes") << QByteArray("fe");
    QTest::newRow("a marker of 16 bytes, all there") << QByteArray("fe" + QByteArray(32, '0'));
    QTest::newRow("no marker") << QByteArray("ff");
    QTest::newRow("no marker, more behind") << QByteArray("ff0000000000000000");
}

void TestPackets::tokensThatAreNoNumberAreRefused()
{
    QFETCH(QByteArray, encoding);
    const auto failure = failureOf(decodeRequest(fromHex(head + encoding)));
    QCOMPARE(failure.reason, Failure::Reason::BadHandshake);
    QCOMPARE(failure.text.c_str(), "the verify token of the request is no 64-bit number");
}

void TestPackets::refusalWaitsForNoMoreThanTheMarker()
{
    const auto packet = fromHex(head + "ff");
    for (std::size_t shown = 0; shown < packet.size(); ++shown)
        QCOMPARE(needed(decodeRequest(std::span(packet).first(shown))), packet.size());
}

void TestPackets::requestIsEncodedInFull()
{
    for (const auto &vector : classicVectors().handshakes) {
        EncryptionRequest request;
        std::ranges::copy(vector.agentPublic, request.key.begin());
        std::ranges::copy(vector.token, request.token.bytes().begin());
        ByteBuffer out;
        encode(request, out);
        QCOMPARE(out.size(), std::size_t{42});
        if (vector.isAgents) // others are encoded shorter there; ours never are
            QCOMPARE(toHex(out.bytes()), toHex(vector.request));

        const auto decoded = decodeRequest(out.bytes());
        QVERIFY(decoded);
        QCOMPARE(toHex(decoded->packet.token.bytes()), toHex(vector.token));
    }
}

void TestPackets::responseFieldsAreRead()
{
    for (const auto &vector : classicVectors().handshakes) {
        auto bytes = vector.response;
        bytes.resize(100); // what follows is not its own
        const auto decoded = decodeResponse(bytes);
        QVERIFY(decoded);
        QCOMPARE(decoded->length, std::size_t{69});
        QCOMPARE(toHex(decoded->packet.key), toHex(vector.serverPublic));
        QCOMPARE(toHex(decoded->packet.nonce), toHex(vector.responseNonce));
        QCOMPARE(toHex(decoded->packet.sealedToken), toHex(vector.response).mid(90, 16));
        QCOMPARE(toHex(decoded->packet.tag), toHex(vector.response).mid(106));
    }
}

void TestPackets::unfinishedResponseNeedsAllOfIt()
{
    const auto &response = classicVectors().handshakes.front().response;
    for (std::size_t shown = 1; shown < response.size(); ++shown)
        QCOMPARE(needed(decodeResponse(std::span(response).first(shown))), std::size_t{69});
    QVERIFY(decodeResponse(response));
}

void TestPackets::firstByteOfAResponseIsJudgedAtOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("a request") << QByteArray("\x01")
                               << QByteArray("not a classic server: first byte 0x01, '\\x01'");
    QTest::newRow("SSH") << QByteArray("SSH-2.0-x\r\n")
                         << QByteArray(
                                "not a classic server: an SSH banner, first byte 0x53, 'SSH-2.0-'");
    QTest::newRow("as long as a response")
        << QByteArray(69, '\x03')
        << QByteArray(
               "not a classic server: first byte 0x03, '\\x03\\x03\\x03\\x03\\x03\\x03\\x03\\x03'");
}

void TestPackets::firstByteOfAResponseIsJudgedAtOnce()
{
    QFETCH(QByteArray, bytes);
    const auto failure = failureOf(decodeResponse(toBytes(bytes)));
    QCOMPARE(failure.reason, Failure::Reason::NotAPeer);
    QTEST(QByteArray::fromStdString(failure.text), "text");
}

// Whoever waits for the total that was asked for must not miss that the first byte is wrong: a
// server of another kind may say less than a whole response, and then wait.
void TestPackets::emptyInputNeedsNoMoreThanWhatDecides()
{
    QCOMPARE(needed(decodeResponse({})), std::size_t{1});
}

void TestPackets::responseIsEncodedAsRead()
{
    for (const auto &vector : classicVectors().handshakes) {
        const auto decoded = decodeResponse(vector.response);
        QVERIFY(decoded);
        ByteBuffer out;
        encode(decoded->packet, out);
        QCOMPARE(toHex(out.bytes()), toHex(vector.response));
    }
}

void TestPackets::packetsAreAppended()
{
    ByteBuffer out;
    out.append(toBytes("before"));
    encode(EncryptionRequest{}, out);
    QCOMPARE(out.size(), std::size_t{6 + 42});
    encode(EncryptionResponse{}, out);
    QCOMPARE(out.size(), std::size_t{6 + 42 + 69});
    QCOMPARE(toByteArray(out.bytes().first(7)), QByteArray("before\x01"));
    QVERIFY(out.bytes()[6 + 42] == EncryptionResponse::id);
}

QTEST_APPLESS_MAIN(TestPackets)
#include "tst_packets.moc"
