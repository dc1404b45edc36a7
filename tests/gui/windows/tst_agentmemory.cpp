// SPDX-License-Identifier: MIT
#include "core/traffic/models/connectionmodel.h"
#include "server-gui/known/agentmemory.h"
#include "tests/support/patience.h"

#include <QByteArray>
#include <QFile>
#include <QHostAddress>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// The file of the known agents, from one run to the next.
class TestAgentMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whoComesWhileItIsReadComesAgain();
    void goneBeforeItWasReadChangesNothing();
    void whatCannotBeReadStaysAsItIs();

private:
    static KnownPeer who() { return {"pump-3", {{std::byte(3)}, Fingerprint::Of::PeerKey}}; }
    static void comes(AgentMemory &memory)
    {
        ConnectionEstablished established;
        established.connection = {1, {QHostAddress(QHostAddress::LocalHost), 20001}, who()};
        TrafficBatch batch;
        batch.news.push_back({TrafficRow::Clock::now(), established});
        memory.take(batch);
    }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"agents.jsonl"_s);
    const ConnectionModel m_connections;
};

/// An earlier run has seen it.
void TestAgentMemory::init()
{
    QFile::remove(m_path);
    {
        AgentMemory memory(m_path, m_connections);
        comes(memory);
        QTRY_VERIFY_WITH_TIMEOUT(memory.book().find(who()), patience);
    }
    QVERIFY(written().contains("\"agent\":\"pump-3\""));
}

void TestAgentMemory::whoComesWhileItIsReadComesAgain()
{
    AgentMemory memory(m_path, m_connections);
    comes(memory);
    QTRY_VERIFY_WITH_TIMEOUT(memory.book().find(who()), patience);
    QCOMPARE(memory.book().find(who())->reconnects, 1U);
    QCOMPARE(memory.book().find(who())->connections, 1);
}

void TestAgentMemory::goneBeforeItWasReadChangesNothing()
{
    const auto before = written();
    {
        AgentMemory memory(m_path, m_connections);
        comes(memory);
    }
    QCOMPARE(written(), before);
}

/// Nobody knows what a person had chosen in it.
void TestAgentMemory::whatCannotBeReadStaysAsItIs()
{
    QVERIFY(
        QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther));
    const auto before = written();
    QTest::ignoreMessage(QtWarningMsg,
        QRegularExpression(
            u"^%1.*; agents are not remembered$"_s.arg(QRegularExpression::escape(m_path))));
    {
        AgentMemory memory(m_path, m_connections);
        comes(memory);
        QTRY_VERIFY_WITH_TIMEOUT(memory.book().find(who()), patience);
        QCOMPARE(memory.book().find(who())->reconnects, 0U);
    }
    QCOMPARE(written(), before);
}

QTEST_GUILESS_MAIN(TestAgentMemory)
#include "tst_agentmemory.moc"
