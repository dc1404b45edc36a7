// SPDX-License-Identifier: MIT
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"
#include "tests/support/processes/terminal.h"

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// What the server shows of messages to whoever reads its log: in a file, a pipe, a terminal.
class TestServerLogOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsMessages_data();
    void showsMessages();
    void showsWhatPassesTheFilter();
    void showsNoMessagesInAPipe();
    void showsMessagesOnATerminal_data();
    void showsMessagesOnATerminal();
    void doesNotWaitForWhoeverReadsIt();
};

/// What arrives at \a descriptor until it matches \a pattern.
static QString readUntil(const Descriptor &descriptor, const QString &pattern)
{
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    QByteArray all;
    while (!QString::fromUtf8(all).contains(expression) && descriptor.isReadable()) {
        std::array<char, 4096> bytes;
        const auto count = ::read(descriptor.number(), bytes.data(), bytes.size());
        if (count <= 0)
            break;
        all.append(bytes.data(), count);
    }
    return QString::fromUtf8(all);
}

/// The port of which a server tells \a log that it listens there.
static quint16 portIn(const Descriptor &log)
{
    static const QRegularExpression expression(u"Server started on \\S+:(\\d+)\\s"_s);
    return expression.match(readUntil(log, expression.pattern())).captured(1).toUShort();
}

void TestServerLogOutput::showsMessages_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("shown");

    const QByteArray message("Hi\n\"\xff");
    QTest::newRow("bytes") << u"bytes"_s << message << u"[72, 105, 10, 34, 255]"_s;
    QTest::newRow("text") << u"text"_s << message << u"\"Hi\\n\\\"\\xff\""_s;
    QTest::newRow("hex") << u"hex"_s << message << u"48 69 0a 22 ff"_s;
    QTest::newRow("none") << u"none"_s << message << u"(5 bytes)"_s;
    QTest::newRow("one byte") << u"none"_s << QByteArray("x") << u"(1 byte)"_s;

    const QByteArray fits(64, 'a');
    const QByteArray isCut(65, 'a');
    QTest::newRow("64 bytes") << u"text"_s << fits << u'"' + QString(64, u'a') + u'"';
    QTest::newRow("65 bytes") << u"text"_s << isCut
                              << u'"' + QString(64, u'a') + u"\" ... (65 bytes)"_s;
    QTest::newRow("bytes, 65") << u"bytes"_s << isCut
                               << u'[' + QString(u"97, "_s).repeated(64) + u"... (65 bytes)]"_s;
}

void TestServerLogOutput::showsMessages()
{
    QFETCH(QString, how);
    QFETCH(QByteArray, message);
    QFETCH(QString, shown);

    ServerProgram server({u"--show-data"_s, how});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands() && peer.echo(message));
    const auto line = server.waitFor(Stream::Errors, u"Received data from \\S+: (.*)$"_s);
    QCOMPARE(line.captured(1), shown);
}

void TestServerLogOutput::showsWhatPassesTheFilter()
{
    ServerProgram server({u"--show-data"_s, u"text"_s, u"--log-level"_s, u"debug"_s});
    server.setVariable(u"SEALCORD_SHOW_IF"_s, u"dir:in len>3"_s);
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands() && peer.echo("abc") && peer.echo("needle") && peer.sayGoodbye());
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Fin);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    QCOMPARE(server.count(Stream::Errors, u"Server started on"_s), 1);
    QCOMPARE(server.count(Stream::Errors, u"needle"_s), 1);
    QCOMPARE(server.count(Stream::Errors, u"abc"_s), 0);
    QCOMPARE(server.count(Stream::Errors, u"Accepted connection|Connection closed"_s), 0);
}

void TestServerLogOutput::showsNoMessagesInAPipe()
{
    Pipe pipe;
    RunningProgram server({u"server"_s, u"--listen"_s, u"127.0.0.1:0"_s});
    server.redirect(2, pipe.writeEnd.number());
    QVERIFY(server.start());
    ClassicPeer peer(portIn(pipe.readEnd));
    QVERIFY(peer.shakeHands() && peer.echo("a secret"));
    const auto log = readUntil(pipe.readEnd, u"Received data .*\\s$"_s);
    QVERIFY2(log.contains(u": (8 bytes)\n"_s), qPrintable(log));
}

void TestServerLogOutput::showsMessagesOnATerminal_data()
{
    QTest::addColumn<bool>("wantsColour");

    QTest::newRow("in colour") << true;
    QTest::newRow("NO_COLOR") << false;
}

void TestServerLogOutput::showsMessagesOnATerminal()
{
    QFETCH(bool, wantsColour);

    auto terminal = Terminal::open();
    RunningProgram server({u"server"_s, u"--listen"_s, u"127.0.0.1:0"_s});
    server.redirect(2, terminal.slave.number());
    server.setVariable(u"NO_COLOR"_s, wantsColour ? QString() : u"1"_s);
    QVERIFY(server.start());
    ClassicPeer peer(portIn(terminal.master));
    QVERIFY(peer.shakeHands() && peer.echo("Hi"));
    const auto log = readUntil(terminal.master, u"Received data .*\\s$"_s);
    QVERIFY2(log.contains(u": [72, 105]"_s), qPrintable(log));
    QCOMPARE(log.contains(u"\x1b["_s), wantsColour);
}

// More lines than the pipe and the queue hold: they are lost, and counted, and nobody waits.
void TestServerLogOutput::doesNotWaitForWhoeverReadsIt()
{
    constexpr int messages = 20'000;
    Pipe pipe;
    RunningProgram server({u"server"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--log-level"_s,
        u"trace"_s, u"--show-data"_s, u"bytes"_s, u"--log-limit"_s, u"off"_s});
    server.redirect(2, pipe.writeEnd.number());
    QVERIFY(server.start());
    ClassicPeer peer(portIn(pipe.readEnd));
    QVERIFY(peer.shakeHands());
    const QByteArray message(64, 'm');
    for (int i = 0; i < messages; ++i)
        QVERIFY(peer.echo(message));

    pipe.writeEnd.close();
    const auto log = readUntil(pipe.readEnd, u"(\\d+) log lines were dropped"_s);
    QVERIFY(log.contains(u"log lines were dropped"_s));
    server.signal(SIGTERM);
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
    peer.socket().close();
    QCOMPARE(server.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestServerLogOutput)
#include "tst_serverlogoutput.moc"
