// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

#include "tests/support/peers/knownkeypeer.h"
#include "tests/support/sessionpair.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

// SP 800-38D, 8.3: random nonces make a key good for fewer than 2^32 messages, and here one key
// serves both ends.
class TestSealBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTwoToThePowerOf32();
    void countsTokenAndBothDirections_data();
    void countsTokenAndBothDirections();
    void bothEndsCountAlike();
    void whatIsNotSealedDoesNotCount();
    void forgedFramesDoNotCount();
};

static KnownKeyPeer established(std::uint64_t budget)
{
    return KnownKeyPeer({.role = Role::Server, .sealBudget = budget});
}

void TestSealBudget::isTwoToThePowerOf32()
{
    QCOMPARE(SessionSettings{}.sealBudget, std::uint64_t{4294967296});
}

// Each letter is an attempt: r to receive a message, g a goodbye, s to send, c to close. Its
// capital says that it must work. Nothing works once it failed to receive.
void TestSealBudget::countsTokenAndBothDirections_data()
{
    QTest::addColumn<std::uint64_t>("budget");
    QTest::addColumn<QByteArray>("attempts");
    QTest::addColumn<std::uint64_t>("sealed");

    const auto add = [](std::uint64_t budget, const char *attempts, std::uint64_t sealed) {
        QTest::addRow("%llu: %s", static_cast<unsigned long long>(budget), attempts)
            << budget << QByteArray(attempts) << sealed;
    };
    // The token is one. What is kept for the goodbye is one. The budget itself is never reached.
    add(0, "scr", 1);
    add(1, "scr", 1);
    add(2, "scr", 1);
    add(3, "sC", 2);
    add(3, "Rc", 2);
    add(3, "Rr", 2);
    add(3, "G", 2);
    add(3, "Cr", 2);
    add(4, "SsC", 3);
    add(4, "RsC", 3);
    add(4, "RRr", 3);
    add(4, "RRg", 3);
    add(4, "SRc", 3);
    add(5, "SSssC", 4);
    add(5, "SRsC", 4);
    add(5, "RSsC", 4);
    add(5, "SSG", 4);
    add(5, "SSRr", 4);
    add(100, "SRSRSRC", 8);
}

static bool attempt(KnownKeyPeer &peer, char what)
{
    const auto outputBefore = peer.end().output().size();
    const auto eventsBefore = peer.end().events().size();
    switch (what) {
    case 's':
        return peer.end().send("x") == SendResult::Sent;
    case 'c':
        peer.end().close();
        return peer.end().output().size() > outputBefore;
    default:
        peer.end().receive(peer.frame(what == 'g' ? "" : "x"));
        return peer.end().events().size() > eventsBefore
            && peer.end().events().back().kind != EventRecord::Kind::Failed;
    }
}

void TestSealBudget::countsTokenAndBothDirections()
{
    QFETCH(std::uint64_t, budget);
    QFETCH(QByteArray, attempts);
    auto peer = established(budget);
    for (qsizetype i = 0; i < attempts.size(); ++i) {
        const char what = attempts[i] >= 'a' ? attempts[i] : static_cast<char>(attempts[i] + 32);
        const auto output = toByteArray(peer.end().output().bytes());
        const bool worked = attempt(peer, what);
        QVERIFY2(worked == (what != attempts[i]), attempts.left(i + 1).constData());
        if (worked)
            continue;
        QCOMPARE(toByteArray(peer.end().output().bytes()), output);
        if (what == 's')
            QVERIFY(peer.end().send("x") == SendResult::KeyExhausted);
        if (what == 'r' || what == 'g')
            QCOMPARE(peer.end().events().back(),
                EventRecord::failed(Failure::Reason::KeyExhausted,
                    "the peer sealed more messages than one key allows"));
    }
    QTEST(peer.end().session().sealed(), "sealed");
}

void TestSealBudget::bothEndsCountAlike()
{
    SessionPair pair;
    QCOMPARE(pair.agent().session().sealed(), std::uint64_t{0});
    QCOMPARE(pair.server().session().sealed(), std::uint64_t{0});
    pair.handshake();
    QCOMPARE(pair.agent().session().sealed(), std::uint64_t{1});
    QCOMPARE(pair.server().session().sealed(), std::uint64_t{1});
    for (std::uint64_t i = 1; i <= 5; ++i) {
        QVERIFY(pair.agent().send("ping") == SendResult::Sent);
        QVERIFY(pair.server().send("pong") == SendResult::Sent);
        pair.run();
        QCOMPARE(pair.agent().session().sealed(), 1 + 2 * i);
        QCOMPARE(pair.server().session().sealed(), 1 + 2 * i);
    }
    pair.agent().close();
    pair.run();
    QCOMPARE(pair.agent().session().sealed(), std::uint64_t{12});
    QCOMPARE(pair.server().session().sealed(), std::uint64_t{12});
}

void TestSealBudget::whatIsNotSealedDoesNotCount()
{
    KnownKeyPeer peer({.role = Role::Server, .maxMessageLength = 1}, 0);
    QVERIFY(peer.end().send("xx") == SendResult::TooLong);
    QVERIFY(peer.end().send("") == SendResult::Empty);
    QVERIFY(peer.end().send("x") == SendResult::Internal); // no nonce to be had
    QCOMPARE(peer.end().session().sealed(), std::uint64_t{1});
}

void TestSealBudget::forgedFramesDoNotCount()
{
    auto peer = established(100);
    auto forged = peer.frame("x");
    forged.back() ^= std::byte{1};
    peer.end().receive(forged);
    QCOMPARE(peer.end().session().sealed(), std::uint64_t{1});
}

QTEST_APPLESS_MAIN(TestSealBudget)
#include "tst_sealbudget.moc"
