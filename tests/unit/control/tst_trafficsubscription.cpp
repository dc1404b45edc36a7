// SPDX-License-Identifier: MIT
#include "core/control/trafficsubscription.h"

#include "core/control/streamcensus.h"
#include "core/net/tap/tapset.h"
#include "core/recording/reading/recordedevents.h"
#include "tests/support/bytesof.h"
#include "tests/support/rows/lognews.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t allOfIt = std::size_t{64} * 1024 * 1024;

std::vector<Record> parsed(const std::string &lines)
{
    std::vector<Record> records;
    for (std::size_t at = 0; at < lines.size();) {
        const auto end = lines.find('\n', at);
        if (auto record = parseRecord(std::string_view(lines).substr(at, end - at)))
            records.push_back(*std::move(record));
        at = end + 1;
    }
    return records;
}

std::vector<std::string> events(const std::vector<Record> &records)
{
    std::vector<std::string> events;
    for (const auto &record : records)
        events.emplace_back(record.text("event"));
    return events;
}

SubscriptionWishes wishes(std::string_view request)
{
    return subscriptionWishes(parseRecord(request).value()).value();
}

ConnectionStands stands(ConnectionId id, bool isEstablished)
{
    const ConnectionName name{.id = id, .peer = connection.peer};
    ConnectionStands stands{name, {}};
    if (isEstablished)
        stands.established = ConnectionEstablished{.connection = name, .fingerprint = {}};
    return stands;
}

} // namespace

class TestTrafficSubscription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wrongWishes_data();
    void wrongWishes();
    void saysWhatHappens();
    void contentsAreLeftOutWhereNobodyWantsThem();
    void filterIsAsked();
    void longMessageComesWithoutContent();
    void nothingComesBeforeTheStanding();
    void standingAreToldOnce();
    void goneAmongManyDoesNotStand();
    void countsAreToldWhereWanted();
    void streamsAreCountedWhereWanted();
    void nothingIsCountedBeforeTheStreamsThatStand();
    void streamIsToldOfNowAndThen();
    void whatIsNotTakenIsAGap();
    void whatNobodyWantsTakesNoRoom();
    void takesNoMoreThanItMay();
    void takesNoMoreThanItMayOfManyConnections();

private:
    /// A subscription that has taken who stands: nobody.
    [[nodiscard]] std::unique_ptr<TrafficSubscription> subscribe(std::string_view request);
    [[nodiscard]] static std::vector<Record> take(TrafficSubscription &subscription);
    void say(std::string_view text);
    /// Which connections stand, as a server does.
    void tell(quint64 question);
    void tellStreams(quint64 question);
    [[nodiscard]] TrafficSubscription::Counting counting() const { return {*m_census, *m_streams}; }
    /// Once, at the latest, the next streams are told of.
    [[nodiscard]] static std::vector<Record> takeStreams(TrafficSubscription &subscription);

    std::unique_ptr<TapSet> m_taps;
    std::unique_ptr<Census> m_census;
    std::unique_ptr<StreamCensus> m_streams;
    std::vector<ConnectionStands> m_stand;
    std::vector<StreamStands> m_streamsStand;
};

void TestTrafficSubscription::init()
{
    m_taps = std::make_unique<TapSet>();
    m_census = std::make_unique<Census>();
    m_streams = std::make_unique<StreamCensus>();
    m_stand.clear();
    m_streamsStand.clear();
    m_census->setSource([this](quint64 question) { tell(question); });
    m_streams->setSource([this](quint64 question, auto) { tellStreams(question); });
}

void TestTrafficSubscription::tellStreams(quint64 question)
{
    for (const auto &one : m_streamsStand) {
        m_streams->happened(one);
        m_taps->happened(one);
    }
    m_streams->happened(StreamsTold{question, 1});
}

void TestTrafficSubscription::tell(quint64 question)
{
    for (const auto &one : m_stand) {
        m_census->happened(one);
        m_taps->happened(one);
    }
    m_census->happened(StandingTold{question, 1});
}

std::unique_ptr<TrafficSubscription> TestTrafficSubscription::subscribe(std::string_view request)
{
    auto subscription = std::make_unique<TrafficSubscription>(
        *m_taps, counting(), RecordingHead(), wishes(request));
    QCoreApplication::processEvents(); // the census
    return subscription;
}

std::vector<Record> TestTrafficSubscription::take(TrafficSubscription &subscription)
{
    std::string lines;
    subscription.take(lines, allOfIt);
    return parsed(lines);
}

void TestTrafficSubscription::say(std::string_view text)
{
    m_taps->happened(MessageSeen{connection, Direction::In, bytesOf(text)});
}

void TestTrafficSubscription::wrongWishes_data()
{
    QTest::addColumn<QByteArray>("request");

    for (const auto *request : {R"({"if":3})", R"({"if":"dir:"})", R"({"contents":"yes"})",
             R"({"frames":1})", R"({"counts":null})"})
        QTest::newRow(request) << QByteArray(request);
}

void TestTrafficSubscription::wrongWishes()
{
    QFETCH(QByteArray, request);
    const auto wrong = subscriptionWishes(parseRecord(request.toStdString()).value());
    QVERIFY(!wrong);
    QVERIFY(!wrong.error().empty());
}

void TestTrafficSubscription::saysWhatHappens()
{
    const auto subscription = subscribe("{}");
    const auto head = parseRecord(subscription->head());
    QVERIFY(head);
    QCOMPARE(head->text("event"), std::string_view("recording"));
    m_taps->happened(ConnectionOpened{connection});
    say("Hello");
    m_taps->happened(endedBy(EndReason::ClosedByPeer));
    const auto records = take(*subscription);
    QCOMPARE(events(records),
        (std::vector<std::string>{"connection-accepted", "message", "connection-ended"}));
    QCOMPARE(records[1].text("text"), std::string_view("Hello"));
    QVERIFY(take(*subscription).empty());
}

void TestTrafficSubscription::contentsAreLeftOutWhereNobodyWantsThem()
{
    const auto subscription = subscribe(R"({"contents":false,"frames":true})");
    say("secret");
    const auto records = take(*subscription);
    QCOMPARE(records.size(), std::size_t(1));
    QCOMPARE(records[0].count("length"), std::optional<quint64>(6));
    for (const auto *member : {"bytes", "text", "frame"})
        QVERIFY(!records[0].find(member));
}

void TestTrafficSubscription::filterIsAsked()
{
    const auto subscription = subscribe(R"({"if":"text:\"two\""})");
    say("one");
    say("two");
    QCOMPARE(take(*subscription).size(), std::size_t(1));
}

void TestTrafficSubscription::longMessageComesWithoutContent()
{
    const auto subscription = subscribe("{}");
    say(std::string(TrafficSubscription::longestContent + 1, 'x'));
    say(std::string(TrafficSubscription::longestContent, 'y'));
    const auto records = take(*subscription);
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(records[0].count("length"),
        std::optional<quint64>(TrafficSubscription::longestContent + 1));
    QVERIFY(!records[0].find("bytes"));
    QVERIFY(records[1].find("bytes"));
}

void TestTrafficSubscription::nothingComesBeforeTheStanding()
{
    m_census->setSource([](quint64) { });
    TrafficSubscription subscription(*m_taps, counting(), {}, {});
    say("Hello");
    QVERIFY(take(subscription).empty());
    m_stand = {stands(connection.id, true)};
    tell(1);
    QCoreApplication::processEvents();
    QCOMPARE(
        events(take(subscription)), (std::vector<std::string>{"connection-stands", "message"}));
}

// A connection that came between the beginning and the answer is in both.
void TestTrafficSubscription::standingAreToldOnce()
{
    m_stand = {stands(1, true), stands(2, false), stands(3, true), stands(4, true)};
    TrafficSubscription subscription(*m_taps, counting(), {}, {});
    m_taps->happened(ConnectionOpened{m_stand[2].connection});
    m_taps->happened(*m_stand[2].established);
    m_taps->happened(*m_stand[3].established);
    QCoreApplication::processEvents();
    std::map<std::pair<quint64, std::string>, int> told;
    for (const auto &record : take(subscription))
        ++told[{record.count("connection").value_or(0), std::string(record.text("event"))}];
    const std::map<std::pair<quint64, std::string>, int> expected{{{1, "connection-stands"}, 1},
        {{2, "connection-stands"}, 1}, {{3, "connection-accepted"}, 1},
        {{3, "connection-established"}, 1}, {{4, "connection-stands"}, 1},
        {{4, "connection-established"}, 1}};
    QCOMPARE(told, expected);
}

// Of so many that come and go at once the queue keeps but the number.
void TestTrafficSubscription::goneAmongManyDoesNotStand()
{
    m_stand = {stands(2, true)};
    m_census->setSource([this](quint64 question) {
        m_taps->happened(ConnectionOpened{m_stand[0].connection});
        tell(question);
    });
    TrafficSubscription subscription(*m_taps, counting(), {}, {});
    for (ConnectionId id = 2; id < 2000; ++id) {
        const auto passing = stands(id, false).connection;
        if (id > 2)
            m_taps->happened(ConnectionOpened{passing});
        m_taps->happened(ConnectionEnded{.connection = passing, .text = {}, .count = {}});
    }
    QCoreApplication::processEvents();
    const auto told = events(take(subscription));
    QCOMPARE(std::ranges::count(told, "connection-stands"), 0);
    QCOMPARE(std::ranges::count(told, "gap"), 1);
}

void TestTrafficSubscription::countsAreToldWhereWanted()
{
    const auto with = subscribe(R"({"counts":true})");
    const auto without = subscribe("{}");
    m_taps->happened(ConnectionCounted{connection, {.messagesIn = 7}});
    m_taps->happened(ConnectionMeasured{.connection = connection,
        .local = {},
        .count = {.messagesIn = 8},
        .sealed = 9,
        .sealBudget = 10,
        .tcp = TcpMeasure{60us, 20us, 3}});
    QVERIFY(take(*without).empty());
    const auto records = take(*with);
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(records[0].text("event"), std::string_view("connection-counted"));
    QCOMPARE(records[0].count("messages_in"), std::optional<quint64>(7));
    QCOMPARE(records[1].text("event"), std::string_view("connection-measured"));
    const auto measured = measuredOf(records[1], connection); // as who follows reads it
    QCOMPARE(measured.count.messagesIn, 8);
    QCOMPARE(measured.sealed, 9);
    QCOMPARE(measured.sealBudget, 10);
    QVERIFY(measured.tcp);
    QVERIFY(measured.tcp->roundTrip == 60us && measured.tcp->roundTripVariation == 20us);
    QCOMPARE(measured.tcp->retransmissions, 3);
}

std::vector<Record> TestTrafficSubscription::takeStreams(TrafficSubscription &subscription)
{
    std::vector<Record> records;
    const auto come = [&] {
        std::ranges::copy_if(take(subscription), std::back_inserter(records),
            [](const Record &record) { return record.text("event") == "stream-counted"; });
        return !records.empty();
    };
    return QTest::qWaitFor(come) ? records : std::vector<Record>();
}

void TestTrafficSubscription::streamsAreCountedWhereWanted()
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

void TestTrafficSubscription::nothingIsCountedBeforeTheStreamsThatStand()
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

void TestTrafficSubscription::streamIsToldOfNowAndThen()
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

void TestTrafficSubscription::whatIsNotTakenIsAGap()
{
    const auto subscription = subscribe("{}");
    for (int i = 0; i < 10'000; ++i)
        say("word");
    const auto records = take(*subscription);
    QVERIFY(!records.empty());
    quint64 missing = 0;
    quint64 messages = 0;
    for (const auto &record : records) {
        missing += record.count("missing").value_or(0);
        messages += quint64(record.text("event") == "message");
    }
    QVERIFY(missing > 0);
    QCOMPARE(messages + missing, quint64(10'000));
}

void TestTrafficSubscription::takesNoMoreThanItMay()
{
    const auto subscription = subscribe("{}");
    for (int i = 0; i < 100; ++i)
        say("word");
    std::size_t records = 0;
    for (int i = 0; i < 100; ++i) {
        std::string lines;
        subscription->take(lines, 1);
        records += parsed(lines).size();
        QVERIFY(records <= std::size_t(i + 1));
    }
    QCOMPARE(records, std::size_t(100));
}

void TestTrafficSubscription::whatNobodyWantsTakesNoRoom()
{
    const auto subscription = subscribe(R"({"if":"text:wanted"})");
    for (int i = 0; i < 10'000; ++i)
        say(i % 1000 == 0 ? "wanted" : "word");
    QCOMPARE(events(take(*subscription)), std::vector<std::string>(10, "message"));
}

void TestTrafficSubscription::takesNoMoreThanItMayOfManyConnections()
{
    for (ConnectionId id = 1; id <= 50; ++id)
        m_stand.push_back(stands(id, true));
    TrafficSubscription subscription(*m_taps, counting(), {}, wishes(R"({"counts":true})"));
    for (const auto &one : m_stand) {
        m_taps->happened(one);
        m_taps->happened(ConnectionCounted{one.connection, {.messagesIn = 1}});
    }
    QCoreApplication::processEvents();
    std::vector<Record> all;
    for (int i = 0; i < 100; ++i) {
        std::string lines;
        subscription.take(lines, 1);
        const auto records = parsed(lines);
        QCOMPARE(records.size(), std::size_t(1));
        all.push_back(records.front());
    }
    QCOMPARE(all[0].text("event"), std::string_view("connection-stands"));
    QCOMPARE(all[0].count("connection"), std::optional<quint64>(1));
    QCOMPARE(all[50].text("event"), std::string_view("connection-counted"));
    QVERIFY(take(subscription).empty());
}

QTEST_GUILESS_MAIN(TestTrafficSubscription)

#include "tst_trafficsubscription.moc"
