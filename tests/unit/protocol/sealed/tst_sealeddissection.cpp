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
    void contentIsTakenApart_data();
    void contentIsTakenApart();
    void firstFrameIsFound();
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

// A record whose body has that many bytes, whatever they are.
static Bytes recordOf(std::size_t body)
{
    const auto length = body + 17;
    Bytes record(2 + length, std::byte{0xaa});
    record[0] = static_cast<std::byte>(length >> 8);
    record[1] = static_cast<std::byte>(length & 0xff);
    return record;
}

void TestSealedDissection::contentIsTakenApart_data()
{
    using enum FieldKind;
    using Parts = std::vector<std::pair<FieldKind, std::size_t>>;
    QTest::addColumn<Bytes>("frame");
    QTest::addColumn<FramePlace>("place");
    QTest::addColumn<Parts>("parts");
    const auto batch = recordOf(2 + 5 + 2 + 7 + 2 + 1);
    const auto plain = Parts{{Length, 2}, {Ciphertext, 20}, {Tag, 16}};
    QTest::newRow("alone") << recordOf(18) << FramePlace{18}
                           << Parts{{Length, 2}, {Ciphertext, 18}, {SealedType, 1}, {Tag, 16}};
    QTest::newRow("first of three") << batch << FramePlace{5, 0, 3, 0}
                                    << Parts{{Length, 2}, {SealedLength, 2}, {Ciphertext, 5},
                                           {OtherMessages, 12}, {SealedType, 1}, {Tag, 16}};
    QTest::newRow("second of three")
        << batch << FramePlace{7, 1, 3, 5}
        << Parts{{Length, 2}, {OtherMessages, 7}, {SealedLength, 2}, {Ciphertext, 7},
               {OtherMessages, 3}, {SealedType, 1}, {Tag, 16}};
    QTest::newRow("last of three") << batch << FramePlace{1, 2, 3, 12}
                                   << Parts{{Length, 2}, {OtherMessages, 16}, {SealedLength, 2},
                                          {Ciphertext, 1}, {SealedType, 1}, {Tag, 16}};
    QTest::newRow("a batch of one")
        << recordOf(7) << FramePlace{5}
        << Parts{{Length, 2}, {SealedLength, 2}, {Ciphertext, 5}, {SealedType, 1}, {Tag, 16}};
    QTest::newRow("cannot be") << batch << FramePlace{8, 1, 3, 12} << plain;
    QTest::newRow("in parts") << recordOf(4) + recordOf(65'517) + recordOf(9) << FramePlace{65'526}
                              << Parts{{Length, 2}, {SealedLength, 4}, {SealedType, 1}, {Tag, 16},
                                     {Length, 2}, {Ciphertext, 65'517}, {SealedType, 1}, {Tag, 16},
                                     {Length, 2}, {Ciphertext, 9}, {SealedType, 1}, {Tag, 16}};
    QTest::newRow("cut") << fromHex("00110000") << FramePlace{1} << Parts{};
}

void TestSealedDissection::contentIsTakenApart()
{
    using Parts = std::vector<std::pair<FieldKind, std::size_t>>;
    QFETCH(const Bytes, frame);
    QFETCH(const FramePlace, place);
    QFETCH(const Parts, parts);
    Parts found;
    std::size_t end = 0;
    for (const auto &field : dissectFrame(Protocol::Sealed, frame, place)) {
        QCOMPARE(field.offset, end);
        end += field.length;
        found.emplace_back(field.kind, field.length);
    }
    QVERIFY(found == parts);
    QCOMPARE(end, parts.empty() ? std::size_t{0} : frame.size());
}

void TestSealedDissection::firstFrameIsFound()
{
    const auto record = recordOf(5);
    QCOMPARE(firstFrame(Protocol::Sealed, record), record.size());
    QCOMPARE(firstFrame(Protocol::Sealed, record + recordOf(9)), record.size());
    QCOMPARE(firstFrame(Protocol::Sealed, {}), std::size_t{0});
    QCOMPARE(firstFrame(Protocol::Sealed, fromHex("0011")), std::size_t{2});
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
