// SPDX-License-Identifier: MIT
#include "tests/integration/streams/forwardedservice.h"
#include "tests/support/randombytes.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

using End = BlockingSocket::End;

/// A client and a service that end as they should, and what each sees of the other through the
/// streams between them.
class TestCarrying : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesPassBothWays_data();
    void bytesPassBothWays();
    void theClientEndsItsBytesFirst_data() { addRoutes(); }
    void theClientEndsItsBytesFirst();
    void theServiceEndsItsBytesFirst_data() { addRoutes(); }
    void theServiceEndsItsBytesFirst();
    void nothingIsSaid_data() { addRoutes(); }
    void nothingIsSaid();
    void severalAtOnceKeepApart_data() { addRoutes(); }
    void severalAtOnceKeepApart();
};

namespace {

Bytes someBytes(unsigned seed, qsizetype size)
{
    return toBytes(randomBytes(seed, size));
}

/// The only stream that \a tap was told of, which has ended well.
RecordingTap::Stream onlyStream(const RecordingTap &tap)
{
    auto stream = tap.waitForStreams().front();
    if (!stream.wasOpened || stream.reset)
        QTest::qFail("the stream did not end well", __FILE__, __LINE__);
    return stream;
}

} // namespace

void TestCarrying::bytesPassBothWays_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<int>("workers");
    for (const int workers : {1, 2}) {
        QTest::addRow("reach, %d workers", workers) << Route::Reach << workers;
        QTest::addRow("publish, %d workers", workers) << Route::Publish << workers;
        QTest::addRow("between agents, %d workers", workers) << Route::BetweenAgents << workers;
    }
}

// Far more than a window, the one way and the other.
void TestCarrying::bytesPassBothWays()
{
    QFETCH(Route, route);
    QFETCH(int, workers);
    ForwardedService web(route, {.workers = workers, .address = {}});
    QVERIFY(web.isReady());
    constexpr qsizetype length = 6'000'001;
    Ends ends(web);
    QVERIFY(passes(ends.service, ends.client, toBytes("I am a service"))); // it may be the first
    QVERIFY(passes(ends.client, ends.service, someBytes(1, length)));
    QVERIFY(passes(ends.service, ends.client, someBytes(2, length)));
    ends.client.close();
    QCOMPARE(ends.service.readToEnd(), End::Fin);
    ends.service.close();

    const auto near = onlyStream(web.near());
    QCOMPARE(near.bytesOut, quint64(length));
    QCOMPARE(near.bytesIn, quint64(length) + 14);
    QVERIFY(!near.isPeers);
    const auto far = onlyStream(web.far());
    QCOMPARE(far.bytesIn, quint64(length));
    QCOMPARE(far.bytesOut, quint64(length) + 14);
    QVERIFY(far.isPeers);
    QCOMPARE(far.target, std::string("web"));
}

void TestCarrying::theClientEndsItsBytesFirst()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends ends(web);
    QVERIFY(ends.client.writeAndFinish(toBytes("a request")));
    QCOMPARE(ends.service.read(100), toBytes("a request")); // to the end
    QVERIFY(passes(ends.service, ends.client, someBytes(3, 2'000'000)));
    ends.service.close();
    QCOMPARE(ends.client.readToEnd(), End::Fin);
    QCOMPARE(onlyStream(web.near()).bytesIn, 2'000'000u);
    QCOMPARE(onlyStream(web.far()).bytesIn, 9u);
}

void TestCarrying::theServiceEndsItsBytesFirst()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends ends(web);
    QVERIFY(ends.service.writeAndFinish(toBytes("all that I have")));
    QCOMPARE(ends.client.read(100), toBytes("all that I have"));
    QVERIFY(passes(ends.client, ends.service, someBytes(4, 2'000'000)));
    ends.client.close();
    QCOMPARE(ends.service.readToEnd(), End::Fin);
    QCOMPARE(onlyStream(web.near()).bytesIn, 15u);
    QCOMPARE(onlyStream(web.far()).bytesIn, 2'000'000u);
}

void TestCarrying::nothingIsSaid()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends ends(web);
    ends.client.close();
    QCOMPARE(ends.service.readToEnd(), End::Fin);
    ends.service.close();
    for (const auto *tap : {&web.near(), &web.far()}) {
        const auto stream = onlyStream(*tap);
        QCOMPARE(stream.bytesIn + stream.bytesOut, 0u);
    }
}

void TestCarrying::severalAtOnceKeepApart()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    std::vector<Ends> all;
    for (int i = 0; i < 20; ++i)
        all.emplace_back(web);
    unsigned seed = 10;
    for (auto &ends : all)
        QVERIFY(passes(ends.client, ends.service, someBytes(++seed, 100'000)));
    for (auto &ends : all)
        QVERIFY(passes(ends.service, ends.client, someBytes(++seed, 100'000)));
    all.clear();
    QCOMPARE(web.near().waitForStreams(20).size(), 20zu);
}

QTEST_GUILESS_MAIN(TestCarrying)
#include "tst_carrying.moc"
