// SPDX-License-Identifier: MIT
#include "core/protocol/protocol.h"

#include "tests/support/classicvectors.h"
#include "tests/support/sessionpair.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

namespace sealcord {

static bool operator==(const Field &a, const Field &b)
{
    return a.kind == b.kind && a.offset == b.offset && a.length == b.length
        && a.isSecret == b.isSecret;
}

} // namespace sealcord

using Fields = std::vector<Field>;

class TestDissection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheRequestAndItsSecret_data();
    void knowsTheRequestAndItsSecret();
    void knowsTheResponse();
    void knowsPacketsByTheirFirstByte();
    void knowsTheFrame();
    void goodbyeHasNoCiphertext();
    void goodbyeOfZerosIsALengthAlone();
    void fieldsCoverWhatSessionsSay();
    void wholePacketsOnly();
    void noiseIsNothing();
    void otherProtocolsAreUnknown();
};

static bool coverAll(const Fields &fields, std::size_t length)
{
    std::size_t end = 0;
    for (const auto &field : fields) {
        if (field.offset != end || field.length == 0)
            return false;
        end += field.length;
    }
    return end == length;
}

void TestDissection::knowsTheRequestAndItsSecret_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("one byte") << QByteArray("05");
    QTest::newRow("two more") << QByteArray("fb0102");
    QTest::newRow("four more") << QByteArray("fc01020304");
    QTest::newRow("eight more") << QByteArray("fd0102030405060708");
    QTest::newRow("wiped") << QByteArray(2 * 9, '0'); // as a watcher keeps it
}

void TestDissection::knowsTheRequestAndItsSecret()
{
    QFETCH(QByteArray, token);
    const auto packet = fromHex("01" + QByteArray(64, '7') + token);
    QVERIFY(dissectHandshake(Protocol::Classic, packet)
        == (Fields{{FieldKind::PacketId, 0, 1}, {FieldKind::PublicKey, 1, 32},
            {FieldKind::VerifyToken, 33, static_cast<std::size_t>(token.size() / 2), true}}));
}

void TestDissection::knowsTheResponse()
{
    const auto &packet = classicVectors().handshakes.front().response;
    QVERIFY(dissectHandshake(Protocol::Classic, packet)
        == (Fields{{FieldKind::PacketId, 0, 1}, {FieldKind::PublicKey, 1, 32},
            {FieldKind::Nonce, 33, 12}, {FieldKind::Ciphertext, 45, 8}, {FieldKind::Tag, 53, 16}}));
}

void TestDissection::knowsPacketsByTheirFirstByte()
{
    const auto &handshake = classicVectors().handshakes.front();
    QVERIFY(packetKind(Protocol::Classic, handshake.request) == PacketKind::EncryptionRequest);
    QVERIFY(packetKind(Protocol::Classic, handshake.response) == PacketKind::EncryptionResponse);
    QVERIFY(packetKind(Protocol::Classic, toBytes("GET /")) == PacketKind::Unknown);
    QVERIFY(packetKind(Protocol::Classic, {}) == PacketKind::Unknown);
    QVERIFY(packetKind(Protocol::None, handshake.request) == PacketKind::Unknown);
}

void TestDissection::knowsTheFrame()
{
    for (const auto &vector : classicVectors().frames) {
        const auto length = vector.plaintext.size();
        if (length == 0)
            continue;
        QVERIFY(dissectFrame(Protocol::Classic, vector.frame)
            == (Fields{{FieldKind::Length, 0, 4}, {FieldKind::Nonce, 4, 12},
                {FieldKind::Ciphertext, 16, length}, {FieldKind::Tag, 16 + length, 16}}));
    }
}

void TestDissection::goodbyeHasNoCiphertext()
{
    SessionPair pair;
    pair.handshake();
    pair.agent().close();
    QVERIFY(dissectFrame(Protocol::Classic, pair.agent().takeOutput())
        == (Fields{
            {FieldKind::Length, 0, 4}, {FieldKind::Nonce, 4, 12}, {FieldKind::Tag, 16, 16}}));
}

void TestDissection::goodbyeOfZerosIsALengthAlone()
{
    QVERIFY(dissectFrame(Protocol::Classic, fromHex("00000000"))
        == (Fields{{FieldKind::Length, 0, 4}}));
}

void TestDissection::fieldsCoverWhatSessionsSay()
{
    SessionPair pair;
    pair.agent().start();
    const auto request = pair.agent().takeOutput();
    QVERIFY(coverAll(dissectHandshake(Protocol::Classic, request), request.size()));
    pair.server().receive(request);
    const auto response = pair.server().takeOutput();
    QVERIFY(coverAll(dissectHandshake(Protocol::Classic, response), response.size()));
    QVERIFY(pair.server().send("hello") == SendResult::Sent);
    const auto frame = pair.server().takeOutput();
    QVERIFY(coverAll(dissectFrame(Protocol::Classic, frame), frame.size()));
}

// The copies are as long as what is shown, so that the address sanitizer sees a read outside.
void TestDissection::wholePacketsOnly()
{
    const auto &handshake = classicVectors().handshakes.front();
    const auto &frame = classicVectors().frames.back().frame;
    const auto cut = [](const Bytes &whole, std::size_t length) {
        return Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    };
    for (std::size_t length = 0; length < handshake.request.size(); ++length)
        QVERIFY(dissectHandshake(Protocol::Classic, cut(handshake.request, length)).empty());
    for (std::size_t length = 0; length < handshake.response.size(); ++length)
        QVERIFY(dissectHandshake(Protocol::Classic, cut(handshake.response, length)).empty());
    for (std::size_t length = 0; length < frame.size(); ++length)
        QVERIFY(dissectFrame(Protocol::Classic, cut(frame, length)).empty());

    QVERIFY(dissectHandshake(Protocol::Classic, handshake.request + toBytes("x")).empty());
    QVERIFY(dissectHandshake(Protocol::Classic, handshake.response + toBytes("x")).empty());
    QVERIFY(dissectFrame(Protocol::Classic, frame + toBytes("x")).empty());
}

void TestDissection::noiseIsNothing()
{
    QVERIFY(dissectHandshake(Protocol::Classic, toBytes("GET / HTTP/1.1\r\n\r\n")).empty());
    QVERIFY(dissectFrame(Protocol::Classic, toBytes("GET / HTTP/1.1\r\n\r\n")).empty());
    QVERIFY(dissectFrame(Protocol::Classic, fromHex("0000000f") + Bytes(27)).empty());
    QVERIFY(dissectFrame(Protocol::Classic, fromHex("ffffffff") + Bytes(32)).empty());
    QVERIFY(
        dissectHandshake(Protocol::Classic, fromHex("01" + QByteArray(64, '7') + "fe01")).empty());
}

void TestDissection::otherProtocolsAreUnknown()
{
    const auto &handshake = classicVectors().handshakes.front();
    QVERIFY(dissectHandshake(Protocol::None, handshake.response).empty());
    QVERIFY(dissectFrame(Protocol::None, classicVectors().frames.front().frame).empty());
}

QTEST_APPLESS_MAIN(TestDissection)
#include "tst_dissection.moc"
