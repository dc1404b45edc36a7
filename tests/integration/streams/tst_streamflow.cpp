// SPDX-License-Identifier: MIT
#include "tests/integration/server/memory.h"
#include "tests/integration/streams/forwardedservice.h"
#include "tests/support/threadtime.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;

using End = BlockingSocket::End;

/// Streams of one connection beside each other: who does not read waits alone, and who has little
/// to say has its turn.
class TestStreamFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoDoesNotReadHoldsUpNobody_data() { addRoutes(); }
    void whoDoesNotReadHoldsUpNobody();
    void littleHasItsTurnBesideMuch_data() { addRoutes(); }
    void littleHasItsTurnBesideMuch();
    void littleIsSentBehindLittle();
    void whoWaitsForTheConnectionCostsNothing();
};

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;
const Bytes chunk(64 * 1024);

} // namespace

// What it did not read is in the kernel's buffers, but for a window of each stream on the way.
void TestStreamFlow::whoDoesNotReadHoldsUpNobody()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends stopped(web, {.receiveBuffer = 4096});
    Ends other(web);
    QVERIFY(passes(other.service, other.client, Bytes(4 * mebibyte)));
    const auto before = residentMemory();
    constexpr auto most = 256 * mebibyte;
    const auto pushed = stopped.service.push(chunk, most);
    QVERIFY2(pushed < 64 * mebibyte, qPrintable(QString::number(pushed)));
    QVERIFY(passes(other.service, other.client, Bytes(4 * mebibyte)));
    QVERIFY(passes(other.client, other.service, Bytes(4 * mebibyte)));
    if (const auto after = residentMemory(); before && after)
        QVERIFY2(*after - *before < qint64(16 * mebibyte),
            qPrintable(QString::number(*after - *before)));
    stopped.service.shutdownWriting();
    QCOMPARE(stopped.client.read(most).size(), pushed);
    stopped.client.close();
    QCOMPARE(stopped.service.readToEnd(), End::Fin);
}

// Those who have much never end before the other has had all of its turns.
void TestStreamFlow::littleHasItsTurnBesideMuch()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    std::vector<Ends> bulk;
    for (int i = 0; i < 8; ++i)
        bulk.emplace_back(web);
    Ends little(web);
    std::atomic<bool> isOver{false};
    std::atomic<std::size_t> passed{0};
    {
        std::vector<std::jthread> threads;
        for (auto &ends : bulk) {
            threads.emplace_back([&] {
                while (!isOver && ends.service.write(chunk)) { }
                ends.service.shutdownWriting();
            });
            threads.emplace_back([&] {
                for (auto got = ends.client.read(); !got.empty(); got = ends.client.read())
                    passed += got.size();
            });
        }
        QTRY_VERIFY_WITH_TIMEOUT(passed > 16 * mebibyte, patience);
        for (int i = 0; i < 50; ++i) {
            const auto isThere = passes(little.client, little.service, toBytes("ping"))
                && passes(little.service, little.client, toBytes("pong"));
            if (!isThere)
                QTest::qFail("it has no turn", __FILE__, __LINE__);
        }
        isOver = true;
    }
    for (const auto &ends : bulk)
        QCOMPARE(ends.client.end(), End::Fin);
}

// However fast it has been: what is on its way to an agent that does not keep up is not much.
void TestStreamFlow::littleIsSentBehindLittle()
{
    ForwardedService::Options options;
    options.interest = TapInterest::Messages;
    ForwardedService web(Route::Reach, options);
    QVERIFY(web.isReady());
    Ends little(web);
    QVERIFY(passes(little.client, little.service, toBytes("ping")));
    const auto number = web.near().records().lastStreamOpened.second;
    std::vector<Ends> bulk;
    for (int i = 0; i < 32; ++i)
        bulk.emplace_back(web);
    QVERIFY(passes(bulk.front().service, bulk.front().client, Bytes(128 * mebibyte)));
    web.user().setReadingPaused(true);
    const auto before = web.near().records().streamBytesIn;
    for (auto &ends : bulk)
        std::ignore = ends.service.push(chunk, mebibyte);
    QVERIFY(little.service.write(toBytes("pong")));
    web.user().setReadingPaused(false);
    QCOMPARE(little.client.read(4), toBytes("pong"));
    const auto between = web.near().records().streamBytesInAt.at(number) - before;
    QVERIFY2(between < mebibyte, qPrintable(QString::number(between)));
}

// A socket that has something stays readable; but while the connection owes its peer, that is not
// to be told again and again.
void TestStreamFlow::whoWaitsForTheConnectionCostsNothing()
{
    using namespace std::chrono_literals;

    ForwardedService web(Route::Reach);
    QVERIFY(web.isReady());
    Ends waiting(web);
    QVERIFY(passes(waiting.client, waiting.service, toBytes("ping")));
    std::vector<Ends> bulk;
    for (int i = 0; i < 64; ++i)
        bulk.emplace_back(web);
    web.user().setReadingPaused(true);
    for (auto &ends : bulk)
        std::ignore = ends.service.push(chunk, mebibyte);
    QVERIFY(waiting.service.write(toBytes("pong")));
    const auto before = processTime();
    QTest::qWait(500);
    QVERIFY(processTime() - before < 100ms);
    web.user().setReadingPaused(false);
    QCOMPARE(waiting.client.read(4), toBytes("pong"));
}

QTEST_GUILESS_MAIN(TestStreamFlow)
#include "tst_streamflow.moc"
