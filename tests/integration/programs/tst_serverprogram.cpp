// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/runningprogram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <optional>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// How the server starts, or says why it does not.
class TestServerProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereItListens_data();
    void saysWhereItListens();
    void takesIPv4WhereItListensOnAllOfIPv6();
    void warnsWhereOthersCanReachIt_data();
    void warnsWhereOthersCanReachIt();
    void refusesAPortInUse();
    void refusesAPrivilegedPort();
    void refusesAnAddressOfAnotherMachine();
    void derivesItsLimitsFromTheDescriptors();
    void raisesTheDescriptorLimit();
    void keepsItsMemoryToItself_data();
    void keepsItsMemoryToItself();
    void worksWithoutStandardStreams();
};

void TestServerProgram::saysWhereItListens_data()
{
    QTest::addColumn<QString>("listen");
    QTest::addColumn<QString>("shown");

    QTest::newRow("loopback") << u"127.0.0.1:0"_s << u"127\\.0\\.0\\.1"_s;
    QTest::newRow("all of IPv4") << u"0.0.0.0:0"_s << u"0\\.0\\.0\\.0"_s;
    if (hasIPv6()) {
        QTest::newRow("all of IPv6") << u"[::]:0"_s << u"\\[::\\]"_s;
        QTest::newRow("loopback of IPv6") << u"[::1]:0"_s << u"\\[::1\\]"_s;
    }
}

// The line of the specification, behind a time stamp, with the port that was picked.
void TestServerProgram::saysWhereItListens()
{
    QFETCH(QString, listen);
    QFETCH(QString, shown);

    RunningProgram server({u"server"_s, u"--listen"_s, listen});
    QVERIFY(server.start());
    const auto pattern = u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO server: "
                         "Server started on "_s
        + shown + u":(\\d+)$"_s;
    const auto started = server.waitFor(Stream::Errors, pattern);
    QVERIFY(started.hasMatch());
    QVERIFY(started.captured(1).toInt() > 0);

    if (!listen.startsWith(u"[::1]"_s)) {
        ClassicPeer peer(started.captured(1).toUShort());
        QVERIFY(peer.shakeHands() && peer.echo("hello"));
    }
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    QCOMPARE(server.output(), QString());
}

void TestServerProgram::takesIPv4WhereItListensOnAllOfIPv6()
{
    if (!hasIPv6())
        QSKIP("this machine has no IPv6");
    RunningProgram server({u"server"_s, u"--listen"_s, u"[::]:0"_s});
    QVERIFY(server.start());
    const auto started = server.waitFor(Stream::Errors, u"Server started on \\[::\\]:(\\d+)$"_s);
    ClassicPeer peer(started.captured(1).toUShort());
    QVERIFY(peer.shakeHands());
    QVERIFY(server.waitFor(Stream::Errors, u"Accepted connection from 127\\.0\\.0\\.1:\\d+$"_s)
            .hasMatch());
}

void TestServerProgram::warnsWhereOthersCanReachIt_data()
{
    QTest::addColumn<QString>("listen");
    QTest::addColumn<int>("warnings");

    QTest::newRow("loopback") << u"127.0.0.1:0"_s << 0;
    QTest::newRow("all of IPv4") << u"0.0.0.0:0"_s << 1;
}

void TestServerProgram::warnsWhereOthersCanReachIt()
{
    QFETCH(QString, listen);
    QFETCH(int, warnings);

    RunningProgram server({u"server"_s, u"--listen"_s, listen});
    QVERIFY(server.start());
    QVERIFY(server.waitFor(Stream::Errors, u"Server started on"_s).hasMatch());
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    QCOMPARE(server.count(Stream::Errors, u"^\\S+ WARN .*authenticates nobody"_s), warnings);
}

void TestServerProgram::refusesAPortInUse()
{
    const BlockingListener other;
    RunningProgram server({u"server"_s, u"--listen"_s, other.address()});
    QVERIFY(server.start());
    QCOMPARE(server.exitCode(), 1);
    QCOMPARE(server.count(Stream::Errors, u"\n"_s), 3); // the first two say what has started
    QVERIFY(server.errors().contains(
        u"ERROR server: cannot listen on %1: the port is in use"_s.arg(other.address())));
}

void TestServerProgram::refusesAPrivilegedPort()
{
    QFile file(u"/proc/sys/net/ipv4/ip_unprivileged_port_start"_s);
    const auto firstFree = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 1024;
    if (firstFree < 2)
        QSKIP("on this machine no port is privileged");
    const auto address = u"127.0.0.1:%1"_s.arg(firstFree - 1);

    RunningProgram server({u"server"_s, u"--listen"_s, address});
    server.dropPrivileges();
    QVERIFY(server.start());
    QCOMPARE(server.exitCode(), 1);
    QCOMPARE(server.count(Stream::Errors, u"\n"_s), 3); // the first two say what has started
    QVERIFY(server.errors().contains(
        u"ERROR server: cannot listen on %1: the system keeps this port for privileged"_s.arg(
            address)));
}

void TestServerProgram::refusesAnAddressOfAnotherMachine()
{
    RunningProgram server({u"server"_s, u"--listen"_s, u"192.0.2.1:0"_s}); // RFC 5737
    QVERIFY(server.start());
    QCOMPARE(server.exitCode(), 1);
    QCOMPARE(server.count(Stream::Errors, u"\n"_s), 3); // the first two say what has started
    QVERIFY(server.errors().contains(u"cannot listen on 192.0.2.1:0: this machine has no such"_s));
}

void TestServerProgram::derivesItsLimitsFromTheDescriptors()
{
    ServerProgram server;
    server.limitDescriptors(64 + 20);
    QVERIFY(server.listen());
    QVERIFY(server
            .waitFor(
                Stream::Errors, u"At most 20 connections at once, 5 of them in the handshake$"_s)
            .hasMatch());
}

void TestServerProgram::raisesTheDescriptorLimit()
{
    ServerProgram server;
    QVERIFY(server.listen());
    QFile file(u"/proc/%1/limits"_s.arg(server.pid()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QRegularExpression expression(u"Max open files +(\\S+) +(\\S+)"_s);
    const auto limits = expression.match(QString::fromUtf8(file.readAll()));
    QVERIFY(limits.hasMatch());
    if (limits.captured(2) == u"unlimited"_s)
        QVERIFY(limits.captured(1) == u"unlimited"_s || limits.captured(1).toLongLong() > 100'000);
    else
        QCOMPARE(limits.captured(1), limits.captured(2));
}

void TestServerProgram::keepsItsMemoryToItself_data()
{
    QTest::addColumn<bool>("isAllowed");
    QTest::addColumn<bool>("belongsToItsUser");

    QTest::newRow("as it is") << false << false;
    QTest::newRow("unless a developer says so") << true << true;
}

// The files in /proc of a process that is not dumpable belong to root (proc(5)), which also keeps
// a debugger of the same user away.
void TestServerProgram::keepsItsMemoryToItself()
{
    QFETCH(bool, isAllowed);
    QFETCH(bool, belongsToItsUser);

    ServerProgram server;
    server.dropPrivileges();
    server.forbidDumps();
    if (isAllowed)
        server.setVariable(u"SEALCORD_ALLOW_DUMP"_s, u"1"_s);
    QVERIFY(server.listen());

    const auto proc = u"/proc/%1/"_s.arg(server.pid());
    QFile status(proc + u"status"_s);
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QRegularExpression expression(u"Uid:\\s+(\\d+)"_s);
    const auto user = expression.match(QString::fromUtf8(status.readAll())).captured(1).toUInt();
    QVERIFY(user != 0);
    QCOMPARE(QFileInfo(proc + u"environ"_s).ownerId(), belongsToItsUser ? user : 0);

    if (isAllowed)
        return;
    QFile limits(proc + u"limits"_s);
    QVERIFY(limits.open(QIODevice::ReadOnly));
    QVERIFY(QString::fromUtf8(limits.readAll())
            .contains(QRegularExpression(u"Max core file size +0 +0 "_s)));
}

// Descriptors that a careless parent has closed must not become sockets that the log writes to.
void TestServerProgram::worksWithoutStandardStreams()
{
    const auto port = BlockingListener().port();
    RunningProgram server({u"server"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
    for (const auto number : {0, 1, 2})
        server.omit(number);
    server.setVariable(u"SEALCORD_ALLOW_DUMP"_s, u"1"_s); // so that its descriptors can be seen
    QVERIFY(server.start());
    std::optional<ClassicPeer> peer;
    QVERIFY(QTest::qWaitFor([&] { return peer.emplace(port).shakeHands(); }, patience));
    QVERIFY(peer->echo("one"));
    QVERIFY(peer->echo("two"));
    peer.reset();
    const auto links = QDir(u"/proc/%1/fd"_s.arg(server.pid()));
    for (const auto number : {0, 1, 2}) {
        const auto target = QFile::symLinkTarget(links.filePath(QString::number(number)));
        if (!target.isEmpty())
            QCOMPARE(target, u"/dev/null"_s);
    }
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestServerProgram)
#include "tst_serverprogram.moc"
