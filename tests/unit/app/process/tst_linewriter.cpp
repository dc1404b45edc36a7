// SPDX-License-Identifier: MIT
#include "core/app/process/linewriter.h"

#include "tests/support/processes/pipe.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <thread>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

class TestLineWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesComeWholeAndInOrder();
    void longLineIsWrittenInPieces();
    void stalledReaderIsWaitedFor();
    void givesUpOnAStalledReader();
    void goneReaderEndsTheWait();
    void whatCouldNotBeWrittenIsSaidOnce();
    void descriptorStaysBlocking();
    void fullDeviceIsNoEndlessLoop();
};

void TestLineWriter::linesComeWholeAndInOrder()
{
    Pipe pipe;
    LineWriter writer(pipe.writeEnd.number());
    QByteArray expected;
    for (int i = 0; i < 1000; ++i) {
        const auto line = "line " + QByteArray::number(i) + '\n';
        expected += line;
        writer.add(line.toStdString());
    }
    writer.flush();
    QCOMPARE(pipe.read(), expected);
}

void TestLineWriter::longLineIsWrittenInPieces()
{
    Pipe pipe;
    LineWriter writer(pipe.writeEnd.number());
    const auto line = QByteArray(20'000, 'x') + '\n';
    writer.add("before\n");
    writer.add(line.toStdString());
    writer.flush();
    QCOMPARE(pipe.read(), "before\n" + line);
}

void TestLineWriter::stalledReaderIsWaitedFor()
{
    Pipe pipe;
    pipe.fill();
    std::jthread thread([&pipe] {
        LineWriter writer(pipe.writeEnd.number());
        writer.add("late\n");
        writer.flush();
    });
    QByteArray all;
    QTRY_VERIFY((all += pipe.read()).endsWith("late\n"));
}

void TestLineWriter::givesUpOnAStalledReader()
{
    Pipe pipe;
    pipe.fill();
    LineWriter writer(pipe.writeEnd.number());
    std::jthread stopper([&writer] {
        std::this_thread::sleep_for(20ms);
        writer.giveUpAt(std::chrono::steady_clock::now() + 100ms);
    });
    QElapsedTimer timer;
    timer.start();
    writer.add("lost\n");
    writer.flush();
    QVERIFY(timer.elapsed() >= 100);
    QVERIFY(timer.elapsed() < 5000);
    QVERIFY(!pipe.read().contains("lost"));

    // What can be written without waiting still is.
    writer.add("kept\n");
    writer.flush();
    QCOMPARE(pipe.read(), QByteArray("kept\n"));
}

void TestLineWriter::goneReaderEndsTheWait()
{
    Pipe pipe;
    pipe.readEnd.close();
    const auto previous = std::signal(SIGPIPE, SIG_IGN);
    LineWriter writer(pipe.writeEnd.number());
    writer.add("lost\n");
    writer.flush();
    std::signal(SIGPIPE, previous);
}

void TestLineWriter::descriptorStaysBlocking()
{
    Pipe pipe;
    LineWriter writer(pipe.writeEnd.number());
    writer.add("x\n");
    writer.flush();
    QCOMPARE(::fcntl(pipe.writeEnd.number(), F_GETFL) & O_NONBLOCK, 0);
}

void TestLineWriter::fullDeviceIsNoEndlessLoop()
{
    const auto full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    QVERIFY(full >= 0);
    LineWriter writer(full);
    writer.add("lost\n");
    writer.flush();
    ::close(full);
}

void TestLineWriter::whatCouldNotBeWrittenIsSaidOnce()
{
    const auto full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    QVERIFY(full >= 0);
    LineWriter writer(full);
    writer.add("lost\n");
    writer.add(std::string(PIPE_BUF, 'x')); // has to write the line before
    QVERIFY(writer.flush() == std::errc::no_space_on_device);
    QVERIFY(!writer.flush());
    ::close(full);

    Pipe pipe;
    LineWriter other(pipe.writeEnd.number());
    other.add("written\n");
    QVERIFY(!other.flush());
}

QTEST_GUILESS_MAIN(TestLineWriter)
#include "tst_linewriter.moc"
