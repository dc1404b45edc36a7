// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/direction.h"

#include "tests/unit/protocol/sealed/sealedpairtest.h"

#include <QTest>

#include <tuple>

using namespace sealcord;
using namespace sealcord::test;

/// The keys of a connection: when they change, and when they are used up.
class TestSealedKeys : public SealedPairTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useSealed(); }
    void keyChangesInBothDirectionsAtOnce();
    void keyChangesWhileRecordsOfBothCross();
    void noRecordHasTheLastNonce_data();
    void noRecordHasTheLastNonce();
    void recordBehindTheLastIsRefused();
};

void TestSealedKeys::keyChangesInBothDirectionsAtOnce()
{
    connectThem(3);
    for (int i = 0; i < 20; ++i) {
        const auto message = QByteArray::number(i);
        QCOMPARE(m_pair->agent().send(message), SendResult::Sent);
        QCOMPARE(m_pair->server().send(message), SendResult::Sent);
        m_pair->run();
        QCOMPARE(m_pair->server().takeEvents(), {EventRecord::message(message)});
        QCOMPARE(m_pair->agent().takeEvents(), {EventRecord::message(message)});
    }
    QCOMPARE(m_pair->server().session().sealed(), std::uint64_t{21}); // ADMIT among them
    QCOMPARE(m_pair->server().session().opened(), std::uint64_t{20});
    QCOMPARE(m_pair->agent().session().opened(), std::uint64_t{21});
    QCOMPARE(m_pair->agent().session().recordsPerKey(), std::uint64_t{3});
    QCOMPARE(m_pair->agent().session().sealBudget(), std::uint64_t{0});
}

// Each end has sealed over its boundary, several times, before it sees anything of the other.
void TestSealedKeys::keyChangesWhileRecordsOfBothCross()
{
    connectThem(3);
    QList<EventRecord> expected;
    Bytes toServer;
    Bytes toAgent;
    for (int i = 0; i < 20; ++i) {
        const auto message = QByteArray::number(i);
        expected += EventRecord::message(message);
        QCOMPARE(m_pair->agent().send(message), SendResult::Sent);
        QCOMPARE(m_pair->server().send(message), SendResult::Sent);
        toServer = toServer + m_pair->agent().takeOutput(); // which makes it a record of its own
        toAgent = toAgent + m_pair->server().takeOutput();
    }
    QCOMPARE(recordsIn(toServer), std::size_t{20});
    m_pair->server().receive(toServer);
    m_pair->agent().receive(toAgent);
    QCOMPARE(m_pair->server().takeEvents(), expected);
    QCOMPARE(m_pair->agent().takeEvents(), expected);
}

void TestSealedKeys::noRecordHasTheLastNonce_data()
{
    QTest::addColumn<std::uint64_t>("recordsPerKey");
    QTest::newRow("under the first key") << sealedRecordsPerKey;
    QTest::newRow("where the key would change") << std::uint64_t{5};
    QTest::newRow("between two changes") << std::uint64_t{4};
    QTest::newRow("under the last of many keys") << std::uint64_t{1};
}

// Neither a message nor a goodbye: what the peer sees then is a cut.
void TestSealedKeys::noRecordHasTheLastNonce()
{
    QFETCH(const std::uint64_t, recordsPerKey);
    const QByteArray message(2000, 'x'); // a record of its own
    connectThem(recordsPerKey, 5);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(m_pair->agent().send(message), SendResult::Sent);
    const auto all = m_pair->agent().takeOutput();
    QCOMPARE(recordsIn(all), std::size_t{5});
    QCOMPARE(m_pair->agent().send(message), SendResult::KeyExhausted);
    QCOMPARE(m_pair->agent().ping(), SendResult::KeyExhausted);
    QCOMPARE(m_pair->agent().session().sealed(), std::uint64_t{5});
    m_pair->agent().close();
    QVERIFY(m_pair->agent().takeOutput().empty());
    m_pair->server().receive(all);
    QCOMPARE(m_pair->server().takeEvents().size(), 5);
    QCOMPARE(m_pair->server().peerClosed(), StreamEnd::WithoutGoodbye);
}

// An end that goes on all the same is not followed.
void TestSealedKeys::recordBehindTheLastIsRefused()
{
    m_options.server.mostRecords = 2;
    m_pair = std::make_unique<SessionPair>(m_options);
    m_pair->handshake();
    std::ignore = m_pair->server().takeEvents();
    for (const auto *const text : {"one", "two", "three"}) {
        QCOMPARE(m_pair->agent().send(text), SendResult::Sent);
        m_pair->server().receive(m_pair->agent().takeOutput());
    }
    QCOMPARE(m_pair->server().takeEvents(),
        (QList{EventRecord::message("one"), EventRecord::message("two"),
            EventRecord::failed(Failure::Reason::KeyExhausted,
                "the peer sealed more records than one connection allows")}));
    QVERIFY(m_pair->server().takeOutput().empty());
}

QTEST_APPLESS_MAIN(TestSealedKeys)
#include "tst_sealedkeys.moc"
