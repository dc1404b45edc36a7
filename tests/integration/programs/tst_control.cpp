// SPDX-License-Identifier: MIT
#include "tests/integration/programs/controltest.h"
#include "tests/support/patience.h"
#include "tests/support/processes/pipingagent.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// `sealcord ctl` and the server that it asks.
class TestControl : public QObject, private ControlTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void statusAndClients();
    void sendsAndKicks();
    void watches();
    void watchEndsWithTheServer();
    void wrongWishes_data();
    void wrongWishes();
    void automaticSocketIsFound();
    void socketOfAnotherServerIsLeftAlone();
    void withoutAServer();
    void withoutAPlace();
};

void TestControl::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
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

    PipingAgent agent(server);
    QVERIFY(agent.start());
    QVERIFY(agent.talks("12345\n"));
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
    PipingAgent agent(server);
    QVERIFY(agent.start());
    QVERIFY(agent.talks("first\n"));
    const auto told = [this](const QStringList &arguments) {
        return ctl(arguments + QStringList{u"--control"_s, path()});
    };
    QVERIFY(told({u"client"_s, u"1"_s}).output.contains(u"1       127.0.0.1:"_s));

    // To one, to several, to all; what cannot go to everybody goes to nobody.
    QCOMPARE(told({u"send"_s, u"1"_s, u"--text=one\n"_s}).output,
        u"Sends 4 bytes to so many connections: 1\n"_s);
    QVERIFY(agent.hears(u"^one$"_s));
    QCOMPARE(told({u"send"_s, u"all"_s, u"--hex=74776f0a"_s, u"--json"_s}).output,
        u"{\"connections\":1,\"bytes\":4}\n"_s);
    QVERIFY(agent.hears(u"^two$"_s));
    const auto missing = told({u"send"_s, u"1,2"_s, u"--base64=bm9uZQ=="_s});
    QCOMPARE(missing.code, 3);
    QCOMPARE(missing.errors, u"sealcord ctl: there is no connection 2\n"_s);
    QCOMPARE(told({u"send"_s, u"1"_s, u"--hex=0"_s}).code, 3);
    QCOMPARE(told({u"client"_s, u"2"_s}).code, 3);
    QCOMPARE(told({u"kick"_s, u"2"_s}).code, 3);

    QCOMPARE(told({u"kick"_s, u"1"_s}).output, u"Says goodbye to connection 1\n"_s);
    QVERIFY(server.waitFor(Stream::Errors, u"disconnected by hand"_s).hasMatch());
    QVERIFY(agent.program().exitCode() >= 0);
    QVERIFY(!agent.program().output().contains(u"none"_s));
}

void TestControl::watches()
{
    ServerProgram server({u"--control"_s, path()});
    QVERIFY(server.listenForControl());
    PipingAgent agent(server);
    QVERIFY(agent.start());
    QVERIFY(server.waitFor(Stream::Errors, u"Accepted connection"_s).hasMatch());
    RunningProgram all({u"ctl"_s, u"watch"_s, u"--control"_s, path()});
    RunningProgram some({u"ctl"_s, u"watch"_s, u"--json"_s, u"--no-contents"_s, u"--if=dir:in"_s,
        u"--control"_s, path()});
    QVERIFY(all.start());
    QVERIFY(some.start());
    QVERIFY(all.waitFor(Stream::Output, u"127.0.0.1:[0-9]+ is connected"_s).hasMatch());
    const QDeadlineTimer deadline(patience);
    for (int i = 0; i < 3 || some.count(Stream::Output, u"\"event\":\"message\""_s) == 0; ++i) {
        QVERIFY(!deadline.hasExpired()); // the other may not follow yet
        QVERIFY(agent.say("ha\n"));
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
    QVERIFY(server.listenForControl());
    RunningProgram watch({u"ctl"_s, u"watch"_s, u"--control"_s, path()});
    QVERIFY(watch.start());
    PipingAgent agent(server);
    QVERIFY(agent.start());
    // Whichever of the two was first.
    QVERIFY(watch.waitFor(Stream::Output, u"Handshake done|is connected"_s).hasMatch());
    server.signal(SIGTERM);
    QCOMPARE(watch.exitCode(), 1);
    QCOMPARE(watch.errors(), u"sealcord ctl: the server at %1 has gone\n"_s.arg(path()));
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
    QVERIFY(server.listenForControl());
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
    QVERIFY(third.listenForControl());
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
