// SPDX-License-Identifier: MIT
#include "core/protocol/protocol.h"

#include "core/protocol/session.h"
#include "tests/support/sealedvectors.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestSealedDissection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packetsAreTakenApart_data();
    void packetsAreTakenApart();
    void recordsInARowAreTakenApart();
    void classicHasNothingOfIt();
};

void TestSealedDissection::packetsAreTakenApart_data()
{
    QTest::addColumn<Bytes>("packet");
    QTest::addColumn<PacketKind>("kind");
    QTest::addColumn<int>("fields");
    const auto &plain = sealedVectors().handshakes.at(0);
    const auto &keyed = sealedVectors().handshakes.at(1);
    QTest::newRow("opening") << plain.agentOpening << PacketKind::Opening << 6;
    QTest::newRow("opening with a key") << keyed.agentOpening << PacketKind::Opening << 7;
    QTest::newRow("answer") << plain.serverAnswer << PacketKind::Answer << 8;
    QTest::newRow("refusal") << fromHex("c55345414c010002") << PacketKind::Refusal << 4;
    QTest::newRow("message 3") << plain.agentMessage3 << PacketKind::LastMessage << 4;
    QTest::newRow("ADMIT") << plain.serverAdmit << PacketKind::Verdict << 3;
    QTest::newRow("half a record") << fromHex("00110000") << PacketKind::Unknown << 0;
    QTest::newRow("a byte") << fromHex("00") << PacketKind::Unknown << 0;
}

void TestSealedDissection::packetsAreTakenApart()
{
    QFETCH(const Bytes, packet);
    QFETCH(const PacketKind, kind);
    QFETCH(const int, fields);
    QCOMPARE(packetKind(Protocol::Sealed, packet), kind);
    std::size_t end = 0;
    const auto found = dissectHandshake(Protocol::Sealed, packet);
    for (const auto &field : found) {
        QCOMPARE(field.offset, end); // in their order and without gaps
        end += field.length;
    }
    QCOMPARE(static_cast<int>(found.size()), fields);
    QCOMPARE(end, fields == 0 ? std::size_t{0} : packet.size());
}

void TestSealedDissection::recordsInARowAreTakenApart()
{
    const auto record = sealedVectors().handshakes.at(0).serverAdmit;
    const auto fields = dissectFrame(Protocol::Sealed, record + record);
    QCOMPARE(fields.size(), std::size_t{6});
    QCOMPARE(fields.at(3).offset, record.size());
}

void TestSealedDissection::classicHasNothingOfIt()
{
    SystemRandom random;
    Session session({.role = Role::Agent}, random);
    ByteBuffer out;
    session.start(out);
    QCOMPARE(session.ping(out), SendResult::NotEstablished);
    QCOMPARE(session.verify(out), SendResult::NotEstablished);
    QVERIFY(session.flush(out) && !session.waitingFrom());
    QVERIFY(session.peer() == nullptr);
    QCOMPARE(session.unfinished().total, std::size_t{0});
    QCOMPARE(session.protection(), Protection::NotAuthenticated);
    session.decide({}, out);
    QVERIFY(!session.isEstablished());
}

QTEST_APPLESS_MAIN(TestSealedDissection)
#include "tst_sealeddissection.moc"
