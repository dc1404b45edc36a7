// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/sealedsession.h"

#include "tests/unit/protocol/sealed/sealedpairtest.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

/// Whom either end goes on with, and what the other one hears of that.
class TestSealedDecision : public SealedPairTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useSealed(); }
    void decisionOfTheAgentEndsIt_data();
    void decisionOfTheAgentEndsIt();
    void decisionOfTheServerIsToldTheAgent_data();
    void decisionOfTheServerIsToldTheAgent();
    void otherPreSharedKeyIsNoticed();
    void serverTakesWhatItWasTold_data();
    void serverTakesWhatItWasTold();
};

void TestSealedDecision::decisionOfTheAgentEndsIt_data()
{
    QTest::addColumn<PeerDecision::Verdict>("verdict");
    QTest::addColumn<Failure::Reason>("reason");
    QTest::newRow("unknown") << PeerDecision::Verdict::UnknownKey
                             << Failure::Reason::UnknownServerKey;
    QTest::newRow("changed") << PeerDecision::Verdict::ChangedKey
                             << Failure::Reason::ChangedServerKey;
}

void TestSealedDecision::decisionOfTheAgentEndsIt()
{
    QFETCH(const PeerDecision::Verdict, verdict);
    QFETCH(const Failure::Reason, reason);
    m_pair = std::make_unique<SessionPair>(m_options);
    m_pair->agent().decideBy({.verdict = verdict, .why = "not this one"});
    m_pair->handshake();
    QCOMPARE(m_pair->agent().takeEvents(), {EventRecord::failed(reason, "not this one")});
    QVERIFY(m_pair->server().takeEvents().isEmpty()); // it got nothing more
    QVERIFY(m_pair->server().session().peer() == nullptr);
    QCOMPARE(m_pair->server().peerClosed(), StreamEnd::InHandshake);
}

void TestSealedDecision::decisionOfTheServerIsToldTheAgent_data()
{
    QTest::addColumn<PeerDecision::Verdict>("verdict");
    QTest::addColumn<CloseReason>("said");
    QTest::newRow("not authorised")
        << PeerDecision::Verdict::NotAuthorised << CloseReason::NotAuthorised;
    QTest::newRow("waits") << PeerDecision::Verdict::WaitsForApproval
                           << CloseReason::WaitsForApproval;
}

void TestSealedDecision::decisionOfTheServerIsToldTheAgent()
{
    QFETCH(const PeerDecision::Verdict, verdict);
    QFETCH(const CloseReason, said);
    m_pair = std::make_unique<SessionPair>(m_options);
    m_pair->server().decideBy({.verdict = verdict, .why = "expired 2026-11-01"});
    m_pair->handshake();
    QCOMPARE(m_pair->server().takeEvents(),
        {EventRecord::failed(Failure::Reason::NotAdmitted, "expired 2026-11-01")});
    const auto events = m_pair->agent().takeEvents();
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.front().reason, Failure::Reason::NotAdmitted);
    QVERIFY(!events.front().text.contains("expired")); // why is the server's own
    QCOMPARE(m_pair->agent().session().failure().said, said);
    QCOMPARE(m_pair->agent().send("a"), SendResult::NotEstablished);
}

void TestSealedDecision::otherPreSharedKeyIsNoticed()
{
    m_agent.preSharedKey.emplace();
    m_server.preSharedKey.emplace().bytes()[31] = std::byte{1};
    m_pair = std::make_unique<SessionPair>(m_options);
    m_pair->handshake();
    QCOMPARE(m_pair->server().takeEvents().value(0).reason, Failure::Reason::NotVerified);
    QCOMPARE(m_pair->agent().peerClosed(), StreamEnd::BeforeAdmission);
    m_agent.preSharedKey->bytes()[31] = std::byte{1};
    connectThem();
    m_agent.preSharedKey.reset();
    m_server.preSharedKey.reset();
}

void TestSealedDecision::serverTakesWhatItWasTold_data()
{
    QTest::addColumn<Protocol>("only");
    QTest::addColumn<Protocol>("spoken");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("both, sealed") << Protocol::None << Protocol::Sealed << true;
    QTest::newRow("both, classic") << Protocol::None << Protocol::Classic << true;
    QTest::newRow("sealed alone, classic") << Protocol::Sealed << Protocol::Classic << false;
    QTest::newRow("classic alone, sealed") << Protocol::Classic << Protocol::Sealed << false;
}

void TestSealedDecision::serverTakesWhatItWasTold()
{
    QFETCH(const Protocol, only);
    QFETCH(const Protocol, spoken);
    QFETCH(const bool, isTaken);
    m_options.agent.protocol = spoken;
    m_options.server.protocol = only;
    m_pair = std::make_unique<SessionPair>(m_options);
    m_pair->handshake();
    QCOMPARE(m_pair->server().session().isEstablished(), isTaken);
    if (isTaken)
        return;
    QCOMPARE(m_pair->server().takeEvents().value(0).reason, Failure::Reason::ProtocolNotTaken);
    QVERIFY(m_pair->server().takeOutput().empty());
}

QTEST_APPLESS_MAIN(TestSealedDecision)
#include "tst_sealeddecision.moc"
