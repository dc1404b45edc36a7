// SPDX-License-Identifier: MIT
#include "core/app/known/agentbook.h"
#include "core/app/known/agentlines.h"
#include "core/app/known/agentnotices.h"
#include "core/app/known/offlinemodel.h"
#include "core/traffic/models/connectionmodel.h"
#include "tests/support/patience.h"

#include <QAbstractItemModelTester>
#include <QHostAddress>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Notice = KnownAgent::Notice;

/// The known agents: who is in the book, what it tells, what stands in its file.
class TestAgentBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whoHasANameIsKnown();
    void whoGoesIsOfflineWithTheReason();
    void whoComesAgainIsCounted();
    void twoConnectionsAreOneAgent();
    void whoStoodBeforeHasNotComeAgain();
    void whoEndedUnseenIsOffline();
    void theLongestUnseenMakesRoom();
    void forgottenIsGone();
    void noticesAreToldAsChosen();
    void silenceIsToldOnce();
    void linesComeBackAsTheyWere();
    void damagedLinesAreLeftOut_data();
    void damagedLinesAreLeftOut();
    void offlineRowsFollowTheBook();
    void manyAtOnceAreOneNote();

private:
    using Clock = TrafficRow::Clock;

    static KnownPeer who(int number, const std::string &name = {})
    {
        Fingerprint fingerprint{{}, Fingerprint::Of::PeerKey};
        fingerprint.digest[0] = std::byte(number & 0xff);
        fingerprint.digest[1] = std::byte(number >> 8);
        return {name.empty() ? "agent-" + std::to_string(number) : name, fingerprint};
    }
    static AgentBook::Key key(int number) { return who(number).fingerprint().digest; }
    [[nodiscard]] static ConnectionName connection(ConnectionId id, const KnownPeer &known)
    {
        return {id, {QHostAddress(QHostAddress::LocalHost), quint16(20000 + id)}, known};
    }
    void take(const TrafficBatch &batch)
    {
        m_connections->apply(batch);
        m_book->take(batch, *m_connections);
    }
    void come(ConnectionId id, const KnownPeer &known)
    {
        TrafficBatch batch;
        ConnectionEstablished established;
        established.connection = connection(id, known);
        batch.news.push_back({++m_now, std::move(established)});
        take(batch);
    }
    void go(ConnectionId id, EndReason reason = EndReason::ClosedByPeer)
    {
        TrafficBatch batch;
        ConnectionEnded ended;
        ended.connection.id = id;
        ended.reason = reason;
        ended.text = "why";
        batch.news.push_back({++m_now, std::move(ended)});
        take(batch);
    }
    /// Another run of the program.
    void restart()
    {
        auto parsed = parseAgentLines(agentLines(*m_book));
        QCOMPARE(parsed.damaged, 0);
        init();
        m_book->load(std::move(parsed.agents));
    }
    [[nodiscard]] const KnownAgent &agent(int number) const { return *m_book->find(key(number)); }

    struct Now {
        Clock::time_point time = Clock::now();
        Clock::time_point operator++() { return time += 1s; }
    };

    Now m_now;
    std::unique_ptr<ConnectionModel> m_connections;
    std::unique_ptr<AgentBook> m_book;
};

void TestAgentBook::init()
{
    QLocale::setDefault(QLocale(QLocale::English));
    m_book = std::make_unique<AgentBook>();
    m_connections = std::make_unique<ConnectionModel>();
}

void TestAgentBook::whoHasANameIsKnown()
{
    come(1, who(1));
    come(2, {}); // classic, or nobody that this server calls anything
    QCOMPARE(m_book->agents().size(), 1U);
    QCOMPARE(agent(1).connections, 1);
    QCOMPARE(agent(1).reconnects, 0U);
    QVERIFY(!m_book->find(KnownPeer()));
}

void TestAgentBook::whoGoesIsOfflineWithTheReason()
{
    come(1, who(1));
    QSignalSpy changed(m_book.get(), &AgentBook::changed);
    go(1, EndReason::Lost);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(agent(1).connections, 0);
    QCOMPARE(agent(1).endReason, EndReason::Lost);
    QCOMPARE(agent(1).endText, std::string("why"));
    QVERIFY(agent(1).lastSeen == m_now.time);
    QCOMPARE(agent(1).lastConnection, ConnectionId(1));
}

void TestAgentBook::whoComesAgainIsCounted()
{
    come(1, who(1));
    go(1);
    come(2, who(1, "renamed"));
    QCOMPARE(agent(1).reconnects, 1U);
    QCOMPARE(agent(1).who.name(), std::string_view("renamed"));
    go(2);
    restart();
    come(1, who(1)); // the numbers of connections begin again
    QCOMPARE(agent(1).reconnects, 2U);
    QCOMPARE(agent(1).connections, 1);
}

void TestAgentBook::twoConnectionsAreOneAgent()
{
    come(1, who(1));
    come(2, who(1));
    QCOMPARE(agent(1).reconnects, 0U);
    go(1);
    QCOMPARE(agent(1).connections, 1);
    go(2);
    QCOMPARE(agent(1).connections, 0);
}

void TestAgentBook::whoStoodBeforeHasNotComeAgain()
{
    come(1, who(1));
    m_book->setNotices(key(1), Notice::Comes);
    restart();
    QSignalSpy told(m_book.get(), &AgentBook::told);
    ConnectionEstablished established;
    established.connection = connection(7, who(1));
    TrafficBatch batch;
    batch.news.push_back({++m_now, ConnectionStands{established.connection, established, 5s}});
    take(batch);
    QCOMPARE(agent(1).connections, 1);
    QCOMPARE(agent(1).reconnects, 0U);
    QCOMPARE(told.size(), 0);
}

void TestAgentBook::whoEndedUnseenIsOffline()
{
    come(1, who(1));
    TrafficBatch question;
    question.question = 1;
    take(question);
    TrafficBatch answer;
    answer.answers.push_back({1, 1});
    take(answer);
    QVERIFY(m_connections->find(1)->ended);
    QCOMPARE(agent(1).connections, 0);
    QVERIFY(!agent(1).endReason);
}

void TestAgentBook::theLongestUnseenMakesRoom()
{
    come(1, who(1)); // stays connected, and is seen earliest
    for (int number = 2; number <= int(AgentBook::mostAgents); ++number) {
        come(ConnectionId(number), who(number));
        go(ConnectionId(number));
    }
    QCOMPARE(m_book->agents().size(), AgentBook::mostAgents);
    come(5000, who(5000));
    QCOMPARE(m_book->agents().size(), AgentBook::mostAgents);
    QVERIFY(m_book->find(key(1)));
    QVERIFY(!m_book->find(key(2)));
    QVERIFY(m_book->find(key(3)));
}

void TestAgentBook::forgottenIsGone()
{
    come(1, who(1));
    m_book->forget(key(1));
    QVERIFY(m_book->agents().empty());
    come(2, who(1)); // while the first still stands
    go(1);
    QCOMPARE(agent(1).reconnects, 0U);
}

void TestAgentBook::noticesAreToldAsChosen()
{
    QSignalSpy told(m_book.get(), &AgentBook::told);
    come(1, who(1));
    go(1);
    QCOMPARE(told.size(), 0); // none unless a person wants some
    m_book->setNotices(key(1), Notice::Comes);
    come(2, who(1));
    go(2);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.takeFirst().at(1).toString(), u"agent-1"_s);
    m_book->setNotices(key(1), Notice::Goes);
    come(3, who(1));
    go(3);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.takeFirst().at(0).value<Notice>(), Notice::Goes);
}

void TestAgentBook::silenceIsToldOnce()
{
    QSignalSpy told(m_book.get(), &AgentBook::told);
    come(1, who(1));
    m_book->setNotices(key(1), Notice::Silent);
    m_book->listen(*m_connections, m_now.time + AgentBook::silence - 1s);
    QCOMPARE(told.size(), 0);
    m_book->listen(*m_connections, m_now.time + AgentBook::silence);
    m_book->listen(*m_connections, m_now.time + 2 * AgentBook::silence);
    QCOMPARE(told.size(), 1);
    TrafficBatch batch;
    batch.news.push_back({++m_now, ConnectionCounted{connection(1, who(1)), {.messagesIn = 1}}});
    take(batch);
    const auto heard = m_now.time + 3 * AgentBook::silence;
    m_book->listen(*m_connections, heard);
    QCOMPARE(told.size(), 1);
    m_book->listen(*m_connections, heard + AgentBook::silence);
    QCOMPARE(told.size(), 2);
}

void TestAgentBook::linesComeBackAsTheyWere()
{
    come(1, who(1, "Pumpe \xc3\xbc \"3\""));
    go(1, EndReason::Truncated);
    come(2, who(1, "Pumpe \xc3\xbc \"3\""));
    go(2, EndReason::Lost);
    m_book->setNotices(key(1), Notice::Comes | Notice::Silent);
    const auto before = agent(1);
    restart();
    const auto &after = agent(1);
    QVERIFY(after.who == before.who);
    QVERIFY(after.peer == before.peer);
    QVERIFY(after.lastSeen == std::chrono::floor<std::chrono::milliseconds>(before.lastSeen));
    QCOMPARE(after.endReason, before.endReason);
    QCOMPARE(after.endText, before.endText);
    QCOMPARE(after.reconnects, 1U);
    QCOMPARE(after.notices, before.notices);
    QCOMPARE(after.lastConnection, ConnectionId(0));
    QCOMPARE(after.connections, 0);
}

void TestAgentBook::damagedLinesAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("");
    QTest::newRow("no name") << QByteArray("agent-1") << QByteArray("");
    QTest::newRow("a control character") << QByteArray("agent-1") << QByteArray("a\\u0007");
    QTest::newRow("no fingerprint") << QByteArray("SHA256:") << QByteArray("MD5:");
    QTest::newRow("a short fingerprint") << QByteArray("SHA256:AQ") << QByteArray("SHA256:");
    QTest::newRow("no time") << QByteArray("\"seen\":\"") << QByteArray("\"seen\":\"x");
    QTest::newRow("less than none") << QByteArray("nects\":0") << QByteArray("nects\":-1");
}

void TestAgentBook::damagedLinesAreLeftOut()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    come(1, who(1));
    auto damaged = agentLines(*m_book);
    QVERIFY2(damaged.contains(from), damaged.constData());
    damaged.replace(from, to);
    init();
    come(2, who(2));
    const auto parsed = parseAgentLines(damaged + agentLines(*m_book));
    QCOMPARE(parsed.damaged, 1);
    QCOMPARE(parsed.agents.size(), 1U);
    QCOMPARE(parsed.agents.front().who.name(), std::string_view("agent-2"));
}

void TestAgentBook::offlineRowsFollowTheBook()
{
    OfflineModel model(*m_book);
    const QAbstractItemModelTester tester(&model);
    connect(m_book.get(), &AgentBook::changed, &model, &OfflineModel::update);
    for (const int number : {3, 1, 2})
        come(ConnectionId(number), who(number));
    QCOMPARE(model.rowCount(), 0);
    for (const int number : {2, 3, 1})
        go(ConnectionId(number));
    QCOMPARE(model.rowCount(), 3);
    come(4, who(2));
    QCOMPARE(model.rowCount(), 2);
    go(4, EndReason::Lost);
    const int row = model.indexOf(ConnectionId(4));
    QCOMPARE(row, model.indexOf(key(2)));
    const auto text = [&](int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(ConnectionModel::State), u"□ offline"_s);
    QCOMPARE(text(ConnectionModel::Agent), u"agent-2 (127.0.0.1:20004)"_s);
    QVERIFY2(text(ConnectionModel::Reason).startsWith(u"1 reconnect; "_s),
        qPrintable(text(ConnectionModel::Reason)));
    model.tick(agent(2).lastSeen + 75s);
    QCOMPARE(text(ConnectionModel::For), u"1:15"_s);
    m_book->forget(key(2));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.indexOf(key(2)), -1);
}

void TestAgentBook::manyAtOnceAreOneNote()
{
    AgentNotices notices;
    QSignalSpy due(&notices, &AgentNotices::due);
    std::vector<std::chrono::steady_clock::time_point> times;
    connect(&notices, &AgentNotices::due, this,
        [&times] { times.push_back(std::chrono::steady_clock::now()); });
    for (int number = 0; number < 12; ++number)
        notices.add(Notice::Comes, u"agent"_s);
    notices.add(Notice::Goes, u"pump\u202e3"_s);
    QTRY_COMPARE_WITH_TIMEOUT(due.size(), 1, patience);
    QCOMPARE(due.takeFirst().at(0).toString(),
        u"12 agents have connected.\npump<U+202E>3 is not connected any more."_s);
    notices.add(Notice::Silent, u"agent"_s);
    QTRY_COMPARE_WITH_TIMEOUT(due.size(), 1, patience);
    QVERIFY(times.at(1) - times.at(0) > AgentNotices::pause * 9 / 10); // timers are coarse
    QCOMPARE(due.takeFirst().at(0).toString(), u"agent has said nothing for 5 minutes."_s);
}

QTEST_GUILESS_MAIN(TestAgentBook)
#include "tst_agentbook.moc"
