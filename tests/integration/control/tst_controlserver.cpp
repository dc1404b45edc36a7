// SPDX-License-Identifier: MIT
#include "tests/integration/control/controlends.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <algorithm>
#include <ranges>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Who asks and follows, and means it well.
class TestControlServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_ends = std::make_unique<ControlEnds>(); }
    void cleanup() { m_ends.reset(); }

    void answersInOrder();
    void everyAskerHasItsOwnAnswers();
    void manyRequestsAtOnce();
    void whoReadsSlowlyIsNotDropped();
    void followersAreTold();
    void subscriptionsTakeTurns();

private:
    std::unique_ptr<ControlEnds> m_ends;
};

void TestControlServer::answersInOrder()
{
    m_ends->listen();
    Asker asker(m_ends->path());
    asker.write(request(5, "later") + request(4, "status") + request(3, "unknown"));
    QTRY_COMPARE(m_ends->echo.waiting.size(), std::size_t{1});
    // What comes behind waits for it.
    QCOMPARE(m_ends->echo.handled, 1);
    m_ends->echo.waiting.front()("{\"did\":\"later\"}");
    QCOMPARE(asker.lines(3),
        (QByteArrayList{answer(5, "later"), answer(4, "status"),
            "{\"id\":3,\"ok\":false,\"error\":\"no such command\"}"}));
    QVERIFY(!asker.isGone());
}

void TestControlServer::everyAskerHasItsOwnAnswers()
{
    m_ends->listen();
    std::vector<std::unique_ptr<Asker>> askers;
    for (int i = 0; i < 100; ++i)
        askers.emplace_back(std::make_unique<Asker>(m_ends->path()))
            ->write(request(i, "later") + request(1000 + i, "status"));
    QTRY_COMPARE(m_ends->echo.waiting.size(), std::size_t{100});
    for (const auto &reply : std::views::reverse(m_ends->echo.waiting))
        reply("{\"did\":\"later\"}");
    for (int i = 0; i < 100; ++i)
        QCOMPARE(askers[static_cast<std::size_t>(i)]->lines(2),
            (QByteArrayList{answer(i, "later"), answer(1000 + i, "status")}));
}

void TestControlServer::manyRequestsAtOnce()
{
    m_ends->listen();
    Asker asker(m_ends->path());
    QByteArray all;
    QByteArrayList expected;
    for (int i = 0; i < 10'000; ++i) {
        all += request(i, "status");
        expected += answer(i, "status");
    }
    asker.write(all);
    QCOMPARE(asker.lines(10'000), expected);
    QVERIFY(m_ends->dropped->isEmpty());
}

void TestControlServer::whoReadsSlowlyIsNotDropped()
{
    m_ends->listen({.readTimeout = 500ms});
    Asker asker(m_ends->path());
    QByteArray all;
    for (int i = 0; i < 20; ++i)
        all += request(i, "long");
    asker.socket().setReadBufferSize(256 * 1024);
    asker.write(all);
    qint64 taken = 0;
    // 6 MB in pieces of 100,000 bytes, 20 ms each: longer than the deadline.
    while (taken < 20 * 300'000 && !asker.isGone()) {
        QTest::qWait(20);
        taken += asker.socket().read(100'000).size();
    }
    QVERIFY(m_ends->dropped->isEmpty());
    QVERIFY(taken >= 20 * 300'000);
}

void TestControlServer::followersAreTold()
{
    m_ends->listen();
    Asker first(m_ends->path());
    Asker second(m_ends->path());
    first.write(request(7, "subscribe"));
    QCOMPARE(first.lines(1), (QByteArrayList{R"({"id":7,"ok":true,"result":{"follows":true}})"}));
    second.write("{\"id\":1,\"do\":\"subscribe\",\"refuse\":true}\n");
    QCOMPARE(second.lines(1), (QByteArrayList{R"({"id":1,"ok":false,"error":"not you"})"}));
    m_ends->echo.happened = 2;
    QCOMPARE(first.lines(3).mid(1),
        (QByteArrayList{R"({"id":7,"record":{"count":1}})", R"({"id":7,"record":{"count":2}})"}));
    first.write(request(8, "status"));
    QCOMPARE(first.lines(4).last(), answer(8, "status"));

    first.write("{\"id\":9,\"do\":\"unsubscribe\",\"subscription\":7}\n");
    QCOMPARE(first.lines(5).last(), QByteArray(R"({"id":9,"ok":true,"result":{}})"));
    QCOMPARE(m_ends->echo.followers, 0);
    first.write("{\"id\":10,\"do\":\"unsubscribe\",\"subscription\":7}\n");
    QVERIFY(first.lines(6).last().startsWith(R"({"id":10,"ok":false)"));
    second.write(request(2, "status"));
    QCOMPARE(second.lines(2).last(), answer(2, "status"));
}

// One of which there is always more leaves room for the others.
void TestControlServer::subscriptionsTakeTurns()
{
    m_ends->listen({.owed = 1'000});
    Asker asker(m_ends->path());
    asker.write(request(1, "subscribe") + request(2, "subscribe") + request(3, "subscribe"));
    QCOMPARE(asker.lines(3).size(), 3);
    m_ends->echo.happened = 1'000'000'000;
    const auto lines = asker.lines(1'000);
    for (const QByteArrayView id : {"1", "2", "3"}) {
        const auto beginning = "{\"id\":" + id.toByteArray() + ",\"record\":";
        QVERIFY(std::ranges::any_of(
            lines, [&](const QByteArray &line) { return line.startsWith(beginning); }));
    }
}

QTEST_GUILESS_MAIN(TestControlServer)

#include "tst_controlserver.moc"
