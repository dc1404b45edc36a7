// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/runningprogram.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// What the server writes about its peers, and what a peer can do to it.
class TestServerLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsAConnectionInTheWordsOfTheSpecification();
    void escapesWhatAStrangerSends_data();
    void escapesWhatAStrangerSends();
    void escapesWhatAPeerSends();
    void countsWhatIsBeyondTheLimit();
    void floodOfMessagesFillsNoDisk();
    void writesOneJsonObjectALine();
    void keepsToItsLevel_data();
    void keepsToItsLevel();
};

// A line of the log, whatever it says.
static const auto anyLine = u"\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z [A-Z]+ server: [^\\x00-\\x1f\\x7f]+"_s;

static bool isWholeLog(const QString &log)
{
    static const QRegularExpression expression(u"\\A(?:"_s + anyLine + u"\n)+\\z"_s);
    return expression.match(log).hasMatch();
}

/// A stranger who says \a bytes and waits until the server closes.
static bool isThrownOut(quint16 port, const QByteArray &bytes)
{
    auto stranger = BlockingSocket::connectTo(port);
    return stranger.isOpen() && stranger.write(toBytes(bytes)) && stranger.read().empty()
        && stranger.end() != BlockingSocket::End::TimedOut;
}

void TestServerLog::tellsAConnectionInTheWordsOfTheSpecification()
{
    ServerProgram server({u"--show-data"_s, u"bytes"_s});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands() && peer.echo("Hello from client!") && peer.sayGoodbye());
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Fin);

    QVERIFY(server.waitFor(Stream::Errors, u"Connection closed"_s).hasMatch());
    const auto start = u"^\\S+ INFO server: "_s;
    const auto accepted = server.waitFor(
        Stream::Errors, start + u"Accepted connection from (127\\.0\\.0\\.1:\\d+)$"_s);
    const auto address = QRegularExpression::escape(accepted.captured(1));
    QCOMPARE(server.count(Stream::Errors,
                 start + u"Received data from "_s + address
                     + u": \\[72, 101, 108, 108, 111, 32, 102, 114, 111, 109, 32, 99, 108, 105, "
                       "101, 110, 116, 33\\]$"_s),
        1);
    QCOMPARE(server.count(Stream::Errors,
                 start + u"Connection closed by client: "_s + address
                     + u" \\(classic; \\d+ ms; received 1 message, 18 bytes; sent 1 message, 18 "
                       "bytes; close message\\)$"_s),
        1);
    QVERIFY(isWholeLog(server.errors()));
}

void TestServerLog::escapesWhatAStrangerSends_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("shown");

    const auto row = [](const char *name, const char *bytes, const char *shown) {
        QTest::newRow(name) << QByteArray(bytes) << QString::fromUtf8(shown);
    };
    row("a browser", "GET / HTTP/1.1\r\n\r\n", "an HTTP request, first byte 0x47, 'GET / HT'");
    row("a forged line", "\n2026-01-01T00:00:00.000Z INFO server: all is well\n",
        "first byte 0x0a");
    row("colours", "\x1b[31mred", "first byte 0x1b");
    row("a bell and a backspace", "\a\b\b\b", "first byte 0x07");
    row("a quote", "'); DROP", "first byte 0x27");
    row("another direction",
        "\xe2\x80\xae"
        "txt",
        "first byte 0xe2");
    row("C1 control characters",
        "\xc2\x9b"
        "31m",
        "first byte 0xc2");
    row("TLS", "\x16\x03\x01\x02", "a TLS ClientHello, first byte 0x16");
}

void TestServerLog::escapesWhatAStrangerSends()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, shown);

    ServerProgram server;
    QVERIFY(server.listen());
    QVERIFY(isThrownOut(server.port(), bytes));
    const auto line = server.waitFor(Stream::Errors,
        u"^\\S+ WARN server: Connection failed: 127\\.0\\.0\\.1:\\d+: not a Sealcord peer: (.*)$"_s);
    QVERIFY(line.hasMatch());
    QVERIFY2(line.captured(1).startsWith(shown), qPrintable(line.captured(1)));
    QVERIFY(isWholeLog(server.errors()));
}

void TestServerLog::escapesWhatAPeerSends()
{
    ServerProgram server({u"--show-data"_s, u"text"_s});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    QVERIFY(peer.echo("\x1b]0;title\a\r\nforged \"line\"\\ \xe2\x80\xae\xff\xc2\x9b\x7f"));
    QVERIFY(server.waitFor(Stream::Errors, u"Received data from .*: \"(.*)\"$"_s).hasMatch());
    QVERIFY(isWholeLog(server.errors()));
    QVERIFY(!server.errors().contains(QChar(0x202e)));
    QVERIFY(!server.errors().contains(QChar(0x9b)));
    QVERIFY(!server.errors().contains(QChar::ReplacementCharacter));
}

/// The sum of the counts that the log tells of \a kind.
static qsizetype leftOut(const RunningProgram &program, const QString &kind)
{
    qsizetype sum = 0;
    const QRegularExpression more(u" (\\d+) more .* within .*: "_s + kind + u'\n');
    const auto errors = program.errors();
    for (auto all = more.globalMatch(errors); all.hasNext();)
        sum += all.next().captured(1).toInt();
    return sum;
}

void TestServerLog::countsWhatIsBeyondTheLimit()
{
    constexpr int strangers = 200;
    ServerProgram server;
    QVERIFY(server.listen());
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < strangers; ++i)
        QVERIFY(isThrownOut(server.port(), "GET / HTTP/1.1\r\n\r\n"));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    const auto most = 100 + 10 * (timer.elapsed() / 1000 + 1);
    for (const auto &[line, kind] : {std::pair(u"Accepted connection"_s, u"connection-opened"_s),
             std::pair(u"Connection failed: .*not a Sealcord peer"_s, u"not-a-peer"_s)}) {
        const auto told = server.count(Stream::Errors, line);
        QVERIFY2(told >= 100 && told <= most, qPrintable(QString::number(told)));
        QCOMPARE(told + leftOut(server, kind), strangers);
    }
}

// A peer that does nothing but send, at the level that a server has by default.
void TestServerLog::floodOfMessagesFillsNoDisk()
{
    constexpr int messages = 3000;
    ServerProgram server;
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < messages; ++i)
        QVERIFY(peer.echo("x"));
    peer.socket().close();
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    const auto told = server.count(Stream::Errors, u"Received data"_s);
    QCOMPARE(told + leftOut(server, u"message-received"_s), messages);
    const auto seconds = timer.elapsed() / 1000 + 1;
    const auto size = server.bytes(Stream::Errors).size();
    QVERIFY2(size < 20'000 + 2000 * seconds, qPrintable(QString::number(size)));
}

void TestServerLog::writesOneJsonObjectALine()
{
    ServerProgram server({u"--log-format"_s, u"json"_s, u"--log-level"_s, u"trace"_s,
        u"--show-data"_s, u"text"_s, u"--max-connections"_s, u"2"_s});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands() && peer.echo("\x1b\"\\\xff\n\xe2\x80\xae"));
    {
        ClassicPeer second(server.port());
        QVERIFY(second.shakeHands());
        const auto refused = BlockingSocket::connectTo(server.port());
        QVERIFY(refused.isOpen());
        QVERIFY(server.waitFor(Stream::Errors, u"\"connection-refused\""_s).hasMatch());
    }
    QTRY_VERIFY_WITH_TIMEOUT(isThrownOut(server.port(), "\"}\n{\"event\":\"forged\"}\n")
            && server.errors().contains(u"\"not-a-peer\""_s),
        patience);
    QVERIFY(peer.sayGoodbye());
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Fin);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    QMap<QString, int> events;
    const auto lines = server.bytes(Stream::Errors).split('\n');
    QCOMPARE(lines.last(), QByteArray());
    for (const auto &line : lines.first(lines.size() - 1)) {
        QJsonParseError error;
        const auto object = QJsonDocument::fromJson(line, &error).object();
        QVERIFY2(error.error == QJsonParseError::NoError, line.constData());
        for (const auto &key : {u"time"_s, u"level"_s, u"event"_s})
            QVERIFY2(object.value(key).isString(), line.constData());
        ++events[object.value(u"event"_s).toString()];
    }
    for (const auto &event :
        {u"server-started"_s, u"connection-accepted"_s, u"connection-established"_s, u"message"_s,
            u"connection-ended"_s, u"connection-refused"_s, u"server-stopping"_s})
        QVERIFY2(events.contains(event), qPrintable(event));
    QVERIFY(!events.contains(u"forged"_s));
}

void TestServerLog::keepsToItsLevel_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<bool>("tellsFingerprint");
    QTest::addColumn<bool>("tellsConnections");
    QTest::addColumn<bool>("tellsFaults");

    QTest::newRow("debug") << u"debug"_s << true << true << true;
    QTest::newRow("info") << u"info"_s << false << true << true;
    QTest::newRow("warn") << u"warn"_s << false << false << true;
    QTest::newRow("error") << u"error"_s << false << false << false;
}

void TestServerLog::keepsToItsLevel()
{
    QFETCH(QString, level);
    QFETCH(bool, tellsFingerprint);
    QFETCH(bool, tellsConnections);
    QFETCH(bool, tellsFaults);

    const auto port = BlockingListener().port(); // not from its log, which may not tell
    RunningProgram server({u"server"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
    server.setVariable(u"SEALCORD_LOG"_s, level);
    QVERIFY(server.start());
    std::optional<ClassicPeer> peer;
    QVERIFY(QTest::qWaitFor([&] { return peer.emplace(port).shakeHands(); }, patience));
    QVERIFY(peer->echo("hello"));
    peer.reset();
    QVERIFY(isThrownOut(port, "GET / HTTP/1.1\r\n\r\n"));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    QCOMPARE(server.errors().contains(u"fingerprint SHA256:"_s), tellsFingerprint);
    QCOMPARE(server.errors().contains(u"Accepted connection"_s), tellsConnections);
    QCOMPARE(server.errors().contains(u"not a Sealcord peer"_s), tellsFaults);
}

QTEST_GUILESS_MAIN(TestServerLog)
#include "tst_serverlog.moc"
