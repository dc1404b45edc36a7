// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"
#include "tests/support/processes/terminal.h"
#include "tests/support/randombytes.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// `sealcord agent --stdin`: what goes in comes out.
class TestPipeMode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesBackAFile_data();
    void givesBackAFile();
    void givesBackAPipe_data();
    void givesBackAPipe();
    void givesBackWhatComesInPieces();
    void givesBackATerminal();
    void endsWithoutInput();
    void sendsLines_data();
    void sendsLines();
    void cutsALineThatIsTooLong();
    void sendsNoChunkBeyondTheLimit();
    void answersEachLineWhenItComes();
    void keepsStandardOutputForReplies();

private:
    [[nodiscard]] QString writeFile(const QByteArray &content);

    ServerProgram m_server;
    QTemporaryDir m_directory;
};

static bool writeAll(const Descriptor &descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto count =
            ::write(descriptor.number(), bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (count < 0)
            return false;
        bytes = bytes.sliced(count);
    }
    return true;
}

void TestPipeMode::initTestCase()
{
    QVERIFY(m_server.listen());
}

QString TestPipeMode::writeFile(const QByteArray &content)
{
    QFile file(m_directory.filePath(u"input"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        QTest::qFail("the file cannot be written", __FILE__, __LINE__);
    return file.fileName();
}

static void addContents()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("options");

    const auto row = [](const char *name, const QByteArray &content,
                         const QStringList &options = {}) {
        QTest::newRow(name) << content << options;
    };
    row("nothing", "");
    row("a line", "one\n");
    row("no newline at the end", "one\ntwo");
    row("no newline at all", "one");
    row("an empty line", "\n");
    row("empty lines", "\n\none\n\n\ntwo\n\n");
    row("carriage returns", "one\r\ntwo\r\n\r\n");
    row("zeros", QByteArray("\0\0\n\0", 4));
    row("many short lines", QByteArray("x\n").repeated(20'000));
    row("a long line", QByteArray(3'000'000, 'l') + "\nshort\n");
    row("random lines", randomBytes(1, 2'000'000));
    row("raw, nothing", "", {u"--raw"_s});
    row("raw, a byte", "x", {u"--raw"_s});
    row("raw, random", randomBytes(1, 2'000'000), {u"--raw"_s});
}

void TestPipeMode::givesBackAFile_data()
{
    addContents();
}

void TestPipeMode::givesBackAFile()
{
    QFETCH(QByteArray, content);
    QFETCH(QStringList, options);

    RunningProgram agent(
        QStringList{u"agent"_s, u"--protocol=classic"_s, m_server.address(), u"--stdin"_s}
        + options);
    agent.setInputFile(writeFile(content));
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QVERIFY(agent.bytes(Stream::Output) == content);
}

void TestPipeMode::givesBackAPipe_data()
{
    addContents();
}

void TestPipeMode::givesBackAPipe()
{
    QFETCH(QByteArray, content);
    QFETCH(QStringList, options);

    Pipe pipe;
    RunningProgram agent(
        QStringList{u"agent"_s, u"--protocol=classic"_s, m_server.address(), u"--stdin"_s}
        + options);
    agent.redirect(0, pipe.readEnd.number());
    QVERIFY(agent.start());
    pipe.readEnd.close();
    QVERIFY(writeAll(pipe.writeEnd, content));
    pipe.writeEnd.close();
    QCOMPARE(agent.exitCode(), 0);
    QVERIFY(agent.bytes(Stream::Output) == content);
}

// A line is a line however many reads it takes.
void TestPipeMode::givesBackWhatComesInPieces()
{
    Pipe pipe;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, m_server.address(), u"--stdin"_s});
    agent.redirect(0, pipe.readEnd.number());
    QVERIFY(agent.start());
    pipe.readEnd.close();
    QVERIFY(agent.waitFor(Stream::Errors, u"^Connected to server successfully!$"_s).hasMatch());

    QVERIFY(writeAll(pipe.writeEnd, "be"));
    QVERIFY(writeAll(pipe.writeEnd, "gun\nan"));
    QVERIFY(QTest::qWaitFor([&] { return agent.bytes(Stream::Output) == "begun\n"; }, patience));
    QVERIFY(writeAll(pipe.writeEnd, "d ended\nand"));
    QVERIFY(QTest::qWaitFor(
        [&] { return agent.bytes(Stream::Output) == "begun\nand ended\n"; }, patience));
    pipe.writeEnd.close();
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.bytes(Stream::Output), "begun\nand ended\nand");
}

void TestPipeMode::givesBackATerminal()
{
    auto terminal = Terminal::open();
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, m_server.address(), u"--stdin"_s});
    agent.redirect(0, terminal.slave.number());
    QVERIFY(agent.start());
    QVERIFY(writeAll(terminal.master, "typed\n\nthree\n"));
    QVERIFY(QTest::qWaitFor(
        [&] { return agent.bytes(Stream::Output) == "typed\n\nthree\n"; }, patience));
    QVERIFY(writeAll(terminal.master, "\x04")); // Ctrl-D
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.bytes(Stream::Output), "typed\n\nthree\n");
}

void TestPipeMode::endsWithoutInput()
{
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, m_server.address(), u"--stdin"_s}); // from /dev/null
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.output(), QString());
    QVERIFY(agent.errors().contains(u"Connected to server successfully!\n"_s));

    RunningProgram closed({u"agent"_s, u"--protocol=classic"_s, m_server.address(), u"--stdin"_s});
    closed.omit(0);
    QVERIFY(closed.start());
    QVERIFY(closed.exitCode() != RunningProgram::stillRunning);
    QCOMPARE(closed.output(), QString());
}

void TestPipeMode::sendsLines_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QList<QByteArray>>("messages");

    QTest::newRow("lines") << QByteArray("one\ntwo\n") << QList<QByteArray>{"one\n", "two\n"};
    QTest::newRow("empty lines") << QByteArray("\n\nx") << QList<QByteArray>{"\n", "\n", "x"};
    QTest::newRow("zeros") << QByteArray("\0\n\0", 3)
                           << QList<QByteArray>{QByteArray("\0\n", 2), QByteArray("\0", 1)};
}

// Each line with its newline is one message, so that an empty line is no goodbye.
void TestPipeMode::sendsLines()
{
    QFETCH(QByteArray, content);
    QFETCH(QList<QByteArray>, messages);

    BlockingListener listener;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--stdin"_s});
    agent.setInputFile(writeFile(content));
    QVERIFY(agent.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    for (const auto &message : messages) {
        QCOMPARE(peer.receive(), message);
        QVERIFY(peer.send(message));
    }
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
    peer.socket().close();
    QCOMPARE(agent.exitCode(), 0);
}

void TestPipeMode::cutsALineThatIsTooLong()
{
    ServerProgram server({u"--max-message=16"_s});
    QVERIFY(server.listen());
    const QByteArray content = QByteArray(16, 'a') + "\n" + QByteArray(15, 'b') + "\n"
        + QByteArray(40, 'c') + "\nd\n" + QByteArray(33, 'e');
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server.address(), u"--stdin"_s,
        u"--max-message=16"_s});
    agent.setInputFile(writeFile(content));
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.bytes(Stream::Output), content);

    QVERIFY(server.waitFor(Stream::Errors, u"Connection closed by client"_s).hasMatch());
    QStringList lengths;
    const QRegularExpression received(u"Received data from \\S+: \\((\\d+) byte"_s);
    for (auto all = received.globalMatch(server.errors()); all.hasNext();)
        lengths += all.next().captured(1);
    const QStringList expected{
        u"16"_s, u"1"_s, u"16"_s, u"16"_s, u"16"_s, u"9"_s, u"2"_s, u"16"_s, u"16"_s, u"1"_s};
    QCOMPARE(lengths, expected);
}

void TestPipeMode::sendsNoChunkBeyondTheLimit()
{
    BlockingListener listener;
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--stdin"_s, u"--raw"_s});
    const auto content = randomBytes(1, 300'000);
    agent.setInputFile(writeFile(content));
    QVERIFY(agent.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    QByteArray all;
    while (all.size() < content.size()) {
        const auto message = peer.receive();
        QVERIFY(message);
        QVERIFY(message->size() <= 64 * 1024); // the Rust server loses more
        all += *message;
        QVERIFY(peer.send(*message));
    }
    QVERIFY(all == content);
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
    peer.socket().close();
    QCOMPARE(agent.exitCode(), 0);
}

// Somebody types and wants to see the answer before typing on.
void TestPipeMode::answersEachLineWhenItComes()
{
    Pipe input;
    Pipe output;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, m_server.address(), u"--stdin"_s});
    agent.redirect(0, input.readEnd.number());
    agent.redirect(1, output.writeEnd.number());
    QVERIFY(agent.start());
    for (int i = 0; i < 100; ++i) {
        const auto line = "line " + QByteArray::number(i) + '\n';
        QVERIFY(writeAll(input.writeEnd, line));
        QByteArray echo(line.size(), '\0');
        QVERIFY(output.readEnd.isReadable());
        QCOMPARE(::read(output.readEnd.number(), echo.data(), std::size_t(echo.size())),
            ssize_t(line.size()));
        QCOMPARE(echo, line);
    }
    input.readEnd.close();
    input.writeEnd.close();
    QCOMPARE(agent.exitCode(), 0);
}

void TestPipeMode::keepsStandardOutputForReplies()
{
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, m_server.address(), u"--stdin"_s,
        u"--log-level=trace"_s});
    agent.setInputFile(writeFile("reply\n"));
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.output(), u"reply\n"_s);
    QVERIFY(agent.errors().contains(u"fingerprint SHA256:"_s));
}

QTEST_GUILESS_MAIN(TestPipeMode)
#include "tst_pipemode.moc"
