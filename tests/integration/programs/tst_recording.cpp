// SPDX-License-Identifier: MIT
#include "tests/integration/programs/recordedfiles.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <memory>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// What the programs record, and what becomes of it where it cannot be written.
class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<RecordingFolder>(); }
    void bothEndsRecordTheSameMessages();
    void framesAreRecordedWhereTheyAreAskedFor();
    void onlyWhatPassesTheFilterIsRecorded();
    void isForItsOwnerAlone();
    void linesAreWholeAfterAKill();
    void refusesWhatItCannotRecordTo_data();
    void refusesWhatItCannotRecordTo();
    void servesOnWhereTheDiskIsFull();
    void waitsForNoReader();
    void servesOnWhereTheFolderIsGone();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->path(name); }

    std::unique_ptr<RecordingFolder> m_folder;
};

void TestRecording::bothEndsRecordTheSameMessages()
{
    const auto input = path(u"input"_s);
    QFile file(input);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto said = QByteArray("plain\nnot UTF-8: \xff\xfe\n") + '\0' + QByteArray("nul\nlast");
    file.write(said);
    file.close();

    ServerProgram server({u"--record"_s, path(u"server.sealcord"_s)});
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, server.address(), u"--trust"_s, u"accept-new"_s, u"--stdin"_s,
        u"--no-reconnect"_s, u"--record"_s, path(u"agent.sealcord"_s)});
    agent.setInputFile(input);
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    const auto here = recorded(path(u"server.sealcord"_s));
    const auto there = recorded(path(u"agent.sealcord"_s));
    QCOMPARE(messagesIn(there, u"out"_s).join(), said);
    QCOMPARE(messagesIn(here, u"in"_s), messagesIn(there, u"out"_s));
    QCOMPARE(messagesIn(here, u"out"_s), messagesIn(there, u"in"_s));
    const auto events = eventsOf(here);
    QCOMPARE(events.first(3),
        QStringList({u"recording"_s, u"server-started"_s, u"connection-accepted"_s}));
    QVERIFY(events.indexOf(u"connection-established"_s) < events.indexOf(u"message"_s));
    QCOMPARE(events.last(2), QStringList({u"connection-ended"_s, u"stopped"_s}));
    QCOMPARE(eventsOf(there).last(), u"connection-ended"_s);
}

void TestRecording::framesAreRecordedWhereTheyAreAskedFor()
{
    const auto record = path(u"a.sealcord"_s);
    ServerProgram server({u"--record"_s, record, u"--record-frames"_s});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands() && peer.echo("hello"));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    int frames = 0;
    for (const auto &line : recorded(record))
        frames += line.contains("frame"_L1) ? 1 : 0;
    QCOMPARE(frames, 2);
    QCOMPARE(recorded(record).first()["frames"_L1].toBool(), true);
}

void TestRecording::onlyWhatPassesTheFilterIsRecorded()
{
    const auto record = path(u"a.sealcord"_s);
    ServerProgram server({u"--record"_s, record, u"--record-if"_s, u"dir:in len>3"_s});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands() && peer.echo("hello") && peer.echo("no"));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    QCOMPARE(eventsOf(recorded(record)), QStringList({u"recording"_s, u"message"_s}));
    QCOMPARE(messagesIn(recorded(record), u"in"_s), QList<QByteArray>({"hello"}));
}

void TestRecording::isForItsOwnerAlone()
{
    const auto record = path(u"a.sealcord"_s);
    ServerProgram server({u"--record"_s, record});
    QVERIFY(server.listen());
    struct stat status{};
    QCOMPARE(::stat(QFile::encodeName(record).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777U, 0600U);
}

void TestRecording::linesAreWholeAfterAKill()
{
    constexpr int count = 500;
    const auto record = path(u"a.sealcord"_s);
    ServerProgram server({u"--record"_s, record});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    for (int i = 0; i < count; ++i)
        QVERIFY(peer.echo(QByteArray::number(i).leftJustified(2000, '.')));
    server.signal(SIGKILL);
    QCOMPARE(server.exitCode(), RunningProgram::diedOfSignal);

    const auto lines = recorded(record); // up to the last newline
    QCOMPARE(eventsOf(lines).first(), u"recording"_s);
    QVERIFY(!eventsOf(lines).contains(QString()));
    const auto messages = messagesIn(lines, u"in"_s);
    for (int i = 0; i < messages.size(); ++i)
        QCOMPARE(messages[i], QByteArray::number(i).leftJustified(2000, '.'));
}

void TestRecording::refusesWhatItCannotRecordTo_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");

    QTest::newRow("existing file") << u"existing"_s << u"it exists, and what it holds"_s;
    QTest::newRow("folder") << u"folder"_s << u"Is a directory"_s;
    QTest::newRow("link to nowhere") << u"link"_s << u"it exists"_s;
    QTest::newRow("no such folder") << u"none/a.sealcord"_s << u"No such file or directory"_s;
    QTest::newRow("no permission") << u"locked/a.sealcord"_s << u"Permission denied"_s;
}

void TestRecording::refusesWhatItCannotRecordTo()
{
    QFETCH(QString, name);
    QFETCH(QString, why);
    QFile existing(path(u"existing"_s));
    QVERIFY(existing.open(QIODevice::WriteOnly) && existing.write("mine") == 4);
    existing.close();
    QVERIFY(QFile::link(path(u"nowhere"_s), path(u"link"_s)));
    QDir folder(m_folder->path());
    QVERIFY(folder.mkdir(u"folder"_s) && folder.mkdir(u"locked"_s));
    ::chmod(QFile::encodeName(path(u"locked"_s)).constData(), 0);
    ::chmod(QFile::encodeName(m_folder->path()).constData(), 0777);

    RunningProgram server({u"server"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--protocol"_s,
        u"classic"_s, u"--record"_s, path(name)});
    server.dropPrivileges();
    QVERIFY(server.start());
    QCOMPARE(server.exitCode(), 2);
    QVERIFY2(server.errors().contains(why), qPrintable(server.errors()));
    QCOMPARE(server.count(Stream::Errors, u"\n"_s), 1);
    QCOMPARE(bytesIn(path(u"existing"_s)), QByteArray("mine"));
}

// A limit of the size stands for a disk that is full: whether the system's word is ENOSPC or EFBIG,
// the write ends in the middle of a line.
void TestRecording::servesOnWhereTheDiskIsFull()
{
    const auto record = path(u"a.sealcord"_s);
    ServerProgram server({u"--record"_s, record});
    QVERIFY(server.listen());
    const auto limitSize = [&](rlim_t bytes) {
        const rlimit limit{bytes, RLIM_INFINITY};
        return ::prlimit(server.pid(), RLIMIT_FSIZE, &limit, nullptr) == 0;
    };
    QVERIFY(limitSize(50'000));
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    const QByteArray message(10'000, '.');
    qint64 said = 0;
    for (; said < 20; ++said)
        QVERIFY(peer.echo(message));
    QVERIFY(server.waitFor(Stream::Errors, u"ERROR server: Cannot record to .*large"_s).hasMatch());
    QVERIFY(QFileInfo(record).size() <= 50'000 && bytesIn(record).endsWith('\n'));
    for (; said < 30; ++said)
        QVERIFY(peer.echo(message));

    QVERIFY(limitSize(RLIM_INFINITY));
    QVERIFY(server.waitFor(Stream::Errors, u"WARN server: Recording to .* again"_s).hasMatch());
    QVERIFY(peer.echo("after"));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    QCOMPARE(server.count(Stream::Errors, u"Cannot record"_s), 1);
    QCOMPARE(server.count(Stream::Errors, u"again"_s), 1);

    const auto lines = recorded(record);
    QVERIFY(eventsOf(lines).contains(u"gap"_s));
    QVERIFY(!eventsOf(lines).contains(QString())); // a line that is not whole
    QCOMPARE(lines[eventsOf(lines).indexOf(u"gap"_s)]["reason"_L1].toString(), u"disk-full"_s);
    QCOMPARE(
        messagesIn(lines, u"in"_s).size() + messagesIn(lines, u"out"_s).size() + missingIn(lines),
        2 * (said + 1));
    QCOMPARE(messagesIn(lines, u"in"_s).last(), QByteArray("after"));
}

void TestRecording::waitsForNoReader()
{
    const auto record = path(u"fifo"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(record).constData(), 0600), 0);
    ServerProgram server({u"--record"_s, record});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Cannot record to .*: nobody reads it"_s).hasMatch());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands() && peer.echo("unheard"));

    Pipe pipe;
    pipe.readEnd = Descriptor(::open(QFile::encodeName(record).constData(), O_RDONLY | O_NONBLOCK));
    QVERIFY(server.waitFor(Stream::Errors, u"WARN server: Recording to .* again"_s).hasMatch());
    QVERIFY(peer.echo("heard"));
    QByteArray read;
    QTRY_VERIFY_WITH_TIMEOUT((read += pipe.read()).contains("heard"), patience);
    const auto events = eventsOf(linesIn(read));
    QCOMPARE(events.first(4),
        QStringList(
            {u"recording"_s, u"connection-accepted"_s, u"connection-established"_s, u"gap"_s}));
    pipe.readEnd.close(); // the reader leaves
    QVERIFY(peer.echo("unheard"));
    QVERIFY(server.waitFor(Stream::Errors, u"(?s)again.*nobody reads it"_s).hasMatch());
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
}

void TestRecording::servesOnWhereTheFolderIsGone()
{
    const auto folder = path(u"folder"_s);
    const auto record = folder + u"/a.sealcord"_s;
    QVERIFY(QDir().mkdir(folder));
    ServerProgram server({u"--record"_s, record});
    QVERIFY(server.listen());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(record).size() > 0, patience);
    QVERIFY(QDir(folder).removeRecursively());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands() && peer.echo("lost"));
    QVERIFY(server.waitFor(Stream::Errors, u"Cannot record to .*: No such file"_s).hasMatch());
    QVERIFY(peer.echo("lost"));

    QVERIFY(QDir().mkdir(folder));
    QVERIFY(server.waitFor(Stream::Errors, u"WARN server: Recording to .* again"_s).hasMatch());
    QVERIFY(peer.echo("kept"));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    const auto lines = recorded(record);
    QCOMPARE(eventsOf(lines).first(4),
        QStringList(
            {u"recording"_s, u"connection-accepted"_s, u"connection-established"_s, u"gap"_s}));
    QCOMPARE(messagesIn(lines, u"in"_s), QList<QByteArray>({"kept"}));
}

QTEST_GUILESS_MAIN(TestRecording)

#include "tst_recording.moc"
