// SPDX-License-Identifier: MIT
#include "core/recording/recorder.h"

#include "tests/support/patience.h"
#include "tests/unit/recording/recordedlines.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <fcntl.h>
#include <unistd.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// The thread that records.
class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allThatHappenedIsWrittenAtTheEnd();
    void framesAreOfInterestWhereTheyAreRecorded();
    void endsInTimeWhereNobodyReads();
    void violationsAreWhatPeersDoWrong();
};

void TestRecorder::allThatHappenedIsWrittenAtTheEnd()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"a.sealcord"_s);
    Recorder recorder({.path = path}, {}, nullptr);
    QCOMPARE(recorder.errorString(), QString());
    recorder.happened(ConnectionOpened{named(1)});
    recorder.happened(MessageSeen{.connection = named(1), .plaintext = bytesOf("one")});
    recorder.addEvent(EventKind::Stopped, EventLevel::Info, {});
    recorder.stop();
    QCOMPARE(wordsIn(contentOf(path)),
        QStringList({u"recording"_s, u"connection-accepted"_s, u"one"_s, u"stopped"_s}));
}

void TestRecorder::framesAreOfInterestWhereTheyAreRecorded()
{
    const QTemporaryDir folder;
    const Recorder without({.path = folder.filePath(u"a.sealcord"_s)}, {}, nullptr);
    const Recorder with({.path = folder.filePath(u"b.sealcord"_s), .hasFrames = true}, {}, nullptr);
    QCOMPARE(without.interest(), TapInterest::Messages);
    QCOMPARE(with.interest(), TapInterest::Frames);
}

void TestRecorder::endsInTimeWhereNobodyReads()
{
    const QTemporaryDir folder;
    const auto path = QFile::encodeName(folder.filePath(u"fifo"_s));
    QCOMPARE(::mkfifo(path.constData(), 0600), 0);
    const int reader = ::open(path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    Recorder recorder({.path = folder.filePath(u"fifo"_s)}, {}, nullptr);
    const std::string content(1'000'000, 'x'); // far more than a pipe holds
    recorder.happened(MessageSeen{.connection = named(1), .plaintext = bytesOf(content)});
    QElapsedTimer timer;
    timer.start();
    recorder.stop();
    QVERIFY(timer.elapsed() < 5000);
    ::close(reader);
}

void TestRecorder::violationsAreWhatPeersDoWrong()
{
    QVERIFY(isViolation(EndReason::NotAuthentic));
    QVERIFY(isViolation(EndReason::BadFrame));
    QVERIFY(!isViolation(EndReason::NotAPeer)); // whoever scans ports
    QVERIFY(!isViolation(EndReason::Lost));
    QVERIFY(!isViolation(EndReason::ClosedByPeer));
}

QTEST_GUILESS_MAIN(TestRecorder)

#include "tst_recorder.moc"
