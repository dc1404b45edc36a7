// SPDX-License-Identifier: MIT
#include "console/bench/processmeter.h"

#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestProcessMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresAProcessThatLives();
    void tellsNothingOfOneThatHasEnded();
};

void TestProcessMeter::measuresAProcessThatLives()
{
    const auto meter = ProcessMeter::of(getpid());
    QVERIFY(meter);
    const auto before = meter->processorTime();
    QVERIFY(before && before->count() > 0);
    QVERIFY(meter->residentMemory().value_or(0) > 100'000);
    QTRY_VERIFY(meter->processorTime() > before);
}

// Or a server that died would have cost less than nothing.
void TestProcessMeter::tellsNothingOfOneThatHasEnded()
{
    QProcess process;
    process.start(u"sleep"_s, {u"60"_s});
    QVERIFY(process.waitForStarted());
    const auto meter = ProcessMeter::of(static_cast<pid_t>(process.processId()));
    QVERIFY(meter);
    process.kill();
    QVERIFY(process.waitForFinished());
    QVERIFY(!meter->processorTime());
    QVERIFY(!meter->residentMemory());
    QVERIFY(!ProcessMeter::of(4 * 1024 * 1024));
}

QTEST_GUILESS_MAIN(TestProcessMeter)
#include "tst_processmeter.moc"
