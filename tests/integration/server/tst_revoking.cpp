// SPDX-License-Identifier: MIT
#include "core/app/process/process.h"
#include "core/app/trust/agentgate.h"
#include "core/crypto/keytext.h"
#include "tests/integration/server/runningserver.h"
#include "tests/support/identities.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <deque>

#include <unistd.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int talkerCount = 1000;
constexpr int revokedEvery = 4; // of them
constexpr ConnectionLimits limits{};

/// An agent that says the next number as soon as the last one has come back.
class Talker final : public ConnectionOwner
{
public:
    Talker(const Identity &identity, quint16 port, IoContext &context, QObject &parent)
    {
        m_connection = new Connection( // deletes itself when released
            {}, dup(BlockingSocket::connectTo(port).descriptor()),
            {.role = Role::Agent, .protocol = Protocol::Sealed, .identity = &identity}, limits,
            context, *this);
        m_connection->setParent(&parent);
        m_connection->start();
    }

    int sent = 0;
    int echoed = 0;
    bool isEstablished = false;
    bool isInOrder = true;
    bool isDone = false; ///< it waits for its last echo
    std::vector<ConnectionEnded> ends;
    QElapsedTimer sinceEnd;

    [[nodiscard]] PeerDecision decide(Connection &, const Peer &) override
    {
        return {.verdict = PeerDecision::Verdict::Accepted};
    }
    void established(Connection &) override { isEstablished = true; }
    void received(Connection &, std::span<const std::byte> message) override
    {
        isInOrder = isInOrder && toByteArray(message) == QByteArray::number(++echoed);
        if (!isDone)
            say();
    }
    void ended(Connection &, const ConnectionEnded &how) override
    {
        ends.push_back(how);
        sinceEnd.start();
    }
    void released(Connection &) override { m_connection = nullptr; }

    void begin() { say(); }
    void hangUp()
    {
        if (m_connection)
            m_connection->abort({});
    }

private:
    void say()
    {
        const auto message = QByteArray::number(++sent);
        if (m_connection->send(std::as_bytes(std::span(message))) != SendResult::Sent)
            QTest::qFail("not sent", __FILE__, __LINE__);
    }

    Connection *m_connection = nullptr;
};

} // namespace

/// A server whose list of authorised agents changes while a crowd talks.
class TestRevoking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void entryThatGoesEndsItsConnectionsAmongAThousand();

private:
    static void checkTheRevoked(
        const std::deque<Talker> &revoked, const QElapsedTimer &sinceChange);
    static void letTheOthersTalkOn(std::deque<Talker> &kept);
    void authorize(const QByteArray &lines) const;
    [[nodiscard]] QString list() const { return m_folder.filePath(u"authorized_agents"_s); }
    [[nodiscard]] static QByteArray entry(const Identity &identity, const QByteArray &name)
    {
        return QByteArray::fromStdString(publicKeyText(identity.key.publicKey())) + " name=" + name
            + '\n';
    }

    QTemporaryDir m_folder;
    const Identity m_server = freshIdentity("server");
    const Identity m_kept = freshIdentity("kept");
    const Identity m_revoked = freshIdentity("revoked");
};

void TestRevoking::initTestCase()
{
    if (raiseDescriptorLimit() < 2 * talkerCount + 100)
        QSKIP("the limit of open files is too low");
}

void TestRevoking::authorize(const QByteArray &lines) const
{
    QFile file(m_folder.filePath(u"new"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(lines);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.close();
    QFile::remove(list());
    QVERIFY(file.rename(list()));
}

// In time, with the right word, and in order up to there.
void TestRevoking::checkTheRevoked(
    const std::deque<Talker> &revoked, const QElapsedTimer &sinceChange)
{
    for (const auto &talker : revoked) {
        QCOMPARE(talker.ends.front().reason, EndReason::NotAuthorised);
        QCOMPARE(talker.ends.front().text, "the server does not admit this agent any longer");
        QVERIFY(talker.isInOrder && talker.echoed >= talker.sent - 1);
        const auto took = sinceChange.elapsed() - talker.sinceEnd.elapsed();
        QVERIFY2(took < (isSanitized ? 10'000 : 1000), qPrintable(QString::number(took)));
    }
}

void TestRevoking::letTheOthersTalkOn(std::deque<Talker> &kept)
{
    std::vector<int> before;
    for (const auto &talker : kept)
        before.push_back(talker.echoed);
    const auto haveGoneOn = [&] {
        return std::ranges::equal(
            kept, before, [](const Talker &talker, int then) { return talker.echoed > then + 3; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(haveGoneOn(), patience);
    for (auto &talker : kept)
        talker.isDone = true;
    const auto haveAll = [&] {
        return std::ranges::all_of(
            kept, [](const Talker &talker) { return talker.echoed == talker.sent; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(haveAll(), patience);
    for (auto &talker : kept) {
        QVERIFY(talker.ends.empty() && talker.isInOrder);
        talker.hangUp();
    }
}

void TestRevoking::entryThatGoesEndsItsConnectionsAmongAThousand()
{
    authorize(entry(m_kept, "kept") + entry(m_revoked, "revoked"));
    const auto gate = AgentGate::open({.policy = AgentPolicy::Authorized,
        .authorizedAgents = list(),
        .pendingAgents = m_folder.filePath(u"pending_agents"_s)});
    QVERIFY(gate.has_value());
    auto settings = RunningServer::settings();
    settings.identity = &m_server;
    settings.trust = gate->get();
    RunningServer server(settings);
    connect(gate->get(), &AgentGate::changed, &server.server(), &Server::judgeAgain);
    (*gate)->start();

    RecordingTap tap;
    IoContext context(tap);
    QObject parent;
    std::deque<Talker> kept;
    std::deque<Talker> revoked;
    for (int i = 0; i < talkerCount; ++i) {
        const bool goes = i % revokedEvery == 0;
        (goes ? revoked : kept)
            .emplace_back(goes ? m_revoked : m_kept, server.port(), context, parent);
        QCoreApplication::processEvents();
    }
    for (auto *const talkers : {&kept, &revoked}) {
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(*talkers, &Talker::isEstablished), patience);
        std::ranges::for_each(*talkers, &Talker::begin);
    }
    for (auto *const talkers : {&kept, &revoked})
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(*talkers, &Talker::echoed), patience);

    QElapsedTimer sinceChange;
    sinceChange.start();
    authorize(entry(m_kept, "kept"));
    const auto haveEnded = [&] {
        return std::ranges::all_of(
            revoked, [](const Talker &talker) { return !talker.ends.empty(); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(haveEnded(), patience);
    checkTheRevoked(revoked, sinceChange);
    letTheOthersTalkOn(kept);

    QTRY_COMPARE_WITH_TIMEOUT(
        server.tap().records().ended.size(), std::size_t{talkerCount}, patience);
    const auto ended = server.tap().records().ended;
    QCOMPARE(std::ranges::count(ended, EndReason::NotAuthorised, &ConnectionEnded::reason),
        static_cast<std::ptrdiff_t>(revoked.size()));
}

QTEST_GUILESS_MAIN(TestRevoking)
#include "tst_revoking.moc"
