// SPDX-License-Identifier: MIT
#include "core/traffic/describe.h"
#include "tests/gui/widgets/connection/pagetext.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/connection/connectiontext.h"

#include <QAbstractScrollArea>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHostAddress>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using State = ConnectionInfo::State;

namespace {

std::vector<std::byte> bytes(QByteArrayView hex)
{
    const auto raw = QByteArray::fromHex(hex.toByteArray());
    const auto view = std::as_bytes(std::span(raw));
    return {view.begin(), view.end()};
}

// The packets of the first vector, the token zeroed as it comes out of a TrafficQueue.
std::vector<std::byte> request()
{
    return bytes("016c36c97975f59c05a32eb91eef591346aa6e29a418655381cc1c2ecbd5af956b"
                 "000000000000000000");
}

std::vector<std::byte> response()
{
    return bytes("02dd5a90aca68789e832d44e2f0a7593bcfa049d4d3aebbb793bdcc62929855405"
                 "648f8e193a06c30767e71fb3522c73a30be0f54e63366f8702bbd8d8f4bf1314209ba629");
}

ConnectionInfo live(ConnectionId id = 1)
{
    const auto now = TrafficRow::Clock::now();
    ConnectionInfo info;
    info.name = {id, Endpoint(QHostAddress(u"127.0.0.1"_s), 50214)};
    info.state = State::Live;
    info.opened = now - 12min;
    info.established = info.opened;
    info.protocol = Protocol::Classic;
    info.fingerprint.digest.fill(std::byte{0xA5});
    info.handshake.push_back({Direction::In, info.opened, request(), info.protocol});
    info.handshake.push_back({Direction::Out, info.opened, response(), info.protocol});
    info.count = {1204, 1203, 21672, 21654};
    return info;
}

ConnectionInfo measured()
{
    auto info = live();
    ConnectionMeasured measure;
    measure.connection = info.name;
    measure.local = Endpoint(QHostAddress(u"127.0.0.1"_s), 1337);
    info.sealed = measure.sealed = 1ULL << 31;
    info.sealBudget = measure.sealBudget = 1ULL << 32;
    measure.owed = 17;
    measure.tcp = TcpMeasure{60us, 11us, 3};
    info.measured = measure;
    return info;
}

QPushButton *button(const QWidget &widget, const QString &text)
{
    for (auto *button : widget.findChildren<QPushButton *>()) {
        if (button->text() == text && button->isVisibleTo(&widget))
            return button;
    }
    return nullptr;
}

} // namespace

class TestConnectionPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAConnectionItSaysWhatToDo();
    void saysWhatIsKnown_data();
    void saysWhatIsKnown();
    void secretsAreNotShown();
    void beforeTheKeyNothingIsClaimed();
    void copiesTheFingerprintAsItIsLogged();
    void showsHowMuchOfTheKeyIsUsedUp();
    void asksForAMeasureOnlyWhileVisibleAndAlive();
    void anotherConnectionShowsItsOwnPackets_data();
    void anotherConnectionShowsItsOwnPackets();
    void endedConnectionSaysWhy();
    void endedConnectionKnowsItsKey_data();
    void endedConnectionKnowsItsKey();
    void hostileReasonStaysText();
    void securityPageIsReadInPlace();
    void everythingHasAName();
    void fingerprintIsGroupedToReadItAloud();
};

void TestConnectionPage::withoutAConnectionItSaysWhatToDo()
{
    ConnectionPage page;
    page.show();
    QCOMPARE(page.connection(), ConnectionId{0});
    QVERIFY(textOf(page).contains(u"No connection is chosen"_s));
    page.showConnection(live());
    QVERIFY(!textOf(page).contains(u"No connection is chosen"_s));
    page.clear();
    QVERIFY(textOf(page).contains(u"No connection is chosen"_s));
}

void TestConnectionPage::saysWhatIsKnown_data()
{
    QTest::addColumn<QString>("text");
    for (const auto *text :
        {"127.0.0.1:50214", "127.0.0.1:1337", "the server", "encrypted, not authenticated",
            "Classic", "X25519", "AES-256-GCM", "ipsec-mb|OpenSSL", "1,204 in, 1,203 out",
            "2,147,483,648 of 4,294,967,296 messages", "17 bytes", "60 µs", "3 segments",
            "Encryption request", "Encryption response", "Verify token", "6c 36 c9 79",
            "64 8f 8e 19", "16 MiB", "can seal a goodbye", "who is at the other end"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestConnectionPage::saysWhatIsKnown()
{
    QFETCH(QString, text);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    ConnectionPage page;
    page.show();
    page.showConnection(measured());
    QVERIFY2(textOf(page).contains(QRegularExpression(text)), qPrintable(textOf(page)));
}

void TestConnectionPage::secretsAreNotShown()
{
    ConnectionPage page;
    page.show();
    page.showConnection(measured());
    const auto text = textOf(page);
    QVERIFY(text.contains(u"not shown: it is secret"_s));
    QVERIFY(!text.contains(u"fd 00 00"_s));
}

void TestConnectionPage::beforeTheKeyNothingIsClaimed()
{
    auto info = live();
    info.state = State::Handshake;
    info.established.reset();
    info.handshake.clear();
    info.protocol = Protocol::None;
    ConnectionPage page;
    page.show();
    page.showConnection(info);
    const auto text = textOf(page);
    QVERIFY(text.contains(u"no key is agreed"_s));
    QVERIFY(!text.contains(u"SHA256:"_s));
    QVERIFY(!text.contains(u"X25519 (RFC"_s));
    QVERIFY(!button(page, u"Copy fingerprint"_s)->isEnabled());
}

void TestConnectionPage::copiesTheFingerprintAsItIsLogged()
{
    const auto info = live();
    ConnectionPage page;
    page.show();
    page.showConnection(info);
    button(page, u"Copy fingerprint"_s)->click();
    QCOMPARE(
        QGuiApplication::clipboard()->text(), QString::fromStdString(info.fingerprint.toString()));
}

void TestConnectionPage::showsHowMuchOfTheKeyIsUsedUp()
{
    ConnectionPage page;
    page.show();
    page.showConnection(live());
    auto *bar = page.findChild<QProgressBar *>();
    QCOMPARE(bar->value(), 0);
    page.showConnection(measured());
    QCOMPARE(bar->value() * 2, bar->maximum());
}

void TestConnectionPage::asksForAMeasureOnlyWhileVisibleAndAlive()
{
    ConnectionPage page;
    QSignalSpy asked(&page, &ConnectionPage::measureRequested);
    page.showConnection(live());
    QCOMPARE(asked.size(), 0); // nobody looks
    page.show();
    QCOMPARE(asked.size(), 1);
    QVERIFY(asked.wait(10'000));
    QCOMPARE(asked.back().front().value<ConnectionId>(), ConnectionId{1});
    asked.clear();
    auto info = live();
    info.state = State::Ended;
    info.ended = info.opened + 1s;
    page.showConnection(info);
    QVERIFY(!asked.wait(1500));
    page.showConnection(live(2));
    QCOMPARE(asked.size(), 1);
    page.hide();
    QVERIFY(!asked.wait(1500));
}

void TestConnectionPage::anotherConnectionShowsItsOwnPackets_data()
{
    QTest::addColumn<ConnectionId>("id");
    QTest::addColumn<bool>("isCleared");
    QTest::newRow("beside it") << ConnectionId{2} << false;
    QTest::newRow("with its number, of a server that has started again") << ConnectionId{1} << true;
}

void TestConnectionPage::anotherConnectionShowsItsOwnPackets()
{
    QFETCH(ConnectionId, id);
    QFETCH(bool, isCleared);
    ConnectionPage page;
    page.show();
    page.showConnection(live(1));
    if (isCleared)
        page.clear();
    auto other = live(id);
    other.handshake.front().bytes[1] = std::byte{0x77};
    page.showConnection(other);
    QTRY_VERIFY(textOf(page).contains(u"77 36 c9 79"_s)); // shown by the next turn of the loop
    QTRY_VERIFY(!textOf(page).contains(u"6c 36 c9 79"_s));
}

void TestConnectionPage::endedConnectionSaysWhy()
{
    auto info = live();
    info.state = State::Failed;
    info.ended = info.opened + 1s;
    info.endReason = EndReason::NotAuthentic;
    info.endText = "a message whose tag does not verify";
    ConnectionPage page;
    page.show();
    page.showConnection(info);
    QVERIFY(textOf(page).contains(u"failed"_s));
    QVERIFY(textOf(page).contains(describe(EndReason::NotAuthentic)));
}

void TestConnectionPage::endedConnectionKnowsItsKey_data()
{
    QTest::addColumn<bool>("isAgreed");
    QTest::addColumn<quint64>("budget");
    QTest::addColumn<QString>("text");
    QTest::newRow("told at its end")
        << true << (quint64{1} << 32) << u"2,409 of 4,294,967,296 messages, both directions"_s;
    QTest::newRow("in its handshake") << false << quint64{1} << u"nothing: no key is agreed"_s;
    QTest::newRow("not seen") << true << quint64{0} << u"not known: how it ended was not seen"_s;
}

// Nobody had measured it, as of most that live for a moment.
void TestConnectionPage::endedConnectionKnowsItsKey()
{
    QFETCH(const bool, isAgreed);
    QFETCH(const quint64, budget);
    QFETCH(const QString, text);
    auto info = live();
    info.state = State::Ended;
    info.ended = info.opened + 1s;
    info.endReason = EndReason::ClosedByPeer;
    info.sealed = 2409;
    info.sealBudget = budget;
    if (!isAgreed)
        info.established.reset();
    ConnectionPage page;
    page.show();
    page.showConnection(info);
    QVERIFY2(textOf(page).split(u'\n').contains(text), qPrintable(textOf(page)));
    QVERIFY(!textOf(page).contains(u"not known yet"_s));
}

void TestConnectionPage::hostileReasonStaysText()
{
    auto info = live();
    info.state = State::Failed;
    info.ended = info.opened + 1s;
    info.endReason = EndReason::NotAPeer;
    info.endText = "first byte 0x3c, '<b>bold</b><img src=x>'";
    ConnectionPage page;
    page.show();
    page.showConnection(info);
    for (const auto *label : page.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(textOf(page).contains(u"<b>bold</b>"_s));
}

void TestConnectionPage::securityPageIsReadInPlace()
{
    ConnectionPage page;
    page.show();
    page.showConnection(live());
    button(page, u"More about security"_s)->click();
    QVERIFY(textOf(page).contains(u"nobody sits in between on this connection"_s));
    page.showConnection(live()); // news do not close it
    QVERIFY(textOf(page).contains(u"nobody sits in between on this connection"_s));
    button(page, u"Back to the connection"_s)->click();
    QVERIFY(!textOf(page).contains(u"nobody sits in between on this connection"_s));
    QVERIFY(textOf(page).contains(u"127.0.0.1:50214"_s));
}

void TestConnectionPage::everythingHasAName()
{
    ConnectionPage page;
    page.show();
    page.showConnection(measured());
    QVERIFY(!page.accessibleName().isEmpty());
    for (const auto *button : page.findChildren<QPushButton *>())
        QVERIFY(!button->accessibleName().isEmpty());
    for (const auto *bar : page.findChildren<QProgressBar *>())
        QVERIFY(!bar->accessibleName().isEmpty());
    for (const auto *area : page.findChildren<QAbstractScrollArea *>()) {
        if (!qobject_cast<const QHeaderView *>(area)) // a part of its list
            QVERIFY(!area->accessibleName().isEmpty());
    }
}

void TestConnectionPage::fingerprintIsGroupedToReadItAloud()
{
    Fingerprint fingerprint;
    const auto whole = QString::fromStdString(fingerprint.toString());
    auto grouped = groupedFingerprint(fingerprint);
    QCOMPARE(grouped.left(18), u"SHA256: AAAA AAAA "_s);
    QCOMPARE(grouped.remove(u' '), whole);
}

QTEST_MAIN(TestConnectionPage)
#include "tst_connectionpage.moc"
