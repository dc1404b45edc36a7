// SPDX-License-Identifier: MIT
#include "tests/integration/programs/recordedfiles.h"
#include "tests/support/processes/runningprogram.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// `sealcord diff`.
class TestRecordingDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothEndsOfARunAreTheSame();
    void tellsEachDifferenceInALine();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void damageIsNoSameness();
    void tellsWhatWasNotRecorded();

private:
    const RecordingFolder m_folder;
};

void TestRecordingDiff::bothEndsOfARunAreTheSame()
{
    const auto here = m_folder.path(u"server.sealcord"_s);
    const auto there = m_folder.path(u"agent.sealcord"_s);
    ServerProgram server({u"--record"_s, here});
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, server.address(), u"--trust"_s, u"accept-new"_s,
        u"--interval"_s, u"0s"_s, u"--record"_s, there});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    RunningProgram diff({u"diff"_s, here, there});
    QVERIFY(diff.start());
    QCOMPARE(diff.exitCode(), 0);
    QCOMPARE(diff.output() + diff.errors(), QString());
}

void TestRecordingDiff::tellsEachDifferenceInALine()
{
    const auto first = m_folder.write(u"a"_s,
        recordingOf(u"server"_s,
            {{1, u"in"_s, "one"}, {1, u"in"_s, "two"}, {1, u"in"_s, "three"}, {1, u"in"_s, "four"},
                {1, u"in"_s, "five"}, {1, u"out"_s, "gone"}}));
    const auto second = m_folder.write(u"b"_s,
        recordingOf(u"server"_s,
            {{1, u"in"_s, "one"}, {1, u"in"_s, "tow"}, {1, u"in"_s, "four"}, {1, u"in"_s, "three"},
                {1, u"in"_s, "five"}, {1, u"in"_s, "six"}, {2, u"in"_s, "new"}}));
    RunningProgram diff({u"diff"_s, first, second});
    QVERIFY(diff.start());
    QCOMPARE(diff.exitCode(), 1);
    QCOMPARE(diff.errors(), QString());
    QCOMPARE(diff.output().split(u'\n'),
        QStringList({
            u"changed: connection 1, agent's message 2 (line 3), in B 2 (line 3): bytes [1, 3) of 3 became [1, 3) of 3"_s,
            u"reordered: connection 1, agent's message 3 (line 4), in B 4 (line 5)"_s,
            u"extra: connection 1, agent's message 6 (line 7): 3 bytes"_s,
            u"missing: connection 1, server's message 1 (line 7): 4 bytes"_s,
            u"extra: connection 2 (line 8): 1 message"_s,
            QString(),
        }));
}

void TestRecordingDiff::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("why");
    const auto good = m_folder.write(u"good"_s, recordingOf(u"agent"_s, {}));
    const auto text = m_folder.write(u"text"_s, "no recording\n");
    QTest::newRow("one") << QStringList({good}) << u"two recordings are needed"_s;
    QTest::newRow("not there") << QStringList({good, m_folder.path(u"none"_s)})
                               << u"No such file"_s;
    QTest::newRow("no recording") << QStringList({text, good}) << u"not a recording"_s;
}

void TestRecordingDiff::refusesWhatItCannotRead()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, why);
    RunningProgram diff(QStringList(u"diff"_s) + arguments);
    QVERIFY(diff.start());
    QCOMPARE(diff.exitCode(), 2);
    QVERIFY2(diff.errors().contains(why), qPrintable(diff.errors()));
    QCOMPARE(diff.count(Stream::Errors, u"\n"_s), 1);
}

void TestRecordingDiff::damageIsNoSameness()
{
    const auto whole = recordingOf(u"agent"_s, {{1, u"out"_s, "one"}});
    const auto good = m_folder.write(u"good"_s, whole);
    for (const auto *damage : {"broken\n", "{\"time"}) {
        const auto bad = m_folder.write(u"bad"_s, whole + damage);
        RunningProgram diff({u"diff"_s, good, bad});
        QVERIFY(diff.start());
        QCOMPARE(diff.exitCode(), 2);
        QVERIFY2(diff.errors().contains(u"line 3"_s), qPrintable(diff.errors()));
    }
}

void TestRecordingDiff::tellsWhatWasNotRecorded()
{
    const auto whole = recordingOf(u"agent"_s, {{1, u"out"_s, "one"}});
    const auto gap = QByteArray(R"({"time":"2025-11-24T16:00:00Z","program":"agent","event":"gap",)"
                                R"("missing":5,"reason":"too-fast"})")
        + '\n';
    RunningProgram diff(
        {u"diff"_s, m_folder.write(u"whole"_s, whole), m_folder.write(u"gappy"_s, whole + gap)});
    QVERIFY(diff.start());
    QCOMPARE(diff.exitCode(), 0);
    QVERIFY2(diff.errors().contains(u"gappy: 5 messages and events were not recorded"_s),
        qPrintable(diff.errors()));
}

QTEST_GUILESS_MAIN(TestRecordingDiff)

#include "tst_recordingdiff.moc"
