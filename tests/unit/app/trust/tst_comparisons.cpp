// SPDX-License-Identifier: MIT
#include "core/app/trust/comparisons.h"

#include <QHostAddress>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;
using State = CodeComparison::State;

namespace {

class Anyone final : public AgentTrust
{
public:
    [[nodiscard]] PeerDecision judge(const Peer &, const ConnectionName &) override
    {
        return {.verdict = PeerDecision::Verdict::Accepted, .name = "pump-3"};
    }
    [[nodiscard]] bool isStillAccepted(const PeerIdentity &, const ConnectionName &) override
    {
        return false;
    }
    [[nodiscard]] bool mayUse(const PeerIdentity &, const ConnectionName &, StreamUse use,
        std::string_view target) override
    {
        return use == StreamUse::Publish && target == "ssh";
    }
};

} // namespace

class TestComparisons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void judgesAsTheOneBehindIt();
    void bothAskAndCompare();
    void agentIsKeptFromTheOneWhoAsksHere();
    void endBreaksOff();
    void endOfAnotherConnectionIsNothing();
    void codeOutlivesItsConnection();
    void endThatWasMissedIsToldLater();
    void fewThatHaveEndedAreKept();

private:
    [[nodiscard]] static ConnectionName name(ConnectionId id)
    {
        return {id, {QHostAddress(u"10.1.2.3"_s), 4711}};
    }
    void end(ConnectionId id)
    {
        ConnectionEnded ended;
        ended.connection = name(id);
        m_comparisons->happened(ended);
    }
    [[nodiscard]] State state(ConnectionId id) const
    {
        const auto *const found = m_comparisons->find(id);
        return found ? found->code.state() : State::Unasked;
    }

    Anyone m_anyone;
    std::unique_ptr<Comparisons> m_comparisons;
    QList<State> m_told;
    const PeerIdentity m_agent{{std::byte{7}}, {}, "pump", false};
    const VerificationCode m_code{"123 456", {"a", "b", "c", "d", "e"}};
};

void TestComparisons::init()
{
    m_told.clear();
    m_comparisons = std::make_unique<Comparisons>(m_anyone);
    connect(m_comparisons.get(), &Comparisons::changed, this,
        [this](const ServerComparison &comparison) { m_told += comparison.code.state(); });
}

void TestComparisons::judgesAsTheOneBehindIt()
{
    QCOMPARE(m_comparisons->judge({}, name(1)).name, "pump-3");
    QVERIFY(!m_comparisons->isStillAccepted(m_agent, name(1)));
    QVERIFY(m_comparisons->mayUse(m_agent, name(1), StreamUse::Publish, "ssh"));
    QVERIFY(!m_comparisons->mayUse(m_agent, name(1), StreamUse::Forward, "ssh"));
}

void TestComparisons::bothAskAndCompare()
{
    m_comparisons->verificationAsked(name(1));
    QTRY_COMPARE(state(1), State::AskedThere);
    QVERIFY(m_comparisons->ask(name(1), m_agent));
    QVERIFY(!m_comparisons->ask(name(1), m_agent));
    m_comparisons->codeAgreed(name(1), m_code);
    QTRY_COMPARE(state(1), State::Code);
    QVERIFY(m_comparisons->decide(1, true));
    QVERIFY(!m_comparisons->decide(1, false));
    QVERIFY(!m_comparisons->decide(2, true));
    QCOMPARE(m_told, QList({State::AskedThere, State::AskedHere, State::Code, State::Same}));
}

void TestComparisons::agentIsKeptFromTheOneWhoAsksHere()
{
    QVERIFY(m_comparisons->ask(name(3), m_agent));
    QVERIFY(m_comparisons->find(3)->agent->key == m_agent.key);
}

void TestComparisons::endBreaksOff()
{
    m_comparisons->verificationAsked(name(1));
    end(1);
    QTRY_COMPARE(state(1), State::BrokenOff);
    QVERIFY(m_comparisons->ask(name(2), m_agent));
    end(2);
    QTRY_COMPARE(state(2), State::BrokenOff);
    QCOMPARE(m_told.count(State::BrokenOff), 2);
}

void TestComparisons::endOfAnotherConnectionIsNothing()
{
    QVERIFY(m_comparisons->ask(name(1), m_agent));
    end(2);
    m_comparisons->verificationAsked(name(3)); // what comes behind it has been taken
    QTRY_COMPARE(state(3), State::AskedThere);
    QCOMPARE(state(1), State::AskedHere);
    QVERIFY(!m_comparisons->find(2));
}

void TestComparisons::codeOutlivesItsConnection()
{
    QVERIFY(m_comparisons->ask(name(1), m_agent));
    m_comparisons->codeAgreed(name(1), m_code);
    end(1);
    QTRY_COMPARE(state(1), State::Code);
    QVERIFY(m_comparisons->decide(1, false));
    QCOMPARE(state(1), State::Differ);
}

void TestComparisons::endThatWasMissedIsToldLater()
{
    QVERIFY(m_comparisons->ask(name(1), m_agent));
    m_comparisons->end(1);
    m_comparisons->end(1);
    m_comparisons->end(2);
    QCOMPARE(m_told, QList({State::AskedHere, State::BrokenOff}));
}

void TestComparisons::fewThatHaveEndedAreKept()
{
    const auto most = ConnectionId(Comparisons::mostEnded);
    for (ConnectionId id = 1; id <= most + 1; ++id) {
        m_comparisons->verificationAsked(name(id));
        end(id);
    }
    QTRY_COMPARE(state(most + 1), State::BrokenOff);
    QVERIFY(!m_comparisons->find(1));
    QVERIFY(m_comparisons->find(2));
}

QTEST_GUILESS_MAIN(TestComparisons)
#include "tst_comparisons.moc"
