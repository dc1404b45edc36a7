// SPDX-License-Identifier: MIT
#include "tests/integration/streams/forwardedservice.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

using End = BlockingSocket::End;

/// A client or a service that breaks off: the other one sees that, and never a clean end.
class TestResets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOtherSeesIt_data();
    void theOtherSeesIt();
    void muchIsUnderWay_data() { addRoutes(); }
    void muchIsUnderWay();
    void theReaderOfAnEndedClientHasGone_data() { addRoutes(); }
    void theReaderOfAnEndedClientHasGone();
    void theConnectionIsLost_data() { addRoutes(); }
    void theConnectionIsLost();
    void othersGoOn_data() { addRoutes(); }
    void othersGoOn();
};

namespace {

const Bytes chunk(64 * 1024);
constexpr std::size_t forEver = 512 * 1024 * 1024;

void checkCancelled(const RecordingTap &tap)
{
    const auto stream = tap.waitForStreams().front();
    QVERIFY(stream.wasOpened);
    QVERIFY(stream.reset);
    QCOMPARE(*stream.reset, StreamReset::Cancelled);
    QVERIFY(!stream.why.empty());
}

} // namespace

void TestResets::theOtherSeesIt_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<bool>("byClient");
    QTest::addColumn<bool>("hasEnded"); // the other has, before
    const auto add = [](const char *name, Route route) {
        for (const bool byClient : {false, true}) {
            for (const bool hasEnded : {false, true})
                QTest::addRow("%s, by the %s%s", name, byClient ? "client" : "service",
                    hasEnded ? ", behind the other's end" : "")
                    << route << byClient << hasEnded;
        }
    };
    add("reach", Route::Reach);
    add("publish", Route::Publish);
    add("between agents", Route::BetweenAgents);
}

void TestResets::theOtherSeesIt()
{
    QFETCH(Route, route);
    QFETCH(bool, byClient);
    QFETCH(bool, hasEnded);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends ends(web);
    auto &breaking = byClient ? ends.client : ends.service;
    auto &other = byClient ? ends.service : ends.client;
    QVERIFY(passes(breaking, other, toBytes("hello")));
    if (hasEnded) {
        QVERIFY(other.writeAndFinish(toBytes("bye")));
        QCOMPARE(breaking.read(100), toBytes("bye"));
    }
    breaking.reset();
    QCOMPARE(other.readToEnd(), End::Reset);
    checkCancelled(web.near());
    checkCancelled(web.far());
}

void TestResets::muchIsUnderWay()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends ends(web);
    QVERIFY(ends.service.push(chunk, 2'000'000) > 0);
    QCOMPARE(ends.client.read(1000).size(), 1000zu);
    ends.client.reset();
    QVERIFY(ends.service.push(chunk, forEver) < forEver);
    checkCancelled(web.near());
    checkCancelled(web.far());
}

// It has said all that it has to say, and nobody is there for the answer: no service speaks on to
// nobody for ever.
void TestResets::theReaderOfAnEndedClientHasGone()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends ends(web);
    QVERIFY(ends.client.writeAndFinish(toBytes("a request")));
    QCOMPARE(ends.service.read(100), toBytes("a request"));
    QVERIFY(passes(ends.service, ends.client, chunk));
    ends.client.close();
    QVERIFY(ends.service.push(chunk, forEver) < forEver);
    checkCancelled(web.near());
    checkCancelled(web.far());
}

void TestResets::theConnectionIsLost()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends ends(web);
    QVERIFY(passes(ends.client, ends.service, toBytes("hello")));
    (route == Route::Reach ? web.user() : web.owner()).stop();
    QCOMPARE(ends.client.readToEnd(), End::Reset);
    QCOMPARE(ends.service.readToEnd(), End::Reset);
    QCOMPARE(*web.far().waitForStreams().front().reset, StreamReset::Cancelled);
}

void TestResets::othersGoOn()
{
    QFETCH(Route, route);
    ForwardedService web(route);
    QVERIFY(web.isReady());
    Ends breaking(web);
    Ends other(web);
    QVERIFY(passes(breaking.client, breaking.service, chunk));
    breaking.client.reset();
    QCOMPARE(breaking.service.readToEnd(), End::Reset);
    QVERIFY(passes(other.client, other.service, chunk));
    QVERIFY(passes(other.service, other.client, chunk));
    other.client.close();
    QCOMPARE(other.service.readToEnd(), End::Fin);
}

QTEST_GUILESS_MAIN(TestResets)
#include "tst_resets.moc"
