// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

constexpr qint64 mebibyte = 1024 * 1024;

/// What pipe mode costs in memory, at both ends.
class TestPipeVolume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesALargeFile_data();
    void carriesALargeFile();
    void waitsForWhoeverReadsItsOutput();
    void boundsWhatAwaitsItsReply();
};

/// Fills \a path with \a size bytes, in lines of up to 4 KiB or without any newline. Each
/// kibibyte holds its number, so that none can take another's place.
static bool writeLargeFile(const QString &path, qint64 size, bool hasLines)
{
    QByteArray block(mebibyte, Qt::Uninitialized);
    quint64 state = 1;
    int untilNewline = 0;
    for (auto &byte : block) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const auto random = static_cast<char>(state >> 56);
        const bool endsLine = hasLines && untilNewline-- == 0;
        byte = endsLine ? '\n' : random == '\n' ? ' ' : random;
        if (endsLine)
            untilNewline = 16 * static_cast<unsigned char>(random);
    }
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    for (qint64 number = 0; number * 1024 < size;) {
        for (qsizetype at = 0; at < block.size(); at += 1024)
            block.replace(at, 8, QByteArray::number(number++).rightJustified(8, '0'));
        if (file.write(block) != block.size())
            return false;
    }
    return true;
}

static bool areEqual(const QString &first, const QString &second)
{
    QFile a(first);
    QFile b(second);
    if (!a.open(QIODevice::ReadOnly) || !b.open(QIODevice::ReadOnly) || a.size() != b.size())
        return false;
    while (!a.atEnd()) {
        if (a.read(mebibyte) != b.read(mebibyte))
            return false;
    }
    return true;
}

/// What the program takes when it does nothing: above all the libraries' code, which all processes
/// share, and of which one system has twice as much as another.
static qint64 idleMemory()
{
    ServerProgram idle;
    return idle.listen() ? idle.memory("VmHWM") : 0;
}

void TestPipeVolume::carriesALargeFile_data()
{
    QTest::addColumn<bool>("hasLines");
    QTest::addColumn<QStringList>("options");

    QTest::newRow("lines") << true << QStringList();
    QTest::newRow("one line, in pieces of 16 MiB") << false << QStringList();
    QTest::newRow("raw") << false << QStringList{u"--raw"_s};
}

void TestPipeVolume::carriesALargeFile()
{
    QFETCH(bool, hasLines);
    QFETCH(QStringList, options);

    const bool isLong = !qEnvironmentVariableIsEmpty("SEALCORD_LONG_TESTS");
    const auto size = (isLong ? 1024 : isSanitized ? 32 : 256) * mebibyte;
    const QTemporaryDir directory;
    const auto path = directory.filePath(u"input"_s);
    QVERIFY(writeLargeFile(path, size, hasLines));

    ServerProgram server({u"--log-level"_s, u"info"_s, u"--show-data"_s, u"none"_s});
    QVERIFY(server.listen());
    RunningProgram agent(
        QStringList{u"agent"_s, u"--protocol=classic"_s, server.address(), u"--stdin"_s} + options);
    agent.setInputFile(path);
    QVERIFY(agent.start());

    // The high-water mark of a process that has ended cannot be read, so it is read all along.
    qint64 most = 0;
    const auto deadline = QDeadlineTimer(isLong ? patience * 10 : patience * 3);
    while (agent.isRunning() && !deadline.hasExpired()) {
        most = std::max(most, agent.memory("VmHWM"));
        QTest::qWait(2);
    }
    QCOMPARE(agent.exitCode(), 0);
    QVERIFY(areEqual(path, agent.path(Stream::Output)));
    if (isSanitized)
        return; // their memory is not the program's
    const auto servers = server.memory("VmHWM");
    const auto idle = idleMemory();
    qInfo("VmHWM: agent %lld KiB, server %lld KiB, idle %lld KiB", most / 1024, servers / 1024,
        idle / 1024);
    QVERIFY(most > 0 && servers > 0 && idle > 0);
    QCOMPARE_LT(most - idle, 52 * mebibyte);
    QCOMPARE_LT(servers - idle, 52 * mebibyte);
}

/// Whether \a value stays the same for half a second, once it has moved.
template <typename Value> static bool settles(const Value &value)
{
    return QTest::qWaitFor(
        [&value, seen = qint64(0)]() mutable {
            QTest::qWait(500); // without a change in so long a time nothing moves
            return std::exchange(seen, value()) == seen && seen > 0;
        },
        patience);
}

// It stops reading its socket and its input, and goes on where it stopped.
void TestPipeVolume::waitsForWhoeverReadsItsOutput()
{
    constexpr qint64 size = 64 * mebibyte;
    const QTemporaryDir directory;
    const auto path = directory.filePath(u"input"_s);
    QVERIFY(writeLargeFile(path, size, true));

    Pipe output;
    ServerProgram server({u"--log-limit=off"_s});
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server.address(), u"--stdin"_s,
        u"--reply-timeout=1s"_s});
    agent.setInputFile(path);
    agent.redirect(1, output.writeEnd.number());
    QVERIFY(agent.start());
    output.writeEnd.close();
    const auto messages = [&server] { return server.count(Stream::Errors, u"Received data"_s); };
    QVERIFY(settles(messages));
    if (!isSanitized) {
        const auto idle = idleMemory();
        QCOMPARE_LT(agent.memory("VmHWM") - idle, 12 * mebibyte);
        QCOMPARE_LT(server.memory("VmHWM") - idle, 12 * mebibyte);
    }
    QTest::qWait(1500); // longer than the reply timeout, which is not for replies that wait here
    QVERIFY(agent.isRunning());

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray bytes(mebibyte, Qt::Uninitialized);
    while (output.readEnd.isReadable()) {
        const auto count =
            ::read(output.readEnd.number(), bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (count <= 0)
            break;
        QVERIFY(QByteArrayView(bytes).first(count) == file.read(count));
    }
    QVERIFY(file.atEnd());
    QCOMPARE(agent.exitCode(), 0);
}

// A server that takes everything and answers nothing.
void TestPipeVolume::boundsWhatAwaitsItsReply()
{
    BlockingListener listener;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--stdin"_s,
        u"--reply-timeout=1h"_s});
    const QTemporaryDir directory;
    const auto path = directory.filePath(u"input"_s);
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 32; ++i)
            QCOMPARE(file.write(QByteArray(mebibyte, '\n')), mebibyte);
    }
    agent.setInputFile(path);
    QVERIFY(agent.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    constexpr qint64 tooMany = 200'000; // with their records they would take 12 MiB
    qint64 received = 0;
    while (received < tooMany && peer.isReadable(1000)) {
        QCOMPARE(peer.receive(), "\n");
        ++received;
    }
    QVERIFY(received > 0);
    QVERIFY2(received < tooMany, qPrintable(QString::number(received)));
    if (!isSanitized)
        QCOMPARE_LT(agent.memory("VmHWM") - idleMemory(), 12 * mebibyte);
    agent.signal(SIGINT);
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
    peer.socket().close();
    QCOMPARE(agent.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestPipeVolume)
#include "tst_pipevolume.moc"
