// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordedevents.h"
#include "tests/unit/control/subscriptiontest.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

ConnectionStands stands(ConnectionId id, bool isEstablished)
{
    const ConnectionName name{.id = id, .peer = connection.peer};
    ConnectionStands stands{name, {}};
    if (isEstablished)
        stands.established = ConnectionEstablished{.connection = name, .fingerprint = {}};
    return stands;
}

} // namespace

class TestTrafficSubscription : public QObject, private SubscriptionTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
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
    void whatIsNotTakenIsAGap();
    void whatNobodyWantsTakesNoRoom();
    void takesNoMoreThanItMay();
    void takesNoMoreThanItMayOfManyConnections();
};

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
