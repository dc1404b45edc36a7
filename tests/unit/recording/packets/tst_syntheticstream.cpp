// SPDX-License-Identifier: MIT
#include "core/recording/packets/syntheticstream.h"

#include <QHostAddress>
#include <QTest>
#include <QtEndian>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestSyntheticStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersBeginAgainBehind4GiB();
    void acknowledgesEachMessage();
};

namespace {

using End = SyntheticStream::End;

const Endpoint server(QHostAddress(u"192.0.2.1"_s), 1337);
const Endpoint client(QHostAddress(u"192.0.2.2"_s), 40000);

struct Seen {
    End from;
    quint32 number;
    quint32 acknowledged;
    quint16 flags;
    std::size_t length;
};

Seen seen(End from, std::span<const std::byte> packet)
{
    const auto *const tcp = packet.data() + 20;
    const auto words = qFromBigEndian<quint16>(tcp + 12);
    return {from, qFromBigEndian<quint32>(tcp + 4), qFromBigEndian<quint32>(tcp + 8),
        static_cast<quint16>(words & 0x3f), packet.size() - 20 - (words >> 12) * 4U};
}

} // namespace

void TestSyntheticStream::numbersBeginAgainBehind4GiB()
{
    constexpr quint64 number = 3740075872; // its numbers begin at 2^32 - 100,000
    SyntheticStream stream(server, client, number);
    const std::vector<std::byte> segment(SyntheticStream::longestSegment);
    std::vector<Seen> packets;
    const auto take = [&](End from, std::span<const std::byte> packet) {
        packets.push_back(seen(from, packet));
    };
    for (int i = 0; i < 3; ++i)
        stream.send(End::Local, segment, i == 2, take);
    QCOMPARE(packets[0].number, quint32(-100'000));
    QCOMPARE(packets[1].number, quint32(-35'000));
    QCOMPARE(packets[2].number, 30'000U);
    QCOMPARE(packets[3].acknowledged, 95'000U);
}

void TestSyntheticStream::acknowledgesEachMessage()
{
    SyntheticStream stream(server, client, 7);
    std::vector<Seen> packets;
    const auto take = [&](End from, std::span<const std::byte> packet) {
        packets.push_back(seen(from, packet));
    };
    const std::vector<std::byte> bytes(100);
    stream.open(End::Peer, take);
    stream.send(End::Peer, bytes, false, take);
    stream.send(End::Peer, bytes, true, take);
    stream.close(End::Local, take);

    constexpr std::array<quint16, 9> flags{0x02, 0x12, 0x10, 0x10, 0x18, 0x10, 0x11, 0x11, 0x10};
    QCOMPARE(packets.size(), flags.size());
    for (std::size_t i = 0; i < flags.size(); ++i)
        QCOMPARE(packets[i].flags, flags[i]);
    const auto begin = packets[0].number;
    QCOMPARE(packets[3].number, begin + 1);
    QCOMPARE(packets[5].acknowledged, begin + 201);
    QCOMPARE(packets[7].acknowledged, packets[6].number + 1);
    QCOMPARE(packets[8].acknowledged, begin + 202);
}

QTEST_APPLESS_MAIN(TestSyntheticStream)
#include "tst_syntheticstream.moc"
