// SPDX-License-Identifier: MIT
#include "tests/integration/programs/controltest.h"
#include "tests/support/processes/pipingagent.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// What `sealcord ctl` does to a server as a whole.
class TestServiceControl : public QObject, private ControlTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void limitsAreToldAndSet();
    void logLevelIsChanged();
    void agentsAreReadAgain();
    void flightRecorderWrites();
    void records();
    void drains();
    void drainsWithinATime();
};

void TestServiceControl::limitsAreToldAndSet()
{
    ServerProgram server({u"--control"_s, path(), u"--max-connections=7"_s});
    QVERIFY(server.listenForControl());
    const auto told = ctl({u"limits"_s, u"--control"_s, path()});
    QVERIFY2(told.output.startsWith(u"Connections         7\n"_s), qPrintable(told.output));
    QVERIFY2(told.output.contains(u"From one address    any number\n"_s), qPrintable(told.output));

    PipingAgent first(server);
    QVERIFY(first.start());
    QVERIFY(server.waitFor(Stream::Errors, u"Accepted connection"_s).hasMatch());
    const auto set = ctl({u"limits"_s, u"--max-connections=1"_s, u"--max-per-address=1"_s,
        u"--json"_s, u"--control"_s, path()});
    QCOMPARE(set.code, 0);
    const auto limits = QJsonDocument::fromJson(set.output.toUtf8()).object();
    QCOMPARE(limits[u"max_connections"_s].toInt(), 1);
    QCOMPARE(limits[u"max_pending"_s].toInt(), 1);
    QCOMPARE(limits[u"max_per_address"_s].toInt(), 1);
    RunningProgram second({u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--count=1"_s,
        u"--no-reconnect"_s});
    QVERIFY(second.start());
    QVERIFY(server.waitFor(Stream::Errors, u"the limit of 1 connection"_s).hasMatch());
}

void TestServiceControl::logLevelIsChanged()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listenForControl());
    const auto told = [this](const QStringList &level) {
        return ctl(QStringList{u"log-level"_s, u"--control"_s, path()} + level).output;
    };
    QCOMPARE(told({}), u"info\n"_s);
    QCOMPARE(told({u"ERROR"_s}), u"error\n"_s);
    QCOMPARE(ctl({u"reload"_s, u"--control"_s, path()}).code, 0); // of which info has a line
    QCOMPARE(told({u"info"_s}), u"info\n"_s);
    QCOMPARE(ctl({u"drain"_s, u"--control"_s, path()}).code, 0);
    QVERIFY(server.waitFor(Stream::Errors, u"Draining"_s).hasMatch());
    QVERIFY2(!server.errors().contains(u"Reading the authorised"_s), qPrintable(server.errors()));
}

void TestServiceControl::agentsAreReadAgain()
{
    QFile file(m_folder->filePath(u"agents"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    ServerProgram server({u"--control"_s, path(), u"--authorized-agents"_s, file.fileName()});
    QVERIFY(server.listenForControl());
    QCOMPARE(
        ctl({u"reload"_s, u"--control"_s, path()}).output, u"Read the authorised agents again\n"_s);
    file.write("nonsense\n");
    file.close();
    const auto refused = ctl({u"reload"_s, u"--control"_s, path()});
    QCOMPARE(refused.code, 3);
    QVERIFY2(
        refused.errors.contains(file.fileName() + u":1"_s) || refused.errors.contains(u"line 1"_s),
        qPrintable(refused.errors));
}

void TestServiceControl::flightRecorderWrites()
{
    ServerProgram without({u"--control"_s, path()});
    QVERIFY(without.listenForControl());
    const auto refused = ctl({u"dump"_s, u"--control"_s, path()});
    QCOMPARE(refused.code, 3);
    QCOMPARE(refused.errors, u"sealcord ctl: there is no flight recorder: --flight-recorder\n"_s);

    const auto other = m_folder->filePath(u"other.sock"_s);
    ServerProgram with({u"--control"_s, other, u"--flight-recorder=1MiB"_s, u"--record"_s,
        m_folder->filePath(u"flight"_s)});
    QVERIFY(with.listenForControl());
    QCOMPARE(ctl({u"dump"_s, u"--control"_s, other}).code, 0);
    QVERIFY(with.waitFor(Stream::Errors, u"What happened last is in"_s).hasMatch());
}

void TestServiceControl::records()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listenForControl());
    PipingAgent agent(server);
    QVERIFY(agent.start());
    QVERIFY(agent.talks("before\n"));
    const auto told = [this](const QStringList &arguments) {
        return ctl(QStringList{u"record"_s} + arguments + QStringList{u"--control"_s, path()});
    };
    const auto file = m_folder->filePath(u"asked.sealcord"_s);
    QCOMPARE(told({u"stop"_s}).code, 3);
    QCOMPARE(told({u"start"_s, file}).output, u"Records from now on\n"_s);
    QCOMPARE(told({u"start"_s, file}).code, 3);
    QVERIFY(agent.talks("between\n"));
    QCOMPARE(ctl({u"send"_s, u"all"_s, u"--text=by hand\n"_s, u"--control"_s, path()}).code, 0);
    QVERIFY(agent.hears(u"by hand"_s));
    QTRY_VERIFY(QFileInfo(file).size() > 0);
    const auto ended = told({u"stop"_s});
    QVERIFY2(ended.output.startsWith(u"The recording has "_s), qPrintable(ended.output));
    QVERIFY(agent.talks("after\n"));
    QCOMPARE(told({u"start"_s, file}).code, 3); // what it holds is not written over

    QFile lines(file);
    QVERIFY(lines.open(QFile::ReadOnly));
    QCOMPARE(lines.readAll().count("\"sent_by\":\"control\""), 1); // no echo is anybody's
    RunningProgram show({u"show"_s, u"--show-data=text"_s, file});
    QVERIFY(show.start());
    QCOMPARE(show.exitCode(), 0);
    QCOMPARE(show.count(Stream::Output, u"Accepted connection"_s), 1);
    QCOMPARE(show.count(Stream::Output, u"Handshake done"_s), 1);
    QVERIFY2(show.output().contains(u"between"_s), qPrintable(show.output()));
    QVERIFY(!show.output().contains(u"before"_s));
    QVERIFY(!show.output().contains(u"after"_s));
}

// Another server can begin where this one was as soon as it drains.
void TestServiceControl::drains()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listenForControl());
    PipingAgent agent(server);
    QVERIFY(agent.start());
    QVERIFY(agent.talks("before\n"));

    QCOMPARE(ctl({u"drain"_s, u"--control"_s, path()}).output,
        u"Accepts nobody any more; connected: 1\n"_s);
    QVERIFY(agent.talks("after\n"));
    RunningProgram late({u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--count=1"_s,
        u"--no-reconnect"_s});
    QVERIFY(late.start());
    QVERIFY(late.exitCode() > 0);
    QCOMPARE(ctl({u"status"_s, u"--control"_s, path()}).code, 0);

    agent.hangUp();
    QCOMPARE(agent.program().exitCode(), 0);
    QCOMPARE(server.exitCode(), 0);
}

void TestServiceControl::drainsWithinATime()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listenForControl());
    PipingAgent agent(server);
    QVERIFY(agent.start());
    QVERIFY(agent.talks("before\n"));
    QCOMPARE(ctl({u"drain"_s, u"--within=1s"_s, u"--control"_s, path()}).code, 0);
    QCOMPARE(server.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestServiceControl)

#include "tst_servicecontrol.moc"
