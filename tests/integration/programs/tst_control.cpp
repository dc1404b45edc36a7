// SPDX-License-Identifier: MIT
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

#include <unistd.h>

using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// `sealcord ctl` and the server that it asks.
class TestControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void statusAndClients();
    void sendsAndKicks();
    void limitsAreToldAndSet();
    void logLevelIsChanged();
    void agentsAreReadAgain();
    void flightRecorderWrites();
    void records();
    void watches();
    void watchEndsWithTheServer();
    void drains();
    void drainsWithinATime();
    void wrongWishes_data();
    void wrongWishes();
    void automaticSocketIsFound();
    void socketOfAnotherServerIsLeftAlone();
    void withoutAServer();
    void withoutAPlace();

private:
    struct Outcome {
        int code = 0;
        QString output;
        QString errors;
    };
    [[nodiscard]] QString path() const { return m_folder->filePath(u"control.sock"_s); }
    [[nodiscard]] Outcome ctl(const QStringList &arguments) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestControl::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

TestControl::Outcome TestControl::ctl(const QStringList &arguments) const
{
    RunningProgram program(QStringList{u"ctl"_s} + arguments);
    program.setVariable(u"XDG_RUNTIME_DIR"_s, m_folder->path());
    if (!program.start())
        return {RunningProgram::stillRunning, {}, {}};
    const auto code = program.exitCode();
    return {code, program.output(), program.errors()};
}

void TestControl::statusAndClients()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s + path()).hasMatch());
    const auto status = ctl({u"status"_s, u"--control"_s, path()});
    QCOMPARE(status.code, 0);
    QVERIFY2(status.output.contains(server.address()), qPrintable(status.output));
    QVERIFY2(
        status.output.contains(u"process %1\n"_s.arg(server.pid())), qPrintable(status.output));
    QCOMPARE(ctl({u"clients"_s, u"--control"_s, path()}).output, u"Nobody is connected\n"_s);

    RunningProgram agent({u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--count=3"_s,
        u"--interval=0"_s, u"--message=12345"_s, u"--stdin"_s});
    Pipe input;
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    QCOMPARE(::write(input.writeEnd.number(), "12345\n", 6), 6);
    QVERIFY(agent.waitFor(Stream::Output, u"12345"_s).hasMatch());
    const auto clients = ctl({u"clients"_s, u"--json"_s, u"--control"_s, path()});
    QCOMPARE(clients.code, 0);
    const auto list = QJsonDocument::fromJson(clients.output.toUtf8()).array();
    QCOMPARE(list.size(), 1);
    const auto client = list.first().toObject();
    QCOMPARE(client[u"connection"_s].toInt(), 1);
    QVERIFY(client[u"established"_s].toBool());
    QCOMPARE(client[u"protocol"_s].toString(), u"sealed"_s);
    QCOMPARE(client[u"messages_in"_s].toInt(), 1);
    QCOMPARE(client[u"bytes_out"_s].toInt(), client[u"bytes_in"_s].toInt());
}

void TestControl::sendsAndKicks()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listen());
    RunningProgram agent(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--stdin"_s, u"--no-reconnect"_s});
    Pipe input;
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    QCOMPARE(::write(input.writeEnd.number(), "first\n", 6), 6);
    QVERIFY(agent.waitFor(Stream::Output, u"first"_s).hasMatch());
    const auto told = [this](const QStringList &arguments) {
        return ctl(arguments + QStringList{u"--control"_s, path()});
    };
    QVERIFY(told({u"client"_s, u"1"_s}).output.contains(u"1       127.0.0.1:"_s));

    // To one, to several, to all; what cannot go to everybody goes to nobody.
    QCOMPARE(told({u"send"_s, u"1"_s, u"--text=one\n"_s}).output,
        u"Sends 4 bytes to so many connections: 1\n"_s);
    QVERIFY(agent.waitFor(Stream::Output, u"^one$"_s).hasMatch());
    QCOMPARE(told({u"send"_s, u"all"_s, u"--hex=74776f0a"_s, u"--json"_s}).output,
        u"{\"connections\":1,\"bytes\":4}\n"_s);
    QVERIFY(agent.waitFor(Stream::Output, u"^two$"_s).hasMatch());
    const auto missing = told({u"send"_s, u"1,2"_s, u"--base64=bm9uZQ=="_s});
    QCOMPARE(missing.code, 3);
    QCOMPARE(missing.errors, u"sealcord ctl: there is no connection 2\n"_s);
    QCOMPARE(told({u"send"_s, u"1"_s, u"--hex=0"_s}).code, 3);
    QCOMPARE(told({u"client"_s, u"2"_s}).code, 3);
    QCOMPARE(told({u"kick"_s, u"2"_s}).code, 3);

    QCOMPARE(told({u"kick"_s, u"1"_s}).output, u"Says goodbye to connection 1\n"_s);
    QVERIFY(server.waitFor(Stream::Errors, u"disconnected by hand"_s).hasMatch());
    QVERIFY(agent.exitCode() >= 0);
    QVERIFY(!agent.output().contains(u"none"_s));
}

void TestControl::limitsAreToldAndSet()
{
    ServerProgram server({u"--control"_s, path(), u"--max-connections=7"_s});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    const auto told = ctl({u"limits"_s, u"--control"_s, path()});
    QVERIFY2(told.output.startsWith(u"Connections         7\n"_s), qPrintable(told.output));
    QVERIFY2(told.output.contains(u"From one address    any number\n"_s), qPrintable(told.output));

    RunningProgram first(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--count=1"_s, u"--stdin"_s});
    Pipe input;
    first.redirect(0, input.readEnd.number());
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

void TestControl::logLevelIsChanged()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
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

void TestControl::agentsAreReadAgain()
{
    QFile file(m_folder->filePath(u"agents"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    ServerProgram server({u"--control"_s, path(), u"--authorized-agents"_s, file.fileName()});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
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

void TestControl::flightRecorderWrites()
{
    ServerProgram without({u"--control"_s, path()});
    QVERIFY(without.listen());
    QVERIFY(without.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    const auto refused = ctl({u"dump"_s, u"--control"_s, path()});
    QCOMPARE(refused.code, 3);
    QCOMPARE(refused.errors, u"sealcord ctl: there is no flight recorder: --flight-recorder\n"_s);

    const auto other = m_folder->filePath(u"other.sock"_s);
    ServerProgram with({u"--control"_s, other, u"--flight-recorder=1MiB"_s, u"--record"_s,
        m_folder->filePath(u"flight"_s)});
    QVERIFY(with.listen());
    QVERIFY(with.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    QCOMPARE(ctl({u"dump"_s, u"--control"_s, other}).code, 0);
    QVERIFY(with.waitFor(Stream::Errors, u"What happened last is in"_s).hasMatch());
}

void TestControl::records()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    RunningProgram agent(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--stdin"_s, u"--no-reconnect"_s});
    Pipe input;
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    const auto say = [&](const QByteArray &line) {
        return ::write(input.writeEnd.number(), line.constData(), size_t(line.size()))
            == line.size()
            && agent.waitFor(Stream::Output, QString::fromLatin1(line.trimmed())).hasMatch();
    };
    QVERIFY(say("before\n"));
    const auto told = [this](const QStringList &arguments) {
        return ctl(QStringList{u"record"_s} + arguments + QStringList{u"--control"_s, path()});
    };
    const auto file = m_folder->filePath(u"asked.sealcord"_s);
    QCOMPARE(told({u"stop"_s}).code, 3);
    QCOMPARE(told({u"start"_s, file}).output, u"Records from now on\n"_s);
    QCOMPARE(told({u"start"_s, file}).code, 3);
    QVERIFY(say("between\n"));
    QCOMPARE(ctl({u"send"_s, u"all"_s, u"--text=by hand\n"_s, u"--control"_s, path()}).code, 0);
    QVERIFY(agent.waitFor(Stream::Output, u"by hand"_s).hasMatch());
    QTRY_VERIFY(QFileInfo(file).size() > 0);
    const auto ended = told({u"stop"_s});
    QVERIFY2(ended.output.startsWith(u"The recording has "_s), qPrintable(ended.output));
    QVERIFY(say("after\n"));
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

void TestControl::watches()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    RunningProgram agent(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--stdin"_s, u"--no-reconnect"_s});
    Pipe input;
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    QVERIFY(server.waitFor(Stream::Errors, u"Accepted connection"_s).hasMatch());
    RunningProgram all({u"ctl"_s, u"watch"_s, u"--control"_s, path()});
    RunningProgram some({u"ctl"_s, u"watch"_s, u"--json"_s, u"--no-contents"_s, u"--if=dir:in"_s,
        u"--control"_s, path()});
    QVERIFY(all.start());
    QVERIFY(some.start());
    QVERIFY(all.waitFor(Stream::Output, u"127.0.0.1:[0-9]+ is connected"_s).hasMatch());
    for (int i = 0; i < 3 || some.count(Stream::Output, u"\"event\":\"message\""_s) == 0; ++i) {
        QVERIFY(i < 100); // the other may not follow yet
        QCOMPARE(::write(input.writeEnd.number(), "ha\n", 3), 3);
        QTest::qWait(50);
    }
    QVERIFY(all.waitFor(Stream::Output, u"Received data .*: \\[104, 97, 10\\]"_s).hasMatch());
    QVERIFY(all.waitFor(Stream::Output, u"Sent data .*: \\[104, 97, 10\\]"_s).hasMatch());
    for (auto *watch : {&all, &some}) {
        watch->signal(SIGINT);
        QCOMPARE(watch->exitCode(), 0);
        QCOMPARE(watch->errors(), QString());
    }
    QVERIFY(!some.output().contains(u"\"text\""_s));
    QVERIFY(!some.output().contains(u"\"direction\":\"out\""_s));
}

void TestControl::watchEndsWithTheServer()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    RunningProgram watch({u"ctl"_s, u"watch"_s, u"--control"_s, path()});
    QVERIFY(watch.start());
    RunningProgram agent(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--stdin"_s, u"--no-reconnect"_s});
    Pipe input;
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    QVERIFY(watch.waitFor(Stream::Output, u"Handshake done"_s).hasMatch());
    server.signal(SIGTERM);
    QCOMPARE(watch.exitCode(), 1);
    QCOMPARE(watch.errors(), u"sealcord ctl: the server at %1 has gone\n"_s.arg(path()));
}

// Another server can begin where this one was as soon as it drains.
void TestControl::drains()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    RunningProgram agent(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--stdin"_s, u"--no-reconnect"_s});
    Pipe input;
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    QCOMPARE(::write(input.writeEnd.number(), "before\n", 7), 7);
    QVERIFY(agent.waitFor(Stream::Output, u"before"_s).hasMatch());

    QCOMPARE(ctl({u"drain"_s, u"--control"_s, path()}).output,
        u"Accepts nobody any more; connected: 1\n"_s);
    QCOMPARE(::write(input.writeEnd.number(), "after\n", 6), 6);
    QVERIFY(agent.waitFor(Stream::Output, u"after"_s).hasMatch());
    RunningProgram late({u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--count=1"_s,
        u"--no-reconnect"_s});
    QVERIFY(late.start());
    QVERIFY(late.exitCode() > 0);
    QCOMPARE(ctl({u"status"_s, u"--control"_s, path()}).code, 0);

    input.writeEnd = {};
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(server.exitCode(), 0);
}

void TestControl::drainsWithinATime()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    RunningProgram agent(
        {u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--stdin"_s, u"--no-reconnect"_s});
    Pipe input;
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    QCOMPARE(::write(input.writeEnd.number(), "before\n", 7), 7);
    QVERIFY(agent.waitFor(Stream::Output, u"before"_s).hasMatch());
    QCOMPARE(ctl({u"drain"_s, u"--within=1s"_s, u"--control"_s, path()}).code, 0);
    QCOMPARE(server.exitCode(), 0);
}

void TestControl::wrongWishes_data()
{
    QTest::addColumn<QString>("line");

    for (const auto *line : {"kick", "kick all", "kick 1,2", "kick 0", "kick x", "client",
             "status 1", "send", "send 1", "send --text=a", "send 1 --text=a --hex=00",
             "kick 1 --text=a", "send 1, --text=a", "send 1 --text=", "limits --max-pending=0",
             "limits --text=a", "status --within=1s", "drain --within=x", "drain 1",
             "log-level loud", "reload now", "watch 1", "record", "record begin", "record start",
             "record stop x", "kick 1 x", "watch --if=dir:", "status --if=dir:in"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestControl::wrongWishes()
{
    QFETCH(QString, line);
    const auto outcome = ctl(line.split(u' '));
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.errors.count(u'\n'), 1);
    QVERIFY2(outcome.errors.startsWith(u"sealcord ctl: "_s), qPrintable(outcome.errors));
}

void TestControl::automaticSocketIsFound()
{
    ServerProgram server;
    server.setVariable(u"XDG_RUNTIME_DIR"_s, m_folder->path());
    QVERIFY(server.listen());
    const auto at = m_folder->filePath(u"sealcord/control-%1.sock"_s.arg(server.port()));
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s + at).hasMatch());
    QCOMPARE(ctl({u"status"_s}).code, 0);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    QVERIFY(!QFileInfo::exists(at));
}

void TestControl::socketOfAnotherServerIsLeftAlone()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    ServerProgram second({u"--control"_s, path()});
    QVERIFY(second.start());
    QCOMPARE(second.exitCode(), 1);
    QVERIFY2(second.errors().contains(path() + u": process %1 listens there"_s.arg(server.pid())),
        qPrintable(second.errors()));
    QCOMPARE(ctl({u"status"_s, u"--control"_s, path()}).code, 0);

    // One that was killed leaves its socket, which is in nobody's way.
    server.signal(SIGKILL);
    QCOMPARE(server.exitCode(), RunningProgram::diedOfSignal);
    QVERIFY(QFileInfo::exists(path()));
    ServerProgram third({u"--control"_s, path()});
    QVERIFY(third.listen());
    QVERIFY(third.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    QCOMPARE(ctl({u"status"_s, u"--control"_s, path()}).code, 0);
}

void TestControl::withoutAServer()
{
    const auto none = ctl({u"status"_s});
    QCOMPARE(none.code, 1);
    QCOMPARE(none.errors,
        u"sealcord ctl: no server runs here that can be asked; --control says where\n"_s);
    const auto nobody = ctl({u"status"_s, u"--control"_s, path()});
    QCOMPARE(nobody.code, 1);
    QVERIFY2(nobody.errors.startsWith(u"sealcord ctl: cannot ask the server at "_s + path()),
        qPrintable(nobody.errors));
    QCOMPARE(ctl({u"status"_s, u"--control=off"_s}).code, 2);
    QCOMPARE(ctl({}).code, 2);
    QCOMPARE(ctl({u"fly"_s}).code, 2);
}

void TestControl::withoutAPlace()
{
    ServerProgram server;
    server.setVariable(u"XDG_RUNTIME_DIR"_s, {});
    server.setVariable(u"RUNTIME_DIRECTORY"_s, {});
    QVERIFY(server.listen());
    QVERIFY(server
            .waitFor(Stream::Errors,
                u"No control socket: neither RUNTIME_DIRECTORY nor XDG_RUNTIME_DIR"_s)
            .hasMatch());
}

QTEST_GUILESS_MAIN(TestControl)

#include "tst_control.moc"
