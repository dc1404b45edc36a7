// SPDX-License-Identifier: MIT
#include "core/net/tap/knownpeer.h"

#include <QTest>

#include <string>

using namespace sealcord;

class TestKnownPeer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThatNobodyMadeIsNobody();
    void samePeerIsKeptOnce();
    void nameAndKeyTellPeersApart();
};

namespace {

Fingerprint keyOf(std::byte first)
{
    return {{first}, Fingerprint::Of::PeerKey};
}

} // namespace

void TestKnownPeer::oneThatNobodyMadeIsNobody()
{
    QVERIFY(KnownPeer().isNobody());
    QVERIFY(KnownPeer().name().empty());
    QVERIFY(!KnownPeer(std::string(), keyOf(std::byte{1})).isNobody());
}

void TestKnownPeer::samePeerIsKeptOnce()
{
    std::string name = "pump-3";
    const KnownPeer peer(name, keyOf(std::byte{1}));
    name = "pump-4";
    QCOMPARE(peer.name(), std::string_view("pump-3"));
    QVERIFY(peer.fingerprint() == keyOf(std::byte{1}));
    const KnownPeer again("pump-3", keyOf(std::byte{1}));
    QVERIFY(peer == again);
    QVERIFY(peer.name().data() == again.name().data());
}

void TestKnownPeer::nameAndKeyTellPeersApart()
{
    const KnownPeer peer("pump-3", keyOf(std::byte{1}));
    QVERIFY(!(peer == KnownPeer("pump-4", keyOf(std::byte{1}))));
    QVERIFY(!(peer == KnownPeer("pump-3", keyOf(std::byte{2}))));
}

QTEST_APPLESS_MAIN(TestKnownPeer)
#include "tst_knownpeer.moc"
