// SPDX-License-Identifier: MIT
#include "core/net/connection/connection.h"
#include "tests/integration/server/memory.h"
#include "tests/integration/server/runningserver.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace sealcord;
using namespace sealcord::test;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

/// Answers each message from outside its read, as a service does that had to think, and remembers
/// how much of the answer the kernel did not take at once.
class LateService final : public Service
{
public:
    void messageReceived(Connection &connection, std::span<const std::byte> message) override
    {
        QMetaObject::invokeMethod(
            &connection,
            [this, &connection, answer = Bytes(message.begin(), message.end())] {
                std::ignore = connection.send(answer);
                owed = connection.bytesOwed();
            },
            Qt::QueuedConnection);
    }

    std::atomic<qint64> owed{-1};
};

} // namespace

class TestServerBackpressure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallReplyIsWithTheKernelAtOnce();
    void peerThatNeverReadsIsHeldBack();
    void heldBackPeerGetsEverythingOnceItReads();
    void heldBackPeerKeepsNobodyWaiting();
    void fastPeerKeepsNobodyWaiting();
};

// The socket's class is what decides this: QTcpSocket would keep the bytes for later.
void TestServerBackpressure::smallReplyIsWithTheKernelAtOnce()
{
    LateService service;
    RunningServer server(RunningServer::settings(), &service);
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("hello"));
    QVERIFY(QTest::qWaitFor([&] { return service.owed >= 0; }, patience));
    QTRY_COMPARE(service.owed.load(), qint64{0}); // noted after the write that the client saw
}

void TestServerBackpressure::peerThatNeverReadsIsHeldBack()
{
    // More than the kernel holds between the two: its receive buffer alone may grow to 32 MiB.
    constexpr auto most = 256 * mebibyte;
    RunningServer server;
    ClassicPeer client(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo(QByteArray(2 * mebibyte, 'w'))); // the worker's buffers are there now
    const auto frame = client.frame(QByteArray(64 * 1024, 'x'));

    const auto before = residentMemory();
    const auto pushed = client.socket().push(frame, most);
    const auto after = residentMemory();
    QVERIFY2(pushed < most, qPrintable(QString::number(pushed)));
    if (before && after)
        QVERIFY2(
            *after - *before < qint64(2 * mebibyte), qPrintable(QString::number(*after - *before)));
}

void TestServerBackpressure::heldBackPeerGetsEverythingOnceItReads()
{
    RunningServer server;
    ClassicPeer client(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(client.shakeHands());
    const QByteArray message(64 * 1024, 'x');
    const auto frame = client.frame(message);
    const auto pushed = client.socket().push(frame, 64 * mebibyte);
    const auto whole = static_cast<qsizetype>(pushed / frame.size());
    for (qsizetype i = 0; i < whole; ++i)
        QVERIFY(client.next() == EventRecord::message(message));
    QVERIFY(client.socket().write(std::span(frame).subspan(pushed % frame.size())));
    QVERIFY(client.next() == EventRecord::message(message));
    QVERIFY(client.echo("and on"));
}

void TestServerBackpressure::heldBackPeerKeepsNobodyWaiting()
{
    auto settings = RunningServer::settings();
    settings.workers = 1;
    RunningServer server(settings);
    ClassicPeer good(server.port());
    QVERIFY(good.shakeHands());
    ClassicPeer client(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(client.shakeHands());
    client.socket().push(client.frame(QByteArray(64 * 1024, 'x')), 64 * mebibyte);
    for (int i = 0; i < 100; ++i)
        QVERIFY(good.echo("ping"));
}

// One that sends without end and reads as fast: it has its turn, and so has everybody else.
void TestServerBackpressure::fastPeerKeepsNobodyWaiting()
{
    auto settings = RunningServer::settings();
    settings.workers = 1;
    RunningServer server(settings);
    ClassicPeer fast(server.port());
    QVERIFY(fast.shakeHands());
    ClassicPeer good(server.port());
    QVERIFY(good.shakeHands());

    std::atomic<bool> isEnough = false;
    std::atomic<std::size_t> sent = 0;
    const auto frame = fast.frame(QByteArray(16 * 1024, 'f'));
    std::jthread writer([&] {
        while (!isEnough && fast.socket().write(frame))
            ++sent;
    });
    std::jthread reader([&] {
        while (!fast.socket().read().empty()) { }
    });
    for (int i = 0; i < 20; ++i) { // both go on
        const auto already = sent.load();
        QVERIFY(good.echo("ping"));
        QVERIFY(QTest::qWaitFor([&] { return sent.load() > already; }, patience));
    }
    isEnough = true;
    writer.join();
    fast.socket().shutdownWriting();
}

QTEST_GUILESS_MAIN(TestServerBackpressure)
#include "tst_serverbackpressure.moc"
