// SPDX-License-Identifier: MIT
#include "core/app/log/qtmessages.h"

#include "core/app/log/log.h"
#include "tests/support/processes/pipe.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

Q_LOGGING_CATEGORY(foreignLog, "qt.network.ssl")
Q_LOGGING_CATEGORY(fontsLog, "qt.qpa.fonts")

class TestQtMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesBecomeLines();
    void whatNobodyHasToMendIsQuiet();
    void aWarningIsToldOnce();
    void previousHandlerComesBack();
};

void TestQtMessages::messagesBecomeLines()
{
    Pipe pipe;
    LogSettings settings;
    settings.level = LogLevel::Debug;
    Log log(Role::Agent, settings, {pipe.writeEnd.number()});
    {
        const QtMessages messages(log);
        qDebug("debug");
        qInfo("information");
        qWarning("two\nlines");
        qCritical("critical");
        qCInfo(agentLog) << "ours";
        qCWarning(foreignLog) << "theirs";
    }
    log.stop();
    QByteArray output;
    for (const auto &line : pipe.read().split('\n'))
        output += line.mid(line.indexOf(' ') + 1) + '\n';
    QCOMPARE(output,
        QByteArray("DEBUG agent: Qt: debug\n"
                   "INFO agent: Qt: information\n"
                   "WARN agent: Qt: two\\nlines\n"
                   "ERROR agent: Qt: critical\n"
                   "INFO agent: ours\n"
                   "WARN agent: qt.network.ssl: theirs\n"
                   "\n"));
}

void TestQtMessages::whatNobodyHasToMendIsQuiet()
{
    Pipe pipe;
    Log log(Role::Agent, {}, {pipe.writeEnd.number()});
    {
        const QtMessages messages(log);
        qWarning("QStandardPaths: XDG_RUNTIME_DIR not set, defaulting to '/tmp/runtime-x'");
        qWarning("Detected locale \"C\" with character encoding \"ANSI_X3.4-1968\"");
        qWarning("OpenType support missing for \"DejaVu Sans\", script 12");
        qCWarning(fontsLog, "Populating font family aliases took 200 ms.");
        qWarning("QSocketNotifier: Invalid socket 7 and type 'Read', disabling...");
        qCCritical(fontsLog, "no font at all");
    }
    log.stop();
    const auto lines = pipe.read().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].contains("WARN agent: Qt: QSocketNotifier"));
    QVERIFY(lines[1].contains("ERROR agent: qt.qpa.fonts: no font at all"));
    QVERIFY(lines[2].isEmpty());
}

void TestQtMessages::aWarningIsToldOnce()
{
    Pipe pipe;
    Log log(Role::Agent, {}, {pipe.writeEnd.number()});
    {
        const QtMessages messages(log);
        for (int round = 0; round < 1000; ++round) {
            qWarning("a peer makes Qt say this");
            qWarning("and this");
        }
    }
    log.stop();
    QCOMPARE(pipe.read().count('\n'), 2);
}

void TestQtMessages::previousHandlerComesBack()
{
    Pipe pipe;
    Log log(Role::Agent, {}, {pipe.writeEnd.number()});
    {
        const QtMessages messages(log);
    }
    QTest::ignoreMessage(QtWarningMsg, "not for the log");
    qWarning("not for the log");
    log.stop();
    QVERIFY(pipe.read().isEmpty());
}

QTEST_GUILESS_MAIN(TestQtMessages)
#include "tst_qtmessages.moc"
