// SPDX-License-Identifier: MIT
#include "core/traffic/queue/trafficqueue.h"

#include "tests/unit/traffic/queue/queuerows.h"

#include <QTest>

#include <array>
#include <string_view>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::string_view_literals;

namespace {

constexpr auto frame = "one frame of all three"sv;
constexpr std::array texts{"a"sv, "bc"sv, "def"sv};

// One of three that came in one frame.
MessageSeen received(ConnectionId connection, std::size_t index)
{
    auto seen = message(connection, texts[index], index + 1);
    seen.frame = index == 0 ? bytesOf(frame) : std::span<const std::byte>();
    seen.index = static_cast<std::uint16_t>(index);
    seen.inFrame = texts.size();
    return seen;
}

MessageSeen sent(ConnectionId connection, std::size_t index)
{
    auto seen = message(connection, texts[index], index + 1);
    seen.direction = Direction::Out;
    seen.awaitsFrame = true;
    return seen;
}

FrameSealed sealed(ConnectionId connection)
{
    return {named(connection), 1, texts.size(), bytesOf(frame), 0};
}

// What is wrong with \a row, which shall be one of three; empty: nothing.
QByteArray wrongIn(const TrafficRow &row, std::size_t index)
{
    std::size_t before = 0;
    for (std::size_t i = 0; i < index; ++i)
        before += texts[i].size();
    if (textOf(row.content) != texts[index] || textOf(row.frame) != frame)
        return "other bytes";
    return row.index == index && row.inFrame == texts.size() && row.before == before
        ? ""
        : "another place";
}

} // namespace

/// What rows have of frames that hold several messages.
class TestSharedFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesOfOneFrameViewIt_data();
    void messagesOfOneFrameViewIt();
    void frameThatWasNotSeenIsNoOthers();
    void sentMessagesStayUntilTheirFrameIsThere();
    void frameThatNeverComesHoldsNothingBackTwice();
    void frameWithoutRoomLeavesItsMessages();
    void frameCountsOnce();
};

void TestSharedFrames::messagesOfOneFrameViewIt_data()
{
    QTest::addColumn<int>("takenAfter"); // so many of the messages
    for (int i = 0; i < 3; ++i)
        QTest::addRow("taken after %d", i) << i;
}

void TestSharedFrames::messagesOfOneFrameViewIt()
{
    QFETCH(const int, takenAfter);
    TrafficQueue queue;
    std::vector<TrafficBatch> batches;
    for (int i = 0; i < 3; ++i) {
        if (i == takenAfter)
            batches.push_back(queue.take());
        queue.happened(received(1, static_cast<std::size_t>(i)));
    }
    batches.push_back(queue.take());
    std::size_t index = 0;
    for (const auto &batch : batches) {
        for (const auto &row : batch.rows)
            QCOMPARE(wrongIn(row, index++), "");
    }
    QCOMPARE(index, texts.size());
}

void TestSharedFrames::frameThatWasNotSeenIsNoOthers()
{
    TrafficQueue queue;
    queue.happened(received(1, 0));
    queue.happened(received(2, 1)); // another connection's
    queue.happened(received(1, 2)); // one is missing
    queue.happened(message(1, "alone", 4));
    const auto batch = queue.take();
    for (std::size_t i = 1; i < 4; ++i)
        QVERIFY(batch.rows[i].frame.empty());
    QCOMPARE(batch.rows[1].inFrame, 3); // that much is known
}

void TestSharedFrames::sentMessagesStayUntilTheirFrameIsThere()
{
    TrafficQueue queue;
    queue.happened(message(2, "before", 1));
    queue.happened(sent(1, 0));
    queue.happened(received(1, 0)); // answered by the next, as an echo does
    queue.happened(sent(1, 1));
    const auto first = queue.take();
    QCOMPARE(first.rows.size(), 1);
    queue.happened(received(1, 1));
    queue.happened(sent(1, 2));
    queue.happened(received(1, 2));
    queue.happened(sealed(1));
    const auto second = queue.take();
    QCOMPARE(second.rows.size(), 6);
    for (std::size_t i = 0; i < 6; ++i) {
        QCOMPARE(wrongIn(second.rows[i], i / 2), "");
        QCOMPARE(second.rows[i].direction, i % 2 == 0 ? Direction::Out : Direction::In);
        QCOMPARE(second.rows[i].number, i + 2);
    }
}

void TestSharedFrames::frameThatNeverComesHoldsNothingBackTwice()
{
    TrafficQueue queue;
    queue.happened(sent(1, 0));
    QVERIFY(queue.take().rows.empty());
    queue.happened(sent(2, 0));
    const auto batch = queue.take();
    QCOMPARE(batch.rows.size(), 1);
    QCOMPARE(batch.rows[0].connection.id, 1);
    QVERIFY(batch.rows[0].frame.empty());
    QCOMPARE(queue.take().rows.size(), 1);
}

void TestSharedFrames::frameWithoutRoomLeavesItsMessages()
{
    TrafficQueue queue({.bytes = 10});
    for (std::size_t i = 0; i < texts.size(); ++i)
        queue.happened(sent(1, i));
    queue.happened(sealed(1));
    const auto batch = queue.take();
    QCOMPARE(batch.rows.size(), 3);
    QVERIFY(batch.rows[0].frame.empty());
    QCOMPARE(batch.rows[2].inFrame, 3);
}

void TestSharedFrames::frameCountsOnce()
{
    TrafficQueue queue;
    for (std::size_t i = 0; i < texts.size(); ++i)
        queue.happened(received(1, i));
    std::size_t bytes = 0;
    for (const auto &row : queue.take().rows)
        bytes += sealcord::bytesOf(row);
    QCOMPARE(bytes, 1 + 2 + 3 + frame.size());
}

QTEST_GUILESS_MAIN(TestSharedFrames)
#include "tst_sharedframes.moc"
