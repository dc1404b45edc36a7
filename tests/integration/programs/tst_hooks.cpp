// SPDX-License-Identifier: MIT
#include "tests/support/processes/pipingagent.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// The programs that `sealcord server` starts for what happens.
class TestHooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eventsOfAConnection();
    void agentThatWaitsIsToldOnce();
    void silence();
    void tooManyAreCounted();
    void whatAHookHasStartedEndsWithIt();
    void failureIsTold();
    void wrongWishes_data();
    void wrongWishes();

private:
    /// A program that appends what it is told to a file, which is the one of that name.
    [[nodiscard]] QString appending(const QString &name) const;
    [[nodiscard]] QList<QJsonObject> told(const QString &name) const;
    [[nodiscard]] bool waitForTold(const QString &name, qsizetype count) const;
    [[nodiscard]] QString program(const QString &name, const QByteArray &script) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHooks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString TestHooks::program(const QString &name, const QByteArray &script) const
{
    QFile file(m_folder->filePath(name + u".sh"_s));
    if (!file.open(QFile::WriteOnly))
        return {};
    file.write("#!/bin/sh\n" + script + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

QString TestHooks::appending(const QString &name) const
{
    return program(name, "exec cat >>" + QFile::encodeName(m_folder->filePath(name)));
}

QList<QJsonObject> TestHooks::told(const QString &name) const
{
    QFile file(m_folder->filePath(name));
    QList<QJsonObject> records;
    if (!file.open(QFile::ReadOnly))
        return records;
    for (const auto &line : file.readAll().split('\n')) {
        if (const auto document = QJsonDocument::fromJson(line); document.isObject())
            records += document.object();
    }
    return records;
}

bool TestHooks::waitForTold(const QString &name, qsizetype count) const
{
    return QTest::qWaitFor([&] { return told(name).size() >= count; }, patience);
}

void TestHooks::eventsOfAConnection()
{
    ServerProgram server({u"--on"_s, u"connect"_s, appending(u"connect"_s), u"--on"_s,
        u"established"_s, appending(u"established"_s), u"--on"_s, u"closed"_s,
        appending(u"closed"_s), u"--on-failed"_s, appending(u"failed"_s)});
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--count=2"_s,
        u"--interval=0"_s, u"--no-reconnect"_s});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QVERIFY(waitForTold(u"closed"_s, 1));
    QVERIFY(waitForTold(u"connect"_s, 1));
    QVERIFY(waitForTold(u"established"_s, 1));
    QCOMPARE(told(u"connect"_s).first()[u"event"_s].toString(), u"connection-accepted"_s);
    QCOMPARE(told(u"established"_s).first()[u"protocol"_s].toString(), u"sealed"_s);
    QCOMPARE(told(u"closed"_s).first()[u"messages_in"_s].toInt(), 2);
    QVERIFY(told(u"failed"_s).isEmpty());

    RunningProgram stranger(
        {u"agent"_s, server.address(), u"--trust=strict"_s, u"--no-reconnect"_s});
    QVERIFY(stranger.start());
    QVERIFY(stranger.exitCode() != 0);
    QVERIFY(waitForTold(u"failed"_s, 1));

    // What happens as it stops is told too.
    PipingAgent last(server);
    QVERIFY(last.start());
    QVERIFY(waitForTold(u"established"_s, 2));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    QCOMPARE(told(u"closed"_s).size(), 2);
}

void TestHooks::agentThatWaitsIsToldOnce()
{
    ServerProgram server({u"--agents=ask"_s, u"--on"_s, u"pending"_s, appending(u"pending"_s),
        u"--on"_s, u"failed"_s, appending(u"failed"_s)});
    QVERIFY(server.listen());
    RunningProgram first(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--no-reconnect"_s});
    QVERIFY(first.start());
    QVERIFY(first.exitCode() != 0);
    QVERIFY(waitForTold(u"pending"_s, 1));
    QCOMPARE(told(u"pending"_s).first()[u"reason"_s].toString(), u"waits-for-approval"_s);
    QVERIFY(told(u"pending"_s).first()[u"fingerprint"_s].toString().startsWith(u"SHA256:"_s));

    // The same program, hence the same key.
    RunningProgram again(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--no-reconnect"_s});
    again.setVariable(u"XDG_STATE_HOME"_s, m_folder->path());
    QVERIFY(again.start());
    QVERIFY(again.exitCode() != 0);
    QVERIFY(waitForTold(u"pending"_s, 2)); // another key
    RunningProgram third(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--no-reconnect"_s});
    third.setVariable(u"XDG_STATE_HOME"_s, m_folder->path());
    QVERIFY(third.start());
    QVERIFY(third.exitCode() != 0);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    QCOMPARE(told(u"pending"_s).size(), 2);
    QVERIFY(told(u"failed"_s).isEmpty());
}

void TestHooks::silence()
{
    ServerProgram server({u"--on"_s, u"silent=300ms"_s, appending(u"silent"_s)});
    QVERIFY(server.listen());
    PipingAgent agent(server);
    QVERIFY(agent.start());
    QVERIFY(waitForTold(u"silent"_s, 1));
    QVERIFY(told(u"silent"_s).first()[u"silent_ms"_s].toInt() >= 300);
    QCOMPARE(told(u"silent"_s).first()[u"event"_s].toString(), u"agent-silent"_s);
    QCOMPARE(told(u"silent"_s).first()[u"connection"_s].toInt(), 1);

    // Once for each silence.
    QVERIFY(agent.say("word\n"));
    QVERIFY(waitForTold(u"silent"_s, 2));
    agent.hangUp();
    QCOMPARE(agent.program().exitCode(), 0);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    QCOMPARE(told(u"silent"_s).size(), 2);
}

// Of a hook that takes for ever, eight run and sixty-four wait: the others are counted.
void TestHooks::tooManyAreCounted()
{
    ServerProgram server(
        {u"--protocol=classic"_s, u"--on"_s, u"connect"_s, program(u"slow"_s, "exec sleep 60")});
    QVERIFY(server.listen());
    RunningProgram bench({u"bench"_s, server.address(), u"--protocol=classic"_s, u"--handshakes"_s,
        u"--connections=4"_s, u"--duration=1s"_s});
    QVERIFY(bench.start());
    QCOMPARE(bench.exitCode(), 0);
    QVERIFY(server.waitFor(Stream::Errors, u"No hook was run for so many events"_s).hasMatch());
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0); // it does not wait for them
}

void TestHooks::whatAHookHasStartedEndsWithIt()
{
    const auto started = m_folder->filePath(u"started"_s);
    ServerProgram server({u"--on"_s, u"connect"_s,
        program(u"parent"_s,
            "sleep 600 & echo $! >" + QFile::encodeName(started) + ".new; mv "
                + QFile::encodeName(started) + ".new " + QFile::encodeName(started) + "; wait")});
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--count=1"_s,
        u"--no-reconnect"_s});
    QVERIFY(agent.start());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(started), patience);
    QFile file(started);
    QVERIFY(file.open(QFile::ReadOnly));
    const auto child = file.readAll().trimmed();
    // Gone, or killed and waiting for whoever takes in orphans here.
    const auto lives = [&child] {
        QFile stat(u"/proc/%1/stat"_s.arg(QString::fromLatin1(child)));
        return stat.open(QFile::ReadOnly) && !stat.readAll().contains(") Z ");
    };
    QVERIFY(lives());
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    QTRY_VERIFY(!lives());
}

void TestHooks::failureIsTold()
{
    ServerProgram server({u"--on"_s, u"established"_s, program(u"wrong"_s, "exit 3")});
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--count=1"_s,
        u"--no-reconnect"_s});
    QVERIFY(agent.start());
    QVERIFY(
        server.waitFor(Stream::Errors, u"The hook .*wrong.sh failed: it left with 3"_s).hasMatch());
}

void TestHooks::wrongWishes_data()
{
    QTest::addColumn<QStringList>("options");

    QTest::newRow("no event") << QStringList{u"--on"_s};
    QTest::newRow("no command") << QStringList{u"--on"_s, u"connect"_s};
    QTest::newRow("unknown event") << QStringList{u"--on"_s, u"rain"_s, u"/bin/true"_s};
    QTest::newRow("age of another") << QStringList{u"--on"_s, u"closed=3s"_s, u"/bin/true"_s};
    QTest::newRow("wrong age") << QStringList{u"--on"_s, u"silent=x"_s, u"/bin/true"_s};
    QTest::newRow("no program") << QStringList{u"--on"_s, u"closed"_s, u"/no/such/program"_s};
    QTest::newRow("twice") << QStringList{
        u"--on"_s, u"closed"_s, u"/bin/true"_s, u"--on"_s, u"closed"_s, u"/bin/true"_s};
}

void TestHooks::wrongWishes()
{
    QFETCH(QStringList, options);
    ServerProgram server(options);
    QVERIFY(server.start());
    QCOMPARE(server.exitCode(), 2);
    QCOMPARE(server.errors().count(u'\n'), 1);
}

QTEST_GUILESS_MAIN(TestHooks)

#include "tst_hooks.moc"
