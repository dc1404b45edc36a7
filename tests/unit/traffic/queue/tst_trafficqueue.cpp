// SPDX-License-Identifier: MIT
#include "core/traffic/queue/trafficqueue.h"

#include "core/protocol/classic/packets.h"
#include "core/traffic/models/connectionmodel.h"
#include "tests/unit/traffic/queue/queuerows.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::string_view_literals;

namespace {

template <typename T> std::vector<T> newsIn(const TrafficBatch &batch)
{
    std::vector<T> found;
    for (const auto &news : batch.news) {
        if (const auto *what = std::get_if<T>(&news.what))
            found.push_back(*what);
    }
    return found;
}

} // namespace

class TestTrafficQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsCopiesOfWhatIsSeen();
    void timeIsThatOfTheReadAndDoesNotGoBack();
    void copiesStayWhenTheQueueGoesOn();
    void messageLargerThanAChunkIsKeptWhole();
    void keptRowKeepsNotTheWholeBatch();
    void keptEventKeepsNoMessages();
    void framesAreOfNoInterestWhereTheyAreNotWanted();
    void onlyTheLastCountOfAConnectionComesOut();
    void floodThatNobodyTakesLeavesNobodyLivingWhoIsDead();
    void secretsOfTheHandshakeAreNotCopied();
    void whatIsNoHandshakePacketIsNotKept();
};

void TestTrafficQueue::keepsCopiesOfWhatIsSeen()
{
    TrafficQueue queue;
    std::string plaintext = "hello";
    std::string frame = "0000hello0000";
    const auto before = TrafficRow::Clock::now();
    auto seen = message(3, plaintext, 7);
    seen.direction = Direction::Out;
    seen.frame = bytesOf(frame);
    seen.wireEnd = 99;
    queue.happened(seen);
    plaintext.assign(5, 'x');
    frame.assign(13, 'x');

    const auto batch = queue.take();
    QCOMPARE(batch.rows.size(), 1);
    const auto &row = batch.rows.front();
    QCOMPARE(row.kind, TrafficRow::Kind::Message);
    QCOMPARE(row.direction, Direction::Out);
    QCOMPARE(row.connection.id, 3);
    QCOMPARE(row.connection.peer, named(3).peer);
    QCOMPARE(row.number, 1);
    QCOMPARE(row.ordinal, 7);
    QCOMPARE(row.wireEnd, 99);
    QVERIFY(row.time >= before && row.time <= TrafficRow::Clock::now());
    QCOMPARE(textOf(row.content), "hello"sv);
    QCOMPARE(textOf(row.frame), "0000hello0000"sv);
    QVERIFY(queue.take().rows.empty());
}

void TestTrafficQueue::timeIsThatOfTheReadAndDoesNotGoBack()
{
    TrafficQueue queue;
    auto seen = message(1, "first of a read", 1);
    seen.time = TrafficRow::Clock::now() - std::chrono::hours(1);
    queue.happened(seen);
    queue.addEvent(EventKind::Started, EventLevel::Info, "meanwhile");
    queue.happened(seen);
    const auto batch = queue.take();
    QCOMPARE(batch.rows.size(), 3);
    QCOMPARE(batch.rows[0].time, seen.time);
    QVERIFY(batch.rows[1].time > seen.time);
    QCOMPARE(batch.rows[2].time, batch.rows[1].time);
}

void TestTrafficQueue::copiesStayWhenTheQueueGoesOn()
{
    TrafficQueue queue;
    const std::string big(10'000, 'b');
    std::vector<TrafficBatch> batches;
    for (int round = 0; round < 4; ++round) {
        for (int i = 0; i < 20; ++i) { // more than one chunk
            queue.happened(message(1, std::to_string(round) + ':' + std::to_string(i), 1));
            queue.happened(message(1, big, 1));
        }
        batches.push_back(queue.take());
    }
    for (std::size_t round = 0; round < batches.size(); ++round) {
        QCOMPARE(batches[round].rows.size(), 40);
        for (std::size_t i = 0; i < 20; ++i) {
            const auto expected = std::to_string(round) + ':' + std::to_string(i);
            QCOMPARE(textOf(batches[round].rows[2 * i].content), std::string_view(expected));
            QCOMPARE(textOf(batches[round].rows[2 * i + 1].content), std::string_view(big));
        }
    }
}

void TestTrafficQueue::messageLargerThanAChunkIsKeptWhole()
{
    TrafficQueue queue;
    std::string large(1'000'000, 'a');
    large.back() = 'z';
    queue.happened(message(1, large, 1));
    const auto batch = queue.take();
    QCOMPARE(textOf(batch.rows.front().content), std::string_view(large));
}

// The last rows that a list has of a batch would take as much memory as all of it.
void TestTrafficQueue::keptRowKeepsNotTheWholeBatch()
{
    TrafficQueue queue;
    const std::string text(1000, 'x');
    for (quint64 i = 1; i <= 200; ++i)
        queue.happened(message(1, text, i));
    auto batch = queue.take();
    const std::weak_ptr<const void> oldest = batch.memory.of(batch.rows.front());
    const auto last = batch.rows.back();
    const auto memory = batch.memory.of(last);
    QVERIFY(!oldest.expired());
    batch = {};
    QVERIFY(oldest.expired());
    QCOMPARE(textOf(last.content), text);
}

// Events are kept longer than the messages among which they happened.
void TestTrafficQueue::keptEventKeepsNoMessages()
{
    TrafficQueue queue;
    queue.happened(message(1, "before"sv, 1));
    queue.addEvent(EventKind::Started, EventLevel::Info, "an event");
    queue.happened(message(1, "after"sv, 2));
    auto batch = queue.take();
    QCOMPARE(batch.rows.size(), std::size_t{3});
    const std::weak_ptr<const void> messages = batch.memory.of(batch.rows.front());
    const auto event = batch.rows[1];
    const auto memory = batch.memory.of(event);
    QVERIFY(!messages.expired());
    batch = {};
    QVERIFY(messages.expired());
    QCOMPARE(textOf(event.content), "an event"sv);
}

// Another tap may ask for them, and then they come here too.
void TestTrafficQueue::framesAreOfNoInterestWhereTheyAreNotWanted()
{
    TrafficQueue queue({.wantsFrames = false});
    QCOMPARE(queue.interest(), TapInterest::Messages);
    auto seen = message(1, "in", 1);
    seen.frame = bytesOf("0000in0000");
    queue.happened(seen);
    auto sent = message(1, "out", 1);
    sent.direction = Direction::Out;
    sent.awaitsFrame = true;
    queue.happened(sent);
    const auto batch = queue.take(); // the second waits for nothing
    QCOMPARE(batch.rows.size(), 2);
    QVERIFY(batch.rows[0].frame.empty());
    queue.happened(FrameSealed{named(1), 1, 1, bytesOf("0000out0000"), 99});
    QCOMPARE(textOf(batch.rows[1].content), "out"sv);
    QVERIFY(queue.take().rows.empty());
}

void TestTrafficQueue::onlyTheLastCountOfAConnectionComesOut()
{
    TrafficQueue queue;
    for (quint64 i = 1; i <= 1000; ++i) {
        queue.happened(ConnectionCounted{named(i % 2), {.messagesIn = i}});
        queue.happened(SendProgressed{named(i % 2), i, i == 1000});
    }
    const auto batch = queue.take();
    const auto counted = newsIn<ConnectionCounted>(batch);
    QCOMPARE(counted.size(), 2);
    QCOMPARE(counted[0].count.messagesIn, 1000); // connection 0
    QCOMPARE(counted[1].count.messagesIn, 999);
    const auto progressed = newsIn<SendProgressed>(batch);
    QCOMPARE(progressed.size(), 2);
    QCOMPARE(progressed[0].taken, 1000);
    QVERIFY(progressed[0].isAll);
    QVERIFY(batch.rows.empty());
}

void TestTrafficQueue::floodThatNobodyTakesLeavesNobodyLivingWhoIsDead()
{
    constexpr ConnectionId known = 50; // to the watcher
    constexpr ConnectionId comeAndGo = 20'000;
    constexpr ConnectionId stay = 30;
    TrafficQueue queue({.events = 1000, .news = {.cameAndWent = 100, .strays = 10}});
    ConnectionModel model;
    const auto open = [&queue](ConnectionId id) {
        queue.happened(ConnectionOpened{named(id)});
        queue.happened(ConnectionEstablished{named(id), {}, Protocol::Classic});
    };
    const auto end = [&queue](ConnectionId id) {
        ConnectionEnded ended;
        ended.connection = named(id);
        ended.count.messagesIn = 1;
        queue.happened(ended);
    };
    for (ConnectionId id = 1; id <= known; ++id)
        open(id);
    model.apply(queue.take());
    QCOMPARE(model.live(), 50);

    for (ConnectionId id = known + 1; id <= known + comeAndGo; ++id) {
        open(id);
        queue.happened(ConnectionCounted{named(id), {.messagesIn = 1}});
        end(id);
    }
    for (ConnectionId id = 1; id <= known; ++id)
        end(id);
    const auto last = known + comeAndGo + stay;
    for (ConnectionId id = last; id > last - stay; --id)
        open(id);
    const auto batch = queue.take();
    QVERIFY(batch.news.size() < 1000); // however many there were
    QCOMPARE(batch.unseen.connections, comeAndGo - 100);
    QCOMPARE(missingIn(batch), 3 * comeAndGo + known + 2 * stay - 1000);
    model.apply(batch);
    QCOMPARE(model.live(), 30);
    for (ConnectionId id = last; id > last - stay; --id)
        QCOMPARE(model.find(id)->state, ConnectionInfo::State::Live);
    QCOMPARE(model.ended(), 50 + 100);
    QCOMPARE(model.everEnded(), known + comeAndGo);
    QCOMPARE(model.total().messagesIn, comeAndGo + known);
}

void TestTrafficQueue::secretsOfTheHandshakeAreNotCopied()
{
    using Request = classic::EncryptionRequest;
    ByteBuffer packet;
    Request request;
    request.key.fill(std::byte{'K'});
    std::ranges::fill(request.token.bytes(), std::byte{0xee});
    classic::encode(request, packet);
    const auto bytes = packet.bytes();
    TrafficQueue queue;
    queue.happened(HandshakePacketSeen{named(1), Direction::In, bytes, Protocol::Classic});

    const auto kept = newsIn<HandshakePacketKept>(queue.take());
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept[0].bytes.size(), bytes.size());
    const auto shown = std::span<const std::byte>(kept[0].bytes);
    QVERIFY(
        std::ranges::equal(shown.first(Request::tokenOffset), bytes.first(Request::tokenOffset)));
    QVERIFY(std::ranges::all_of(
        shown.subspan(Request::tokenOffset), [](std::byte byte) { return byte == std::byte{}; }));
}

void TestTrafficQueue::whatIsNoHandshakePacketIsNotKept()
{
    TrafficQueue queue;
    queue.happened(HandshakePacketSeen{named(1), Direction::In, bytesOf("x"), Protocol::Classic});
    QVERIFY(queue.take().news.empty());
}

QTEST_GUILESS_MAIN(TestTrafficQueue)
#include "tst_trafficqueue.moc"
