// SPDX-License-Identifier: MIT
#include "core/crypto/keytext.h"
#include "core/traffic/describe.h"
#include "tests/gui/widgets/connection/pagetext.h"
#include "tests/support/sealedvectors.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/connection/connectiontext.h"
#include "widgets/connection/factsection.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHostAddress>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using State = ConnectionInfo::State;

namespace {

// With the handshake of the vectors, at a server that knows the agent by a name.
ConnectionInfo live(qsizetype handshake = 0)
{
    const auto &vector = sealedVectors().handshakes.at(handshake);
    ConnectionInfo info;
    info.name = {1, Endpoint(QHostAddress(u"127.0.0.1"_s), 50214), KnownPeer("pump-3", {})};
    info.state = State::Live;
    info.opened = TrafficRow::Clock::now();
    info.established = info.opened;
    info.protocol = Protocol::Sealed;
    info.protection = Protection::Verified;
    info.fingerprint.digest.fill(std::byte{0xA5});
    info.fingerprint.of = Fingerprint::Of::PeerKey;
    PeerIdentity peer;
    peer.key.fill(std::byte{0x17});
    peer.fingerprint = info.fingerprint;
    peer.name = "pump-3";
    peer.isNameOurs = true;
    info.peer = peer;
    const auto add = [&](Direction direction, const Bytes &packet) {
        info.handshake.push_back({direction, info.opened, packet, Protocol::Sealed});
    };
    add(Direction::In, vector.agentOpening);
    add(Direction::Out, vector.serverAnswer);
    add(Direction::In, vector.agentMessage3);
    add(Direction::Out, vector.serverAdmit);
    info.sealed = 20'001;
    info.recordsOpened = 1;
    info.recordsPerKey = 16'384;
    return info;
}

// The values of the facts with that name that are shown, in their order.
QStringList factsOf(const QWidget &page, const QString &name)
{
    QStringList values;
    for (const auto *label : page.findChildren<QLabel *>()) {
        if (label->accessibleDescription() == name && label->isVisibleTo(&page))
            values += label->text();
    }
    return values;
}

} // namespace

/// The page of a sealed connection.
class TestSealedConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshakeIsTakenApart();
    void modeIsTold_data();
    void modeIsTold();
    void keyOfTheOtherEndIsShown();
    void nameIsOursOrAClaim_data();
    void nameIsOursOrAClaim();
    void keysAreCounted_data();
    void keysAreCounted();
    void countersThatNobodyAskedForAreNotClaimed();
    void limitsOfTheProtectionAreItsOwn_data();
    void limitsOfTheProtectionAreItsOwn();
    void refusedAgentIsStillNamed();
    void classicAgainIsAsBefore();
};

void TestSealedConnection::handshakeIsTakenApart()
{
    ConnectionPage page;
    page.showConnection(live());
    const auto text = textOf(page);
    for (const auto *heading : {"Preamble and message 1", "Preamble and message 2", "Message 3",
             "Admission, or the reason for none"})
        QVERIFY2(text.contains(QLatin1StringView(heading)), heading);
    QCOMPARE(factsOf(page, u"Magic bytes, 5 bytes"_s),
        (QStringList{u"c5 53 45 41 4c"_s, u"c5 53 45 41 4c"_s}));
    QCOMPARE(factsOf(page, u"Version, 1 byte"_s), (QStringList{u"01 = 1"_s, u"01 = 1"_s}));
    QCOMPARE(factsOf(page, u"Status, 1 byte"_s), (QStringList{u"00 = asks"_s, u"01 = goes on"_s}));
    QCOMPARE(factsOf(page, u"Length, 2 bytes"_s).value(1), u"00 60 = 96 bytes follow"_s);
    QCOMPARE(factsOf(page, u"Public key, 32 bytes"_s).size(), 2);
    QCOMPARE(factsOf(page, u"Key of whoever sends it, sealed, 48 bytes"_s).size(), 2);
    QCOMPARE(factsOf(page, u"Name and limit, sealed, 128 bytes"_s).size(), 1);
}

void TestSealedConnection::modeIsTold_data()
{
    QTest::addColumn<int>("handshake");
    QTest::addColumn<QString>("mode");
    QTest::newRow("XX") << 0 << u"XX, without a pre-shared key"_s;
    QTest::newRow("XXpsk3") << 1 << u"XXpsk3, with a pre-shared key"_s;
}

void TestSealedConnection::modeIsTold()
{
    QFETCH(const int, handshake);
    QFETCH(const QString, mode);
    ConnectionPage page;
    page.showConnection(live(handshake));
    QCOMPARE(factsOf(page, u"Mode"_s), QStringList{mode});
}

void TestSealedConnection::keyOfTheOtherEndIsShown()
{
    ConnectionPage page;
    const auto info = live();
    page.showConnection(info);
    const auto text = textOf(page);
    QVERIFY(text.contains(groupedFingerprint(info.fingerprint)));
    QVERIFY(text.contains(QString::fromStdString(publicKeyText(info.peer->key))));
    QVERIFY(text.contains(u"pump-3 (127.0.0.1:50214)"_s)); // its heading
    QVERIFY(!text.contains(u"Both public keys"_s)); // classic's fingerprint
    for (auto *button : page.findChildren<QPushButton *>()) {
        if (button->text() == u"Copy fingerprint"_s && button->isVisibleTo(&page))
            button->click();
    }
    QCOMPARE(
        QGuiApplication::clipboard()->text(), QString::fromStdString(info.fingerprint.toString()));
}

void TestSealedConnection::nameIsOursOrAClaim_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isOurs");
    QTest::addColumn<QString>("text");
    QTest::newRow("ours") << QByteArray("pump-3") << true
                          << u"pump-3, as the list of authorised agents has it"_s;
    QTest::newRow("claim") << QByteArray("<b>boss</b>") << false
                           << u"<b>boss</b>, as it calls itself: nobody has checked that"_s;
    QTest::newRow("turned round") << QByteArray("a\u202eb") << false
                                  << u"a<U+202E>b, as it calls itself: nobody has checked that"_s;
    QTest::newRow("none") << QByteArray() << false << u"it has not said one"_s;
}

void TestSealedConnection::nameIsOursOrAClaim()
{
    QFETCH(const QByteArray, name);
    QFETCH(const bool, isOurs);
    QFETCH(const QString, text);
    auto info = live();
    info.peer->name = name.toStdString();
    info.peer->isNameOurs = isOurs;
    ConnectionPage page;
    page.showConnection(info);
    QCOMPARE(factsOf(page, u"Name"_s), QStringList{text});
}

void TestSealedConnection::keysAreCounted_data()
{
    QTest::addColumn<quint64>("records");
    QTest::addColumn<QString>("text");
    const auto row = [](quint64 records, const QString &text) {
        QTest::addRow("%llu", static_cast<unsigned long long>(records)) << records << text;
    };
    const auto none = u"%1; the key was not replaced yet, and will be after %2 more"_s;
    row(0, none.arg(u"0 records"_s, u"16,384"_s));
    row(1, none.arg(u"1 record"_s, u"16,383"_s));
    row(16'384, none.arg(u"16,384 records"_s, u"0"_s));
    row(16'385, u"16,385 records; the key was replaced once, and will be after 16,383 more"_s);
    row(40'000, u"40,000 records; the key was replaced 2 times, and will be after 9,152 more"_s);
}

void TestSealedConnection::keysAreCounted()
{
    QFETCH(const quint64, records);
    QFETCH(const QString, text);
    auto info = live();
    info.sealed = records;
    info.recordsOpened = records + 16'384;
    ConnectionPage page;
    page.showConnection(info);
    QCOMPARE(factsOf(page, u"Sealed by this end"_s), QStringList{text});
    QVERIFY(factsOf(page, u"Opened from the other end"_s) != QStringList{text});
    QVERIFY(factsOf(page, u"Sealed under the key"_s).isEmpty());
    info.ended = TrafficRow::Clock::now();
    page.showConnection(info);
    QVERIFY(!textOf(page).contains(u"more\n"_s));
}

void TestSealedConnection::countersThatNobodyAskedForAreNotClaimed()
{
    auto info = live();
    info.recordsPerKey = 0;
    info.sealed = 0;
    info.recordsOpened = 0;
    ConnectionPage page;
    page.showConnection(info);
    QVERIFY(factsOf(page, u"Sealed by this end"_s).isEmpty());
    QCOMPARE(factsOf(page, u"Sealed under the key"_s), QStringList{u"not known yet"_s});
}

void TestSealedConnection::limitsOfTheProtectionAreItsOwn_data()
{
    QTest::addColumn<Protection>("protection");
    QTest::addColumn<QString>("told");
    QTest::newRow("first contact")
        << Protection::FirstContact << u"Nobody has verified whose key"_s;
    QTest::newRow("pinned") << Protection::Pinned << u"The key is the same as at first contact"_s;
    QTest::newRow("verified") << Protection::Verified << u"Somebody on the way can end"_s;
}

void TestSealedConnection::limitsOfTheProtectionAreItsOwn()
{
    QFETCH(const Protection, protection);
    QFETCH(const QString, told);
    auto info = live();
    info.protection = protection;
    ConnectionPage page;
    page.showConnection(info);
    QVERIFY(textOf(page).contains(told));
    QVERIFY(!textOf(page).contains(u"Nobody knows who is at the other end"_s)); // classic's
    page.showSecurity();
    QVERIFY(textOf(page).contains(told));
    QVERIFY(textOf(page).contains(u"sealcord key fingerprint"_s));
}

void TestSealedConnection::refusedAgentIsStillNamed()
{
    auto info = live();
    info.established.reset();
    info.state = State::Failed;
    info.ended = info.opened;
    info.endReason = EndReason::NotAuthorised;
    info.protection = Protection::NotAuthenticated;
    ConnectionPage page;
    page.showConnection(info);
    QVERIFY(textOf(page).contains(groupedFingerprint(info.fingerprint)));
    QVERIFY(textOf(page).contains(u"none: no key is agreed"_s));
}

void TestSealedConnection::classicAgainIsAsBefore()
{
    ConnectionPage page;
    page.showConnection(live());
    ConnectionInfo classic;
    classic.name = {2, Endpoint(QHostAddress(u"127.0.0.1"_s), 50215)};
    classic.state = State::Live;
    classic.established = classic.opened = TrafficRow::Clock::now();
    classic.protocol = Protocol::Classic;
    page.showConnection(classic);
    const auto text = textOf(page);
    QVERIFY(text.contains(u"Both public keys"_s));
    QVERIFY(text.contains(u"Nobody knows who is at the other end"_s));
    QVERIFY(!text.contains(u"pump-3"_s));
    QVERIFY(factsOf(page, u"Mode"_s).isEmpty());
}

QTEST_MAIN(TestSealedConnection)
#include "tst_sealedconnection.moc"
