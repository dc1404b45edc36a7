// SPDX-License-Identifier: MIT
#include "core/app/trust/agentgate.h"

#include "core/crypto/keytext.h"
#include "tests/support/identities.h"

#include <QFile>
#include <QHostAddress>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Verdict = PeerDecision::Verdict;

class TestAgentGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anyoneComesIn();
    void entryNamesTheAgent();
    void strangerWaitsAndIsWrittenDown();
    void whoIsRefusedIsToldOnce();
    void changesOfTheListsAreTold();
    void changeOfTheFileIsNoticed();
    void agentWithoutItsEntryGoesWhereAnyoneComes();
    void sameEntriesAreNoChange();
    void brokenFileLeavesTheOldListInForce();
    void entryThatExpiresIsNoticed();
    void entrySaysWhatTheAgentMayUse_data();
    void entrySaysWhatTheAgentMayUse();
    void onlyAnEntryThatAdmitsLetsUse();
    void withoutAnEntryServicesAreReachedOnlyIfAnyoneMay();
    void otherListsOfNamesAreAChange();
    void fileThatIsNoneAtTheStartIsAnError();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QByteArray &lines) const;
    [[nodiscard]] QByteArray line(const QByteArray &rest) const
    {
        return QByteArray::fromStdString(publicKeyText(m_agent.key)) + ' ' + rest + '\n';
    }
    void open(AgentPolicy policy, bool isForwardedToAnyone = false);
    [[nodiscard]] bool mayUse(StreamUse use, std::string_view target) const
    {
        return m_gate->mayUse(m_admitted, m_connection, use, target);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AgentGate> m_gate;
    const Peer m_agent{freshIdentity().key.publicKey(), "pump"};
    const PeerIdentity m_admitted{m_agent.key, {}, "pump-3", true}; // by its entry
    const ConnectionName m_connection{1, {QHostAddress(u"10.1.2.3"_s), 4711}};
};

void TestAgentGate::init()
{
    m_gate.reset();
    m_folder = std::make_unique<QTemporaryDir>();
}

// As a person's editor does: a new file in the place of the old one.
void TestAgentGate::write(const QByteArray &lines) const
{
    QFile file(path(u"new"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(lines);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.close();
    QFile::remove(path(u"authorized_agents"_s));
    QVERIFY(file.rename(path(u"authorized_agents"_s)));
}

void TestAgentGate::open(AgentPolicy policy, bool isForwardedToAnyone)
{
    auto gate = AgentGate::open({.policy = policy,
        .authorizedAgents = path(u"authorized_agents"_s),
        .pendingAgents = path(u"pending_agents"_s),
        .isForwardedToAnyone = isForwardedToAnyone});
    QVERIFY2(gate.has_value(), gate ? "" : qPrintable(gate.error().text));
    m_gate = std::move(*gate);
    m_gate->start();
}

void TestAgentGate::anyoneComesIn()
{
    open(AgentPolicy::Anyone);
    const auto decision = m_gate->judge(m_agent, m_connection);
    QCOMPARE(decision.verdict, Verdict::Accepted);
    QCOMPARE(decision.protection, Protection::FirstContact);
    QVERIFY(decision.name.empty());
}

void TestAgentGate::entryNamesTheAgent()
{
    write(line("name=pump-3 from=10.1.0.0/16"));
    open(AgentPolicy::Authorized);
    const auto decision = m_gate->judge(m_agent, m_connection);
    QCOMPARE(decision.verdict, Verdict::Accepted);
    QCOMPARE(decision.protection, Protection::Verified);
    QCOMPARE(decision.name, std::string("pump-3"));
    const auto elsewhere = m_gate->judge(m_agent, {1, {QHostAddress(u"10.2.0.1"_s), 4711}});
    QCOMPARE(elsewhere.verdict, Verdict::NotAuthorised);
    QVERIFY(elsewhere.why.find(keyFingerprint(m_agent.key)) != std::string::npos);
}

void TestAgentGate::strangerWaitsAndIsWrittenDown()
{
    open(AgentPolicy::Ask);
    QCOMPARE(m_gate->judge(m_agent, m_connection).verdict, Verdict::WaitsForApproval);
    const auto inbox = [&] { return PendingAgents::read(path(u"pending_agents"_s)); };
    QTRY_VERIFY(inbox() && inbox()->agents().size() == 1);
    QVERIFY(inbox()->agents().front().key == m_agent.key);
    QCOMPARE(inbox()->agents().front().name, u"pump"_s);
    write(line("name=pump-3"));
    QTRY_VERIFY(inbox() && inbox()->agents().empty()); // approved
    QCOMPARE(m_gate->judge(m_agent, m_connection).verdict, Verdict::Accepted);
}

void TestAgentGate::whoIsRefusedIsToldOnce()
{
    open(AgentPolicy::Ask);
    m_gate->refuse(std::vector{m_agent.key}); // who does not wait is not remembered
    QCOMPARE(m_gate->judge(m_agent, m_connection).verdict, Verdict::WaitsForApproval);
    m_gate->refuse(std::vector{m_agent.key});
    QVERIFY(m_gate->pending().agents().empty());
    const auto told = m_gate->judge(m_agent, m_connection);
    QCOMPARE(told.verdict, Verdict::NotAuthorised);
    QVERIFY(told.why.ends_with("was refused by hand"));
    QCOMPARE(m_gate->judge(m_agent, m_connection).verdict, Verdict::WaitsForApproval);
    // An entry counts for more.
    m_gate->refuse(std::vector{m_agent.key});
    write(line("name=pump-3"));
    QVERIFY(m_gate->reload());
    QCOMPARE(m_gate->judge(m_agent, m_connection).verdict, Verdict::Accepted);
}

void TestAgentGate::changesOfTheListsAreTold()
{
    open(AgentPolicy::Ask);
    QSignalSpy told(m_gate.get(), &AgentGate::listsChanged);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(m_gate->judge(m_agent, m_connection).verdict, Verdict::WaitsForApproval);
    QVERIFY(told.wait());
    QCOMPARE(told.size(), 1); // of all of them
    QCOMPARE(m_gate->pending().agents().front().tries, quint64(100));
    write("nonsense\n");
    QVERIFY(told.wait());
    QVERIFY(m_gate->fault().contains(u"authorized_agents:1"_s));
    write(line("name=pump-3"));
    QTRY_VERIFY(m_gate->fault().isEmpty());
    QTRY_COMPARE(m_gate->authorized()->entries().size(), std::size_t(1));
}

void TestAgentGate::changeOfTheFileIsNoticed()
{
    write(line("name=pump-3"));
    open(AgentPolicy::Authorized);
    QSignalSpy changed(m_gate.get(), &AgentGate::changed);
    QVERIFY(m_gate->isStillAccepted(m_admitted, m_connection));
    write("# nobody\n");
    QVERIFY(changed.wait(1000)); // in force within a second
    QVERIFY(!m_gate->isStillAccepted(m_admitted, m_connection));
    QCOMPARE(m_gate->judge(m_agent, m_connection).verdict, Verdict::NotAuthorised);
}

// Its key alone would let it in as anybody: whoever took it out wants it to go. When it is back as
// anybody, there is nothing to take from it.
void TestAgentGate::agentWithoutItsEntryGoesWhereAnyoneComes()
{
    write(line("name=pump-3"));
    open(AgentPolicy::Anyone);
    write("");
    m_gate->reload();
    const PeerIdentity asAnybody{m_agent.key, {}, "pump-3", false};
    for (int changes = 0; changes < 2; ++changes) {
        QVERIFY(!m_gate->isStillAccepted(m_admitted, m_connection));
        QVERIFY(m_gate->isStillAccepted(asAnybody, m_connection));
        QCOMPARE(m_gate->judge(m_agent, m_connection).verdict, Verdict::Accepted);
        write("# another change\n");
        m_gate->reload();
    }
}

void TestAgentGate::sameEntriesAreNoChange()
{
    write(line("name=pump-3"));
    open(AgentPolicy::Authorized);
    QSignalSpy changed(m_gate.get(), &AgentGate::changed);
    m_gate->reload();
    write(line("name=pump-3") + "# nobody else\n");
    m_gate->reload();
    QCOMPARE(changed.count(), 0);
    write(line("name=pump-4"));
    m_gate->reload();
    QCOMPARE(changed.count(), 1);
}

void TestAgentGate::brokenFileLeavesTheOldListInForce()
{
    write(line("name=pump-3"));
    open(AgentPolicy::Authorized);
    QSignalSpy failed(m_gate.get(), &AgentGate::reloadFailed);
    write(line("name=pump-3") + "nonsense\n");
    m_gate->reload();
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.front().front().toString().contains(u"authorized_agents:2:"_s));
    QCOMPARE(m_gate->judge(m_agent, m_connection).verdict, Verdict::Accepted);
    m_gate->reload();
    QCOMPARE(failed.count(), 2); // asked for again, it says so again
}

void TestAgentGate::entryThatExpiresIsNoticed()
{
    const auto soon = utcNow() + std::chrono::seconds(2);
    write(line("name=visitor expires=" + utcText(soon).toLatin1()));
    open(AgentPolicy::Authorized);
    QVERIFY(m_gate->isStillAccepted(m_admitted, m_connection));
    QSignalSpy changed(m_gate.get(), &AgentGate::changed);
    QVERIFY(changed.wait(4000));
    QVERIFY(!m_gate->isStillAccepted(m_admitted, m_connection));
}

void TestAgentGate::entrySaysWhatTheAgentMayUse_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("isReached");
    QTest::addColumn<bool>("isPublished");

    QTest::newRow("of both lists") << QByteArray("web") << true << true;
    QTest::newRow("to reach") << QByteArray("db") << true << false;
    QTest::newRow("to publish") << QByteArray("cam") << false << true;
    QTest::newRow("an agent's") << QByteArray("cam@gate") << true << false;
    QTest::newRow("another agent's") << QByteArray("cam@pump-4") << false << false;
    QTest::newRow("in neither list") << QByteArray("ssh") << false << false;
    QTest::newRow("in capitals") << QByteArray("WEB") << false << false;
    QTest::newRow("the beginning of one") << QByteArray("we") << false << false;
    QTest::newRow("two at once") << QByteArray("web,db") << false << false;
    QTest::newRow("none") << QByteArray() << false << false;
}

void TestAgentGate::entrySaysWhatTheAgentMayUse()
{
    QFETCH(QByteArray, target);
    write(line("name=pump-3 forward=web,db,cam@gate publish=cam,web"));
    open(AgentPolicy::Authorized, true); // which says nothing of who has an entry
    QTEST(mayUse(StreamUse::Forward, target.toStdString()), "isReached");
    QTEST(mayUse(StreamUse::Publish, target.toStdString()), "isPublished");
}

void TestAgentGate::onlyAnEntryThatAdmitsLetsUse()
{
    open(AgentPolicy::Anyone);
    for (const auto *const other :
        {"name=pump-3 from=10.2.0.0/16", "name=pump-3 expires=2020-01-01"}) {
        write(line("name=pump-3 forward=web publish=web"));
        QVERIFY(m_gate->reload());
        QVERIFY(mayUse(StreamUse::Forward, "web"));
        QVERIFY(mayUse(StreamUse::Publish, "web"));
        write(line(other + QByteArray(" forward=web publish=web")));
        QVERIFY(m_gate->reload());
        QVERIFY(!mayUse(StreamUse::Forward, "web"));
        QVERIFY(!mayUse(StreamUse::Publish, "web"));
    }
}

void TestAgentGate::withoutAnEntryServicesAreReachedOnlyIfAnyoneMay()
{
    const PeerIdentity asAnybody{m_agent.key, {}, "pump", false};
    for (const bool anyoneMay : {false, true}) {
        write("");
        open(AgentPolicy::Anyone, anyoneMay);
        const auto may = [&](StreamUse use, std::string_view target) {
            return m_gate->mayUse(asAnybody, m_connection, use, target);
        };
        QCOMPARE(may(StreamUse::Forward, "web"), anyoneMay);
        QVERIFY(!may(StreamUse::Forward, "web@gate"));
        QVERIFY(!may(StreamUse::Forward, "w b"));
        QVERIFY(!may(StreamUse::Publish, "web"));
        QVERIFY(!mayUse(StreamUse::Forward, "web")); // its entry went, and so does its connection
        write(line("name=pump-3"));
        QVERIFY(m_gate->reload());
        QVERIFY(!may(StreamUse::Forward, "web")); // an entry without it is a no
    }
}

void TestAgentGate::otherListsOfNamesAreAChange()
{
    write(line("name=pump-3"));
    open(AgentPolicy::Authorized);
    QSignalSpy changed(m_gate.get(), &AgentGate::changed);
    for (const auto *const rest : {"forward=web", "forward=db", "forward=db publish=cam", ""}) {
        changed.clear();
        write(line("name=pump-3 " + QByteArray(rest)));
        QVERIFY(m_gate->reload());
        QCOMPARE(changed.count(), 1);
    }
}

void TestAgentGate::fileThatIsNoneAtTheStartIsAnError()
{
    write("nonsense\n");
    const auto gate = AgentGate::open({.policy = AgentPolicy::Anyone,
        .authorizedAgents = path(u"authorized_agents"_s),
        .pendingAgents = path(u"pending_agents"_s)});
    QVERIFY(!gate);
    QVERIFY(gate.error().text.contains(u"authorized_agents:1:"_s));
}

QTEST_GUILESS_MAIN(TestAgentGate)
#include "tst_agentgate.moc"
