// SPDX-License-Identifier: MIT
#include "core/trust/serververdict.h"

#include "core/trust/keyword.h"
#include "tests/support/keyforms.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

using Key = X25519KeyPair::PublicKey;

class TestServerVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdict_data();
    void verdict();
    void aGivenKeyIsTheOnlyOne();
    void saysWhatTheSpecificationSays();
    void aChangedKeyIsToldWithAllThatAreKnown();
    void aChangedGivenKeyIsToldAsThat();
    void strictTellsTheFingerprint();
    void classicIsRefusedWhereAKeyIsKnown();
};

namespace {

const Place lab{u"lab.example"_s, 1337};

Key keyOf(const QByteArray &text)
{
    return parseKeyWord(QString::fromUtf8(text)).value();
}

Key keyA()
{
    return keyOf(keyForms().agent.text);
}

Key keyB()
{
    return keyOf(keyForms().server.text);
}

QString printOf(const KeyVector &vector)
{
    return QString::fromUtf8(vector.fingerprint);
}

// In \a text, A and B stand for the two keys.
KnownServers knownOf(QByteArray text)
{
    text.replace(" A", ' ' + keyForms().agent.text).replace(" B", ' ' + keyForms().server.text);
    return KnownServers::parse(text, u"known_servers"_s).value();
}

QString nameOf(const ServerVerdict &verdict)
{
    if (std::holds_alternative<ServerUnknown>(verdict))
        return u"unknown"_s;
    if (const auto *accepted = std::get_if<ServerAccepted>(&verdict))
        return accepted->isVerified ? u"verified"_s : u"pinned"_s;
    return u"changed"_s;
}

} // namespace

void TestServerVerdict::verdict_data()
{
    QTest::addColumn<QByteArray>("known");
    QTest::addColumn<QString>("verdict"); // on key A

    QTest::newRow("nobody is known") << QByteArray() << u"unknown"_s;
    QTest::newRow("another place") << QByteArray("lab.example:1338 A\nlab:1337 A") << u"unknown"_s;
    QTest::newRow("seen before") << QByteArray("lab.example:1337 A") << u"pinned"_s;
    QTest::newRow("verified") << QByteArray("lab.example:1337 A verified=2026-11-28")
                              << u"verified"_s;
    QTest::newRow("another key") << QByteArray("lab.example:1337 B") << u"changed"_s;
    QTest::newRow("another, verified key")
        << QByteArray("lab.example:1337 B verified=2026-11-28") << u"changed"_s;
    QTest::newRow("one of two") << QByteArray(
        "lab.example:1337 B verified=2026-11-28\nlab.example:1337 A")
                                << u"pinned"_s;
}

void TestServerVerdict::verdict()
{
    QFETCH(QByteArray, known);
    QTEST(nameOf(judgeServer(knownOf(known), lab, keyA())), "verdict");
}

void TestServerVerdict::aGivenKeyIsTheOnlyOne()
{
    const auto known = knownOf("lab.example:1337 B");
    QCOMPARE(nameOf(judgeServer(known, lab, keyA(), keyA())), u"verified"_s);
    QCOMPARE(nameOf(judgeServer(known, lab, keyB(), keyA())), u"changed"_s);
    QCOMPARE(nameOf(judgeServer({}, lab, keyB(), keyA())), u"changed"_s);
}

void TestServerVerdict::saysWhatTheSpecificationSays()
{
    const auto print = printOf(keyForms().agent);
    QCOMPARE(firstContactQuestion(lab, keyA()),
        u"The server lab.example:1337 is not known yet. Its key's fingerprint is "_s + print
            + u". Nobody has verified that it is the server you mean. Compare it with what "
              "`sealcord key fingerprint` says on the server, or connect and compare a code with "
              "the person there. Trust this key from now on? [y/N]"_s);
    QCOMPARE(rememberedText(lab, keyA()),
        u"First contact with lab.example:1337: key "_s + print
            + u" remembered, not yet verified."_s);
    const auto known = knownOf("# servers\nlab.example:1337 B verified=2026-11-28\n");
    QCOMPARE(
        changedServerText(std::get<ServerChanged>(judgeServer(known, lab, keyA())), lab, keyA()),
        u"THE KEY OF lab.example:1337 HAS CHANGED. Somebody may be between you and the server, or "
        "it was given a new key. Known: "_s
            + printOf(keyForms().server)
            + u" (known_servers, line 2, verified 2026-11-28). Received: "_s + print
            + u". Nothing was sent. Ask whoever runs the server for its fingerprint, over another "
              "channel. Only if it is the one received, remove line 2 and connect again."_s);
    QCOMPARE(classicRefusal(known, lab),
        u"lab.example:1337 has a known key, which classic cannot check. Not connected. "
        "(known_servers, line 2)"_s);
}

void TestServerVerdict::aChangedKeyIsToldWithAllThatAreKnown()
{
    Key other = keyB();
    other.front() ^= std::byte{1};
    const auto known = knownOf("lab.example:1337 B\n\nlab.example:1337 A verified=2026-11-28");
    const auto text =
        changedServerText(std::get<ServerChanged>(judgeServer(known, lab, other)), lab, other);
    QVERIFY2(text.contains(u"Known: "_s + printOf(keyForms().server)
                 + u" (known_servers, line 1, not verified), "_s + printOf(keyForms().agent)
                 + u" (known_servers, line 3, verified 2026-11-28). Received: "_s
                 + fingerprintWord(other) + u'.'),
        qPrintable(text));
    QVERIFY(text.endsWith(u"remove lines 1 and 3 and connect again."_s));
}

void TestServerVerdict::aChangedGivenKeyIsToldAsThat()
{
    const auto text = changedServerText({}, lab, keyB(), keyA());
    QVERIFY2(text.contains(u"Known: "_s + printOf(keyForms().agent)
                 + u" (--server-key). Received: "_s + printOf(keyForms().server) + u'.'),
        qPrintable(text));
    QVERIFY(text.endsWith(u"give its key with --server-key and connect again."_s));
}

void TestServerVerdict::strictTellsTheFingerprint()
{
    const auto text = unknownServerText(lab, keyA());
    QVERIFY(text.startsWith(u"The server lab.example:1337 is not known yet. "_s));
    QVERIFY(text.contains(printOf(keyForms().agent)));
    QVERIFY(text.contains(u"Not connected."_s));
}

void TestServerVerdict::classicIsRefusedWhereAKeyIsKnown()
{
    QCOMPARE(classicRefusal(knownOf("lab.example:1338 A"), lab), QString());
    QVERIFY(classicRefusal(knownOf("lab.example:1337 A\nlab.example:1337 B"), lab)
            .endsWith(u"(known_servers, lines 1 and 2)"_s));
    QVERIFY(classicRefusal({}, lab, keyA()).endsWith(u"(--server-key)"_s));
}

QTEST_APPLESS_MAIN(TestServerVerdict)
#include "tst_serververdict.moc"
