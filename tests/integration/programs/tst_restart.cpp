// SPDX-License-Identifier: MIT
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

namespace {

/// An agent that is connected until its input ends.
class Guest
{
public:
    explicit Guest(const ServerProgram &server)
        : m_program({u"agent"_s, server.address(), u"--trust=accept-new"_s, u"--stdin"_s,
              u"--no-reconnect"_s})
    {
        m_program.redirect(0, m_input.readEnd.number());
    }

    /// Whether it is connected, and answered.
    [[nodiscard]] bool comes()
    {
        return m_program.start() && ::write(m_input.writeEnd.number(), "here\n", 5) == 5
            && m_program.waitFor(Stream::Output, u"here"_s).hasMatch();
    }
    [[nodiscard]] int leaves()
    {
        m_input.writeEnd = {};
        return m_program.exitCode();
    }

private:
    Pipe m_input;
    RunningProgram m_program;
};

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
    Guest guest(first);
    QVERIFY(guest.comes());
    QCOMPARE(drain(control), 0);

    ServerProgram second({}, first.port());
    second.setVariable(u"XDG_RUNTIME_DIR"_s, folder.path());
    QVERIFY(second.listen());
    QVERIFY(second
            .waitFor(Stream::Errors,
                u"No control socket yet: "_s + control
                    + u": process %1 listens there"_s.arg(first.pid()))
            .hasMatch());
    QCOMPARE(guest.leaves(), 0);
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
    Guest guest(server);
    QVERIFY(guest.comes());
    for (int i = 0; i < drains; ++i)
        QCOMPARE(drain(control), 0);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestRestart)

#include "tst_restart.moc"
