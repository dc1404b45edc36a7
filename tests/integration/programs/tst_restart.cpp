// SPDX-License-Identifier: MIT
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
