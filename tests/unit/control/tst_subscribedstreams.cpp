// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordedevents.h"
#include "tests/unit/control/subscriptiontest.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <iterator>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

/// What a subscriber is told of streams.
class TestSubscribedStreams : public QObject, private SubscriptionTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void streamsAreCountedWhereWanted();
    void nothingIsCountedBeforeTheStreamsThatStand();
    void streamIsToldOfNowAndThen();

private:
    /// Once, at the latest, the next streams are told of.
    [[nodiscard]] static std::vector<Record> takeStreams(TrafficSubscription &subscription);
};

std::vector<Record> TestSubscribedStreams::takeStreams(TrafficSubscription &subscription)
{
    std::vector<Record> records;
    const auto come = [&] {
        std::ranges::copy_if(take(subscription), std::back_inserter(records),
            [](const Record &record) { return record.text("event") == "stream-counted"; });
        return !records.empty();
    };
    return QTest::qWaitFor(come) ? records : std::vector<Record>();
}

void TestSubscribedStreams::streamsAreCountedWhereWanted()
{
    const auto with = subscribe(R"({"counts":true})");
    const auto without = subscribe("{}");
    const StreamSeen web{connection, 3, true, "web", connection.peer};
    m_taps->happened(StreamOpened{web});
    m_taps->happened(StreamDataSeen{web, Direction::In, bytesOf(std::string_view("12345"))});
    auto news = streamNewsOf(takeStreams(*with).at(0), connection, {}); // as who follows reads it
    QVERIFY(news);
    QCOMPARE(news->number, 3U);
    QVERIFY(news->isPeers);
    QCOMPARE(news->target, std::string("web"));
    QCOMPARE(news->from, connection.peer);
    QCOMPARE(news->bytesIn, quint64(5));
    QVERIFY(!news->end);

    m_taps->happened(StreamDataSeen{web, Direction::Out, bytesOf(std::string_view("678"))});
    news = streamNewsOf(takeStreams(*with).at(0), connection, {});
    QCOMPARE(news->bytesIn, quint64(5)); // in all
    QCOMPARE(news->bytesOut, quint64(3));

    m_taps->happened(StreamClosed{.stream = web,
        .bytesIn = 5,
        .bytesOut = 4,
        .duration = 7s,
        .wasOpened = true,
        .reset = StreamReset::Cancelled,
        .why = "cancelled"});
    news = streamNewsOf(takeStreams(*with).at(0), connection, {});
    QCOMPARE(news->bytesOut, quint64(4));
    QVERIFY(news->end && news->end->wasOpened);
    QCOMPARE(news->end->duration, 7000ms);
    QCOMPARE(news->end->reset, StreamReset::Cancelled);
    QCOMPARE(news->end->why, std::string("cancelled"));
    // Without counts there are the events alone.
    QCOMPARE(events(take(*without)), (std::vector<std::string>{"stream-opened", "stream-closed"}));
}

void TestSubscribedStreams::nothingIsCountedBeforeTheStreamsThatStand()
{
    m_streams->setSource([](quint64, auto) { });
    TrafficSubscription subscription(*m_taps, counting(), {}, wishes(R"({"counts":true})"));
    QCoreApplication::processEvents(); // the connections are known
    const StreamSeen web{connection, 3, true, "web", connection.peer};
    m_taps->happened(StreamDataSeen{web, Direction::In, bytesOf(std::string_view("x"))});
    QVERIFY(take(subscription).empty());
    m_streamsStand = {
        {.stream = web, .state = StreamState::Open, .bytesIn = 1000, .bytesOut = 2, .age = 9s}};
    tellStreams(1);
    QCoreApplication::processEvents();
    const auto told = takeStreams(subscription);
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(told[0].count("bytes_in"), std::optional<quint64>(1000));
    QVERIFY(told[0].count("age_ms") >= std::optional<quint64>(9000));
    m_taps->happened(StreamDataSeen{web, Direction::In, bytesOf(std::string_view("y"))});
    QCOMPARE(takeStreams(subscription).at(0).count("bytes_in"), std::optional<quint64>(1001));
}

void TestSubscribedStreams::streamIsToldOfNowAndThen()
{
    const auto subscription = subscribe(R"({"counts":true})");
    const StreamSeen web{connection, 3, true, "web", connection.peer};
    m_taps->happened(StreamOpened{web});
    QCOMPARE(takeStreams(*subscription).size(), std::size_t(1));
    const auto begin = std::chrono::steady_clock::now();
    std::size_t told = 0;
    for (int i = 0; i < 100; ++i) {
        m_taps->happened(StreamDataSeen{web, Direction::In, bytesOf(std::string_view("x"))});
        told += take(*subscription).size();
    }
    const auto passed = std::chrono::steady_clock::now() - begin;
    QVERIFY(told <= static_cast<std::size_t>(passed / 250ms) + 1);
    quint64 bytes = 0;
    QVERIFY(QTest::qWaitFor([&] {
        for (const auto &record : take(*subscription))
            bytes = record.count("bytes_in").value_or(0);
        return bytes == 100;
    }));
}

QTEST_GUILESS_MAIN(TestSubscribedStreams)
#include "tst_subscribedstreams.moc"
