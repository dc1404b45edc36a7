// SPDX-License-Identifier: MIT
#include "core/app/log/qtmessages.h"

#include "core/app/log/log.h"
#include "tests/support/processes/pipe.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

Q_LOGGING_CATEGORY(foreignLog, "qt.network.ssl")

class TestQtMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesBecomeLines();
    void aWarningIsToldOnce();
    void previousHandlerComesBack();
};

void TestQtMessages::messagesBecomeLines()
{
    Pipe pipe;
    LogSettings settings;
    settings.level = LogLevel::Debug;
    Log log(LogRole::Agent, settings, {pipe.writeEnd.number()});
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
        QByteArray("DEBUG agent: debug\n"
                   "INFO agent: information\n"
                   "WARN agent: two\\nlines\n"
                   "ERROR agent: critical\n"
                   "INFO agent: ours\n"
                   "WARN agent: qt.network.ssl: theirs\n"
                   "\n"));
}

void TestQtMessages::aWarningIsToldOnce()
{
    Pipe pipe;
    Log log(LogRole::Agent, {}, {pipe.writeEnd.number()});
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
    Log log(LogRole::Agent, {}, {pipe.writeEnd.number()});
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
