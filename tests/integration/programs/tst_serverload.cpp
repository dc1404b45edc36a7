// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/runningprogram.h"

#include <QTest>

#include <csignal>
#include <deque>
#include <optional>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using namespace std::chrono_literals;
using Stream = RunningProgram::Stream;
using Peers = std::deque<ClassicPeer>;

/// What the server does when there is more than it can take.
class TestServerLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesWithTheThreadsThatItGets();
    void saysWhatItCannotStartWithout_data();
    void saysWhatItCannotStartWithout();
    void survivesWithoutDescriptors();
    void refusesOneConnectionTooMany();
    void holdsNothingForAPeerThatNeverReads();
    void losesNobodyWhoQueuedWhileItStood_data();
    void losesNobodyWhoQueuedWhileItStood();
    void shortMemoryEndsConnectionsAndNotTheServer();
    void servesTwoThousandAtOnce();
};

/// Agents that connect and say their first packet, more than a server with \a most descriptors can
/// accept.
static Peers crowd(quint16 port, std::size_t most)
{
    Peers peers;
    while (peers.size() < most) {
        auto &peer = peers.emplace_back(port);
        if (!peer.socket().isOpen() || !peer.socket().write(peer.request()))
            return {};
    }
    return peers;
}

void TestServerLoad::servesWithTheThreadsThatItGets()
{
    if (isSanitized)
        QSKIP("a sanitizer needs descriptors of its own");
    ServerProgram server({u"--workers"_s, u"32"_s, u"--log-level"_s, u"info"_s});
    server.limitDescriptors(40);
    QVERIFY(server.listen());
    QVERIFY(server
            .waitFor(Stream::Errors,
                u"^\\S+ WARN server: Only \\d+ of 32 worker threads run: the limit of open files "
                "is reached$"_s)
            .hasMatch());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands() && peer.echo("few hands"));
}

void TestServerLoad::saysWhatItCannotStartWithout_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("descriptors");
    QTest::addColumn<QString>("says");

    const QStringList server{u"server"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--log-level"_s,
        u"warn"_s, u"--workers"_s, u"8"_s};
    const auto log = u"^sealcord: cannot start the thread of the log: "_s;
    QTest::newRow("server, its log") << server << 1 << 1000 << log;
    QTest::newRow("server, a worker")
        << server << 2 << 1000 << u"cannot start a thread: the limit of threads"_s;
    QTest::newRow("server, an event loop")
        << server << 1000 << 10 << u"cannot start a thread: the limit of open files"_s;
    QTest::newRow("agent, its log")
        << QStringList{u"agent"_s, u"--protocol=classic"_s, u"127.0.0.1:9"_s} << 1 << 1000 << log;
    QTest::newRow("agent, a look-up")
        << QStringList{u"agent"_s, u"--protocol=classic"_s, u"localhost:9"_s, u"--no-reconnect"_s}
        << 2 << 1000 << u"cannot look up localhost: the limit of threads"_s;
    static const BlockingListener listener;
    QTest::newRow("bench") << QStringList{u"bench"_s, listener.address()} << 1 << 1000
                           << u"^sealcord bench: cannot start a thread: "_s;
}

// As nobody: what limits root's threads is for no test to set.
void TestServerLoad::saysWhatItCannotStartWithout()
{
    if (isSanitized)
        QSKIP("a sanitizer needs threads and descriptors of its own");
    if (::geteuid() != 0)
        QSKIP("counts the threads of everything that this user runs");
    QFETCH(QStringList, arguments);
    QFETCH(int, threads);
    QFETCH(int, descriptors);
    RunningProgram program(arguments);
    program.dropPrivileges();
    program.limitThreads(std::size_t(threads));
    program.limitDescriptors(std::size_t(descriptors));
    QVERIFY(program.start());
    QCOMPARE(program.exitCode(), 1);
    QFETCH(QString, says);
    QVERIFY2(program.count(Stream::Errors, says) == 1, qPrintable(program.errors()));
}

void TestServerLoad::survivesWithoutDescriptors()
{
    if (hasAddressSanitizer)
        QSKIP("the checks of undefined behaviour need descriptors of their own, and misjudge "
              "objects when there are none");
    constexpr std::size_t descriptors = 64 + 20;
    ServerProgram server({u"--max-connections"_s, u"1000"_s, u"--max-pending"_s, u"1000"_s,
        u"--handshake-timeout"_s, u"1h"_s, u"--log-level"_s, u"info"_s});
    server.limitDescriptors(descriptors);
    QVERIFY(server.listen());
    ClassicPeer first(server.port());
    QVERIFY(first.shakeHands());

    auto waiting = crowd(server.port(), descriptors);
    QCOMPARE(waiting.size(), descriptors);
    const auto paused = server.waitFor(Stream::Errors, u"^\\S+ WARN server: Accepting pauses: "_s);
    QVERIFY(paused.hasMatch());

    // Those that are in live on, and the wait for a descriptor costs nothing to speak of.
    const auto before = server.processorTime();
    QTest::qWait(2000); // the time over which the cost is measured
    QVERIFY(server.processorTime() - before < 500ms);
    QCOMPARE(server.count(Stream::Errors, u"Accepting pauses"_s), 1);
    QVERIFY(first.echo("still here"));

    // The last in the queue is served when there is room, and so is a newcomer after all.
    while (waiting.size() > 1)
        waiting.pop_front();
    auto &last = waiting.front();
    QVERIFY(last.next() == EventRecord::established() && last.echo("at last"));
    ClassicPeer newcomer(server.port());
    QVERIFY(newcomer.shakeHands() && newcomer.echo("hello"));
    QVERIFY(first.echo("and I"));
}

void TestServerLoad::refusesOneConnectionTooMany()
{
    ServerProgram server({u"--max-connections"_s, u"3"_s, u"--max-pending"_s, u"3"_s});
    QVERIFY(server.listen());
    Peers peers;
    for (int i = 0; i < 3; ++i)
        QVERIFY(peers.emplace_back(server.port()).shakeHands());
    auto refused = BlockingSocket::connectTo(server.port());
    QVERIFY(refused.read().empty()); // closed at once, without a word
    QCOMPARE(refused.end(), BlockingSocket::End::Fin);
    QVERIFY(server
            .waitFor(Stream::Errors,
                u"^\\S+ WARN server: Refused connection from 127\\.0\\.0\\.1:\\d+: the limit "
                "of 3 connections is reached$"_s)
            .hasMatch());

    QVERIFY(peers.back().sayGoodbye());
    QCOMPARE(peers.back().waitForEnd(), ClassicPeer::End::Fin);
    peers.pop_back();
    QVERIFY(server.waitFor(Stream::Errors, u"Connection closed by client: "_s).hasMatch());
    std::optional<ClassicPeer> next;
    QVERIFY(QTest::qWaitFor([&] { return next.emplace(server.port()).shakeHands(); }, patience));
    QVERIFY(next->echo("hello"));
}

void TestServerLoad::holdsNothingForAPeerThatNeverReads()
{
    if (isSanitized)
        QSKIP("a sanitizer's memory is not the program's");
    constexpr std::size_t pushed = 64 * 1024 * 1024;
    constexpr std::size_t length = 64 * 1024;
    ServerProgram server({u"--workers"_s, u"1"_s});
    QVERIFY(server.listen());
    ClassicPeer ordinary(server.port());
    QVERIFY(ordinary.shakeHands());
    for (int i = 0; i < 10; ++i) // its buffers are in use
        QVERIFY(ordinary.echo(QByteArray(length, 'o')));

    const auto before = server.memory("VmRSS");
    QVERIFY(before > 0);
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    const auto taken = peer.socket().push(peer.frame(QByteArray(length, 'p')), pushed);
    QVERIFY2(taken < pushed, "the server read what it could not answer");
    const auto grown = server.memory("VmRSS") - before;
    QVERIFY2(grown < 2 * 1024 * 1024, qPrintable(QString::number(grown)));
    QVERIFY(ordinary.echo("I am not kept waiting"));
}

void TestServerLoad::losesNobodyWhoQueuedWhileItStood_data()
{
    QTest::addColumn<QString>("workers");
    for (const auto *workers : {"1", "2", "4"})
        QTest::newRow(workers) << QString::fromLatin1(workers);
}

// As after a moment without the processor: all requests have arrived when the server goes on.
void TestServerLoad::losesNobodyWhoQueuedWhileItStood()
{
    QFETCH(QString, workers);
    constexpr std::size_t waiting = 600;
    ServerProgram server({u"--workers"_s, workers, u"--max-pending"_s, u"5"_s});
    QVERIFY(server.listen());
    server.signal(SIGSTOP);
    auto peers = crowd(server.port(), waiting);
    QCOMPARE(peers.size(), waiting);
    server.signal(SIGCONT);
    for (auto &peer : peers)
        QVERIFY(peer.next() == EventRecord::established() && peer.echo("nobody forgot me"));
}

// Peers that send a long message each and read nothing, where the budget allows more than the
// system.
void TestServerLoad::shortMemoryEndsConnectionsAndNotTheServer()
{
    constexpr qint64 mebibyte = 1024 * 1024;
    ServerProgram server({u"--workers"_s, u"1"_s, u"--max-buffered"_s, u"1GiB"_s});
    QVERIFY(server.listen());
    ClassicPeer honest(server.port());
    QVERIFY(honest.shakeHands() && honest.echo("hello"));
    if (!isSanitized) { // whose shadow memory is part of the limit
        const auto most = static_cast<rlim_t>(server.memory("VmSize") + 64 * mebibyte);
        const rlimit limit{.rlim_cur = most, .rlim_max = most};
        QCOMPARE(prlimit(server.pid(), RLIMIT_AS, &limit, nullptr), 0);
    }
    Peers peers;
    for (int i = 0; i < 8; ++i) {
        QVERIFY(peers.emplace_back(server.port()).shakeHands());
        std::ignore = peers.back().send(QByteArray(16 * mebibyte, 'x'));
        QVERIFY(honest.echo(QByteArray(100'000, 'h')));
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        isSanitized || server.errors().contains(u"there is no memory for a message"_s), patience);
}

void TestServerLoad::servesTwoThousandAtOnce()
{
    constexpr rlim_t spare = 100;
    constexpr rlim_t wanted = 2000;
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_max < wanted + spare) {
        const auto text = u"the hard limit of descriptors is %1"_s.arg(limit.rlim_max);
        QSKIP(qPrintable(text));
    }
    limit.rlim_cur = limit.rlim_max;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);

    ServerProgram server({u"--log-level"_s, u"info"_s});
    QVERIFY(server.listen());
    Peers peers;
    while (peers.size() < wanted)
        QVERIFY2(peers.emplace_back(server.port()).shakeHands(),
            qPrintable(QString::number(peers.size())));
    for (std::size_t i = 0; i < peers.size(); ++i)
        QVERIFY(peers[i].send("I am " + QByteArray::number(qulonglong(i))));
    for (std::size_t i = 0; i < peers.size(); ++i)
        QCOMPARE(peers[i].receive(), "I am " + QByteArray::number(qulonglong(i)));

    server.signal(SIGTERM);
    for (auto &peer : peers) {
        QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
        peer.socket().close();
    }
    QCOMPARE(server.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestServerLoad)
#include "tst_serverload.moc"
