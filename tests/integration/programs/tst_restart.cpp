// SPDX-License-Identifier: MIT
#include "tests/support/hex.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/processes/pipingagent.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

namespace {

int leave(PipingAgent &agent)
{
    agent.hangUp();
    return agent.program().exitCode();
}

QString controlOf(const QString &folder, const ServerProgram &server)
{
    return folder + u"/sealcord/control-%1.sock"_s.arg(server.port());
}

} // namespace

/// A server that takes the place of one which drains.
class TestRestart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void controlSocketGoesToTheNext();
    void streamsGoToTheNext();
    void drainsAndStops_data();
    void drainsAndStops();

private:
    [[nodiscard]] int drain(const QString &control) const;
};

int TestRestart::drain(const QString &control) const
{
    RunningProgram program({u"ctl"_s, u"drain"_s, u"--control"_s, control});
    return program.start() ? program.exitCode() : RunningProgram::stillRunning;
}

void TestRestart::controlSocketGoesToTheNext()
{
    const QTemporaryDir folder;
    ServerProgram first;
    first.setVariable(u"XDG_RUNTIME_DIR"_s, folder.path());
    QVERIFY(first.listen());
    const auto control = controlOf(folder.path(), first);
    QVERIFY(first.waitFor(Stream::Errors, u"Control socket "_s + control).hasMatch());
    PipingAgent guest(first);
    QVERIFY(guest.start() && guest.talks("here\n"));
    QCOMPARE(drain(control), 0);

    ServerProgram second({}, first.port());
    second.setVariable(u"XDG_RUNTIME_DIR"_s, folder.path());
    QVERIFY(second.listen());
    QVERIFY(second
            .waitFor(Stream::Errors,
                u"No control socket yet: "_s + control
                    + u": process %1 listens there"_s.arg(first.pid()))
            .hasMatch());
    QCOMPARE(leave(guest), 0);
    QCOMPARE(first.exitCode(), 0);
    QVERIFY(second.waitFor(Stream::Errors, u"Control socket "_s + control).hasMatch());
    QCOMPARE(drain(control), 0);
    QCOMPARE(second.exitCode(), 0);
}

// Who comes to a port of the agent's while the first one drains waits, and is told of nothing.
void TestRestart::streamsGoToTheNext()
{
    const QTemporaryDir folder;
    BlockingListener web;
    const QStringList options{u"--agents=anyone"_s, u"--forward-to-anyone"_s, u"--identity"_s,
        folder.filePath(u"server.key"_s), u"--forward"_s, u"web="_s + web.address()};
    ServerProgram first(options);
    first.setVariable(u"XDG_RUNTIME_DIR"_s, folder.path());
    QVERIFY(first.listen());
    const auto control = controlOf(folder.path(), first);
    QVERIFY(first.waitFor(Stream::Errors, u"Control socket "_s + control).hasMatch());
    RunningProgram agent({u"agent"_s, first.address(), u"--trust=accept-new"_s, u"--identity"_s,
        folder.filePath(u"agent.key"_s), u"--known-servers"_s, folder.filePath(u"servers"_s),
        u"--local"_s, u"0=web"_s, u"--reconnect-delay=50ms"_s});
    QVERIFY(agent.start());
    const auto port = agent.waitFor(Stream::Errors, u"Listening on 127\\.0\\.0\\.1:([0-9]+)"_s)
                          .captured(1)
                          .toUShort();
    QVERIFY(agent.waitFor(Stream::Errors, u"Handshake done"_s).hasMatch());
    auto old = BlockingSocket::connectTo(port);
    auto oldService = web.accept();
    QCOMPARE(drain(control), 0);
    ServerProgram second(options, first.port());
    QVERIFY(second.listen());

    auto late = BlockingSocket::connectTo(port);
    QVERIFY(late.writeAndFinish(toBytes("here I am")));
    QVERIFY(first.waitFor(Stream::Errors, u"Stream to web refused.*shutting down"_s).hasMatch());
    QVERIFY(old.write(toBytes("still")));
    QCOMPARE(oldService.read(5), toBytes("still"));
    old.close();
    oldService.close();
    auto lateService = web.accept();
    QCOMPARE(lateService.read(100), toBytes("here I am"));
    QCOMPARE(first.exitCode(), 0);
    QCOMPARE(agent.count(Stream::Errors, u"closed by agent.*takes no new streams"_s), 1);
    QCOMPARE(agent.count(Stream::Errors, u"refused|reset|Failed"_s), 0);
}

void TestRestart::drainsAndStops_data()
{
    QTest::addColumn<int>("drains");
    QTest::addColumn<int>("workers");

    QTest::newRow("once") << 1 << 1;
    QTest::newRow("twice") << 2 << 1;
    QTest::newRow("twice, several workers") << 2 << 3;
}

// SIGTERM ends it whoever is connected.
void TestRestart::drainsAndStops()
{
    QFETCH(int, drains);
    QFETCH(int, workers);
    const QTemporaryDir folder;
    ServerProgram server({u"--workers=%1"_s.arg(workers)});
    server.setVariable(u"XDG_RUNTIME_DIR"_s, folder.path());
    QVERIFY(server.listen());
    const auto control = controlOf(folder.path(), server);
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s + control).hasMatch());
    PipingAgent guest(server);
    QVERIFY(guest.start() && guest.talks("here\n"));
    for (int i = 0; i < drains; ++i)
        QCOMPARE(drain(control), 0);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestRestart)

#include "tst_restart.moc"
