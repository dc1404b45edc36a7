// SPDX-License-Identifier: MIT
#include "core/recording/recordingtap.h"

#include "core/recording/recorder.h"
#include "tests/unit/recording/recordedlines.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Recorders that come and go while connections stand.
class TestRecordingTap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingButLivesIsOfInterestWithoutARecorder();
    void aRecorderThatBeginsLateKnowsWhoStands();
    void whatHappensAfterItsEndIsNotRecorded();
    void livesAreRecordedOnceWhenItBegins();

private:
    static std::shared_ptr<Recorder> recorder(const QTemporaryDir &folder)
    {
        return std::make_shared<Recorder>(
            RecordingSettings{.path = folder.filePath(u"a.sealcord"_s)}, RecordingHead(), nullptr);
    }
    static QStringList recorded(const QTemporaryDir &folder)
    {
        return wordsIn(contentOf(folder.filePath(u"a.sealcord"_s)));
    }
};

void TestRecordingTap::nothingButLivesIsOfInterestWithoutARecorder()
{
    const QTemporaryDir folder;
    RecordingTap tap;
    QCOMPARE(tap.interest(), TapInterest::Lives);
    tap.begin(recorder(folder));
    QCOMPARE(tap.interest(), TapInterest::Messages);
    tap.end();
    QCOMPARE(tap.interest(), TapInterest::Lives);
}

void TestRecordingTap::aRecorderThatBeginsLateKnowsWhoStands()
{
    const QTemporaryDir folder;
    RecordingTap tap;
    tap.happened(ConnectionOpened{named(1)});
    tap.happened(ConnectionOpened{named(2)});
    ConnectionEstablished established;
    established.connection = named(1);
    tap.happened(established);
    tap.happened(MessageSeen{.connection = named(1), .plaintext = bytesOf("before")});
    ConnectionEnded ended;
    ended.connection = named(2);
    tap.happened(ended);
    const auto late = recorder(folder);
    tap.begin(late);
    tap.happened(MessageSeen{.connection = named(1), .plaintext = bytesOf("one")});
    late->stop();
    QCOMPARE(recorded(folder),
        QStringList(
            {u"recording"_s, u"connection-accepted"_s, u"connection-established"_s, u"one"_s}));
}

void TestRecordingTap::whatHappensAfterItsEndIsNotRecorded()
{
    const QTemporaryDir folder;
    RecordingTap tap;
    const auto told = recorder(folder);
    tap.begin(told);
    tap.happened(MessageSeen{.connection = named(1), .plaintext = bytesOf("one")});
    tap.end();
    tap.happened(MessageSeen{.connection = named(1), .plaintext = bytesOf("two")});
    told->stop();
    QCOMPARE(recorded(folder), QStringList({u"recording"_s, u"one"_s}));
}

// A connection that comes at the very moment is among those that stand, or is told of: never both,
// and never neither.
void TestRecordingTap::livesAreRecordedOnceWhenItBegins()
{
    for (int round = 0; round < 20; ++round) {
        const QTemporaryDir folder;
        RecordingTap tap;
        std::atomic<bool> isGoing = false;
        std::jthread coming([&] {
            for (ConnectionId id = 1; id <= 500; ++id) {
                tap.happened(ConnectionOpened{named(id)});
                isGoing = true;
            }
        });
        while (!isGoing)
            std::this_thread::yield();
        const auto told = recorder(folder);
        tap.begin(told);
        coming.join();
        told->stop();
        QCOMPARE(recorded(folder).size(), 501);
    }
}

QTEST_GUILESS_MAIN(TestRecordingTap)
#include "tst_recordingtap.moc"
