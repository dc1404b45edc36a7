// SPDX-License-Identifier: MIT
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/runningprogram.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>

#include <netinet/in.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// What the agent does with a server that works, and what it says about one that does not.
class TestAgentProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHelloFiveTimes();
    void sendsWhatItIsTold_data();
    void sendsWhatItIsTold();
    void pausesBetweenMessages();
    void showsEchoesAsAsked_data();
    void showsEchoesAsAsked();
    void agreesWithTheServerOnTheFingerprint();
    void findsItsServer_data();
    void findsItsServer();
    void endsWhereItCannotConnect_data();
    void endsWhereItCannotConnect();
    void endsWhereThePeerIsNoServer_data();
    void endsWhereThePeerIsNoServer();
    void endsWhereAReplyIsWrong_data();
    void endsWhereAReplyIsWrong();
    void endsWhereTheConnectionIsLost_data();
    void endsWhereTheConnectionIsLost();
};

/// The line that tells \a message as an echo.
static QString echoLine(const QByteArray &message)
{
    QStringList bytes;
    for (const auto byte : message)
        bytes += QString::number(static_cast<unsigned char>(byte));
    return u"Received from server: ["_s + bytes.join(u", "_s) + u"]\n"_s;
}

static const auto greeting = u"Connected to server successfully!\n"_s;

void TestAgentProgram::saysHelloFiveTimes()
{
    ServerProgram server({u"--show-data"_s, u"text"_s});
    QVERIFY(server.listen());
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, server.address(), u"--interval"_s, u"10ms"_s});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.output(), greeting + echoLine("Hello from client!").repeated(5));
    QVERIFY(server
            .waitFor(Stream::Errors,
                u"Connection closed by client: .*; received 5 messages, 90 bytes; sent 5 "
                "messages, 90 bytes; close message"_s)
            .hasMatch());
    QCOMPARE(server.count(Stream::Errors, u"Received data .*: \"Hello from client!\"$"_s), 5);
}

void TestAgentProgram::sendsWhatItIsTold_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("count");

    QTest::newRow("once") << u"x"_s << 1;
    QTest::newRow("umlauts and more") << u"Gr\u00fc\u00dfe, \U0001f980"_s << 3;
    QTest::newRow("a newline and a quote") << u"a\n\"b\"\x01"_s << 2;
    QTest::newRow("spaces alone") << u"  "_s << 2;
    QTest::newRow("what looks like an option") << u"--count"_s << 1;
}

void TestAgentProgram::sendsWhatItIsTold()
{
    QFETCH(QString, message);
    QFETCH(int, count);

    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server.address(), u"--interval=0"_s,
        u"--count="_s + QString::number(count), u"--message="_s + message});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.output(), greeting + echoLine(message.toUtf8()).repeated(count));
}

void TestAgentProgram::pausesBetweenMessages()
{
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server.address(),
        u"--interval=200ms"_s, u"--count=4"_s});
    QElapsedTimer timer;
    timer.start();
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QVERIFY(timer.elapsed() >= 3 * 190); // Qt's coarse timers may be early by a twentieth
}

void TestAgentProgram::showsEchoesAsAsked_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("line");

    QTest::newRow("bytes") << u"bytes"_s << u"[72, 105, 27]"_s;
    QTest::newRow("text") << u"text"_s << u"\"Hi\\x1b\""_s;
    QTest::newRow("hex") << u"hex"_s << u"48 69 1b"_s;
    QTest::newRow("none") << u"none"_s << u"(3 bytes)"_s;
}

void TestAgentProgram::showsEchoesAsAsked()
{
    QFETCH(QString, how);
    QFETCH(QString, line);

    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server.address(), u"--count=1"_s,
        u"--message=Hi\x1b"_s, u"--show-data"_s, how});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.output(), greeting + u"Received from server: "_s + line + u'\n');
}

void TestAgentProgram::agreesWithTheServerOnTheFingerprint()
{
    ServerProgram server({u"--log-level"_s, u"debug"_s});
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server.address(), u"--count=1"_s});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    const auto pattern = u"fingerprint (SHA256:[A-Za-z0-9+/]{43}=)$"_s;
    const auto told = agent.waitFor(Stream::Errors, pattern);
    QVERIFY(told.hasMatch());
    QCOMPARE(server.waitFor(Stream::Errors, pattern).captured(1), told.captured(1));
}

void TestAgentProgram::findsItsServer_data()
{
    QTest::addColumn<QString>("listen");
    QTest::addColumn<QString>("host");

    QTest::newRow("a name") << u"127.0.0.1:0"_s << u"localhost"_s;
    QTest::newRow("an address") << u"127.0.0.1:0"_s << u"127.0.0.1"_s;
    if (hasIPv6()) {
        QTest::newRow("an IPv6 address") << u"[::1]:0"_s << u"[::1]"_s;
        QTest::newRow("IPv4 in IPv6") << u"[::]:0"_s << u"[::ffff:127.0.0.1]"_s;
    }
    // An IPv6 address of the name, where it has one, refuses: the next one is tried.
    QTest::newRow("a name with several addresses") << u"0.0.0.0:0"_s << u"localhost"_s;
}

void TestAgentProgram::findsItsServer()
{
    QFETCH(QString, listen);
    QFETCH(QString, host);

    RunningProgram server({u"server"_s, u"--listen"_s, listen});
    QVERIFY(server.start());
    const auto started = server.waitFor(Stream::Errors, u"Server started .*"_s);
    QVERIFY(started.hasMatch());
    const auto port = started.captured().section(u':', -1);
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, host + u':' + port, u"--count=1"_s,
        u"--no-reconnect"_s});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.output(), greeting + echoLine("Hello from client!"));
}

void TestAgentProgram::endsWhereItCannotConnect_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("reason");

    QTest::newRow("refused") << u"127.0.0.1:%1"_s << u"127\\.0\\.0\\.1:\\d+: connection refused"_s;
    QTest::newRow("unknown host") << u"nobody.invalid:1"_s << u"unknown host nobody\\.invalid"_s;
    QTest::newRow("timed out") << u"full"_s << u"127\\.0\\.0\\.1:\\d+: no answer in 0\\.3 s"_s;
}

// Each of them reads differently.
void TestAgentProgram::endsWhereItCannotConnect()
{
    QFETCH(QString, server);
    QFETCH(QString, reason);

    // A port that nobody listens on: the socket is bound and does nothing else.
    const Descriptor bound(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    QCOMPARE(::bind(bound.number(), plain, length), 0);
    QCOMPARE(::getsockname(bound.number(), plain, &length), 0);

    // A port whose queue is full: the system answers nobody any more.
    const BlockingListener full(0);
    const auto first = BlockingSocket::connectTo(full.port());

    if (server == u"full"_s)
        server = full.address();
    else if (server.contains(u"%1"_s))
        server = server.arg(ntohs(address.sin_port));
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server, u"--no-reconnect"_s,
        u"--connect-timeout=300ms"_s});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 1);
    QCOMPARE(agent.output(), QString());
    QCOMPARE(agent.count(Stream::Errors, u"^Failed to connect to server\\.$"_s), 1);
    QCOMPARE(
        agent.count(Stream::Errors, u"^\\S+ WARN agent: Cannot connect: "_s + reason + u'$'), 1);
    QCOMPARE(agent.count(Stream::Errors, u"\n"_s), 3); // the first says what has started
}

void TestAgentProgram::endsWhereThePeerIsNoServer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("reason");

    const auto response = [](const QByteArray &key) {
        return '\x02' + key + QByteArray(12 + 8 + 16, 'x');
    };
    QTest::newRow("another protocol")
        << QByteArray("SSH-2.0-OpenSSH\r\n")
        << u"not a classic server: an SSH banner, first byte 0x53, 'SSH-2\\.0-'"_s;
    QTest::newRow("an agent") << QByteArray("\x01 and a key") << u"not a classic server: .*"_s;
    QTest::newRow("a token that does not verify") << response(
        QByteArray::fromHex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"))
                                                  << u".*"_s;
    QTest::newRow("a key that makes no secret") << response(QByteArray(32, '\0')) << u".*"_s;
}

// It ends at once, although it may reconnect: another attempt would end the same way.
void TestAgentProgram::endsWhereThePeerIsNoServer()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, reason);

    BlockingListener listener;
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--reconnect-delay=10ms"_s});
    QVERIFY(agent.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.isReadable() && peer.socket().write(toBytes(answer)));
    QCOMPARE(agent.exitCode(), 3);
    QCOMPARE(agent.output(), QString());
    QCOMPARE(agent.count(Stream::Errors, u"^The handshake failed: "_s + reason + u"\\.$"_s), 1);
    QVERIFY(!listener.hasPending());
}

void TestAgentProgram::endsWhereAReplyIsWrong_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<int>("exitCode"); // 4: an echo that differs, 3: not what the protocol says

    QTest::newRow("another message") << QByteArray("Hello from server!") << 4;
    QTest::newRow("a shorter message") << QByteArray("Hello from client") << 4;
    QTest::newRow("a tag that does not verify")
        << QByteArray::fromHex("00000022") + QByteArray(12 + 18 + 16, 'x') << 3;
    QTest::newRow("no frame") << QByteArray::fromHex("00000001aa") << 3;
    QTest::newRow("a message over the limit") << QByteArray::fromHex("ffffffff") << 3;
}

void TestAgentProgram::endsWhereAReplyIsWrong()
{
    QFETCH(QByteArray, reply);
    QFETCH(int, exitCode);

    BlockingListener listener;
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--reconnect-delay=10ms"_s});
    QVERIFY(agent.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    QCOMPARE(peer.receive(), "Hello from client!");
    QVERIFY(exitCode == 4 ? peer.send(reply) : peer.socket().write(toBytes(reply)));
    QCOMPARE(agent.exitCode(), exitCode);
    QCOMPARE(agent.count(Stream::Errors,
                 u"^(?:The reply is wrong|The server broke the protocol): .*\\.$"_s),
        1);
    QVERIFY(!listener.hasPending());
}

void TestAgentProgram::endsWhereTheConnectionIsLost_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("line");

    QTest::newRow("in the handshake") << u"handshake"_s << u"Failed to connect to server\\."_s;
    QTest::newRow("reply owed") << u"reply"_s
                                << u"Failed to receive response, server may be down\\."_s;
    QTest::newRow("reset") << u"reset"_s << u"Failed to receive response, server may be down\\."_s;
    QTest::newRow("between messages")
        << u"pause"_s << u"Failed to send message, server may be down\\."_s;
    QTest::newRow("silence") << u"silence"_s
                             << u"Failed to receive response, server may be down\\."_s;
}

void TestAgentProgram::endsWhereTheConnectionIsLost()
{
    QFETCH(QString, how);
    QFETCH(QString, line);

    BlockingListener listener;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, listener.address(),
        u"--no-reconnect"_s, u"--interval=1h"_s, u"--reply-timeout=300ms"_s});
    QVERIFY(agent.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.isReadable());
    if (how != u"handshake"_s) {
        QVERIFY(peer.shakeHands());
        QCOMPARE(peer.receive(), "Hello from client!");
    }
    if (how == u"pause"_s) {
        QVERIFY(peer.send("Hello from client!"));
        QVERIFY(agent.waitFor(Stream::Output, u"^Received from server"_s).hasMatch());
    }
    if (how == u"reset"_s)
        peer.socket().reset();
    else if (how != u"silence"_s)
        peer.socket().close();
    QCOMPARE(agent.exitCode(), 1);
    QCOMPARE(agent.count(Stream::Errors, u'^' + line + u'$'), 1);
}

QTEST_GUILESS_MAIN(TestAgentProgram)
#include "tst_agentprogram.moc"
