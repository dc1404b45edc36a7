// SPDX-License-Identifier: MIT
#include "core/app/trust/serverjudge.h"

#include "core/crypto/keytext.h"
#include "core/trust/knownservers.h"
#include "tests/support/identities.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Verdict = PeerDecision::Verdict;

class TestServerJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strictRefusesAnUnknownKey();
    void acceptNewRemembersAndThenPins();
    void personsWordIsRememberedOnce();
    void anotherKeyIsAChange();
    void givenKeyIsTheOnlyOne();
    void keyThatCannotBeWrittenDownIsNotAccepted();
    void brokenFileIsAReason();
    void classicIsRefusedWhereAKeyIsKnown();

private:
    [[nodiscard]] ServerJudge::Settings settings(TrustMode mode) const
    {
        return {.place = Place::of(u"Lab.Example"_s, 1337),
            .knownServers = m_folder.filePath(u"known_servers"_s),
            .mode = mode,
            .given = std::nullopt};
    }
    void forget() { QFile::remove(m_folder.filePath(u"known_servers"_s)); }

    QTemporaryDir m_folder;
    const Peer m_server{freshIdentity().key.publicKey(), {}};
    const Peer m_other{freshIdentity().key.publicKey(), {}};
};

void TestServerJudge::strictRefusesAnUnknownKey()
{
    forget();
    ServerJudge judge(settings(TrustMode::Strict));
    const auto decision = judge.judge(m_server);
    QCOMPARE(decision.verdict, Verdict::UnknownKey);
    QVERIFY(decision.why.find(keyFingerprint(m_server.key)) != std::string::npos);
    QVERIFY(decision.why.find("lab.example:1337") != std::string::npos);
}

void TestServerJudge::acceptNewRemembersAndThenPins()
{
    forget();
    ServerJudge judge(settings(TrustMode::AcceptNew));
    QVERIFY(!judge.knowsServer());
    QCOMPARE(judge.judge(m_server).protection, Protection::FirstContact);
    QVERIFY(judge.knowsServer());
    QCOMPARE(judge.judge(m_server).protection, Protection::Pinned);
    ServerJudge strict(settings(TrustMode::Strict));
    QCOMPARE(strict.judge(m_server).verdict, Verdict::Accepted);
    QVERIFY(
        markServerVerified(strict.settings().knownServers, strict.settings().place, m_server.key,
            UtcDate{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(28)})
            .has_value());
    QCOMPARE(strict.judge(m_server).protection, Protection::Verified);
}

void TestServerJudge::personsWordIsRememberedOnce()
{
    forget();
    ServerJudge judge(settings(TrustMode::Ask));
    QVERIFY(!judge.refused());
    QCOMPARE(judge.judge(m_server).verdict, Verdict::UnknownKey);
    QVERIFY(judge.refused()->key == m_server.key);
    QVERIFY(!judge.refused()->changed);
    judge.trust(m_server.key);
    QCOMPARE(judge.judge(m_other).verdict, Verdict::UnknownKey); // it was not asked about
    QCOMPARE(judge.judge(m_server).protection, Protection::FirstContact);
    QCOMPARE(judge.judge(m_server).protection, Protection::Pinned);
}

void TestServerJudge::anotherKeyIsAChange()
{
    forget();
    ServerJudge judge(settings(TrustMode::AcceptNew));
    QCOMPARE(judge.judge(m_server).verdict, Verdict::Accepted);
    const auto decision = judge.judge(m_other);
    QCOMPARE(decision.verdict, Verdict::ChangedKey);
    QVERIFY(decision.why.find("HAS CHANGED") != std::string::npos);
    judge.trust(m_other.key); // no word of a person's makes it good: the line has to go
    QCOMPARE(judge.judge(m_other).verdict, Verdict::ChangedKey);
}

void TestServerJudge::givenKeyIsTheOnlyOne()
{
    forget();
    auto given = settings(TrustMode::AcceptNew);
    given.given = m_server.key;
    ServerJudge judge(given);
    QCOMPARE(judge.judge(m_server).protection, Protection::Verified);
    QCOMPARE(judge.judge(m_other).verdict, Verdict::ChangedKey);
    QVERIFY(!QFile::exists(given.knownServers));
}

void TestServerJudge::keyThatCannotBeWrittenDownIsNotAccepted()
{
    auto nowhere = settings(TrustMode::AcceptNew);
    nowhere.knownServers = u"/proc/none/known_servers"_s;
    ServerJudge judge(nowhere);
    const auto decision = judge.judge(m_server);
    QCOMPARE(decision.verdict, Verdict::UnknownKey);
    QVERIFY(decision.why.find("/proc/none") != std::string::npos);
}

void TestServerJudge::brokenFileIsAReason()
{
    forget();
    ServerJudge judge(settings(TrustMode::AcceptNew));
    QFile file(judge.settings().knownServers);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# one\nlab.example:1337\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.close();
    const auto decision = judge.judge(m_server);
    QCOMPARE(decision.verdict, Verdict::UnknownKey);
    QVERIFY(decision.why.find("known_servers:2:") != std::string::npos);
    QVERIFY(!judge.classicRefusal(Wording::English)); // whether a key is known there cannot be told
}

void TestServerJudge::classicIsRefusedWhereAKeyIsKnown()
{
    forget();
    ServerJudge judge(settings(TrustMode::AcceptNew));
    QCOMPARE(judge.classicRefusal(Wording::English).value(), QString());
    QCOMPARE(judge.judge(m_server).verdict, Verdict::Accepted);
    QCOMPARE(judge.classicRefusal(Wording::English).value(),
        u"lab.example:1337 has a known key, which classic cannot check. Not connected. "
        "(known_servers, line 1)"_s);
}

QTEST_APPLESS_MAIN(TestServerJudge)
#include "tst_serverjudge.moc"
