// SPDX-License-Identifier: MIT
#include "core/traffic/queue/streambook.h"

#include "tests/support/bytesof.h"
#include "tests/support/rows/connectionnews.h"

#include <QTest>

#include <string_view>
#include <utility>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

StreamSeen seen(StreamNumber number, std::string_view target = "web")
{
    return {named(1), number, true, target, named(7).peer};
}

TrafficBatch taken(StreamBook &book)
{
    TrafficBatch batch;
    book.moveTo(batch);
    return batch;
}

} // namespace

class TestStreamBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofEachStreamThereIsOnePiece();
    void streamThatStandsIsToldWithAllOfItsBytes();
    void streamThatWasKnownKeepsItsEnd();
    void refusedOnesWithoutANumberAreKeptApart();
    void thoseThatCameAndWentAreBounded();
};

void TestStreamBook::ofEachStreamThereIsOnePiece()
{
    StreamBook book;
    book.add(StreamOpened{seen(1)}, start);
    book.add(StreamDataSeen{seen(1), Direction::In, bytesOf(std::string_view("12345"))});
    book.add(StreamOpened{seen(3, "db")}, start);
    book.add(StreamDataSeen{seen(1), Direction::In, bytesOf(std::string_view("67"))});
    book.add(StreamDataSeen{seen(1), Direction::Out, bytesOf(std::string_view("8"))});
    const auto batch = taken(book);
    QCOMPARE(batch.streams.size(), std::size_t(2));
    const auto &web = batch.streams[0];
    QCOMPARE(web.connection.id, ConnectionId(1));
    QCOMPARE(web.number, 1U);
    QVERIFY(web.isPeers);
    QCOMPARE(web.target, std::string("web"));
    QCOMPARE(web.from, named(7).peer);
    QCOMPARE(web.opened, start);
    QCOMPARE(web.bytesIn, quint64(7));
    QCOMPARE(web.bytesOut, quint64(1));
    QVERIFY(!web.end);
    QCOMPARE(batch.streams[1].target, std::string("db"));
    QVERIFY(taken(book).streams.empty());
}

void TestStreamBook::streamThatStandsIsToldWithAllOfItsBytes()
{
    StreamBook book;
    book.add(StreamDataSeen{seen(1), Direction::In, bytesOf(std::string_view("lost"))});
    book.add(StreamStands{.stream = seen(1),
                 .state = StreamState::Open,
                 .bytesIn = 104,
                 .bytesOut = 50,
                 .age = 3s},
        start);
    book.add(StreamDataSeen{seen(1), Direction::In, bytesOf(std::string_view("more"))});
    book.add(StreamStands{.stream = seen(3), .state = StreamState::Connecting}, start);
    const auto batch = taken(book);
    QCOMPARE(batch.streams.size(), std::size_t(1)); // one that leads nowhere yet is none
    const auto &news = batch.streams[0];
    QVERIFY(news.isTotal);
    QCOMPARE(news.bytesIn, quint64(108));
    QCOMPARE(news.bytesOut, quint64(50));
    QCOMPARE(news.opened, start - 3s);
    QCOMPARE(news.target, std::string("web"));
}

void TestStreamBook::streamThatWasKnownKeepsItsEnd()
{
    StreamBook book;
    for (StreamNumber number = 1; number <= 2 * StreamBook::mostCameAndWent; ++number)
        book.add(StreamOpened{seen(number)}, start);
    std::ignore = taken(book);
    for (StreamNumber number = 1; number <= 2 * StreamBook::mostCameAndWent; ++number)
        book.add(StreamClosed{.stream = seen(number),
                     .bytesIn = 9,
                     .bytesOut = 8,
                     .duration = 3s,
                     .wasOpened = true,
                     .reset = StreamReset::Cancelled,
                     .why = "reset by hand"},
            start);
    const auto batch = taken(book);
    QCOMPARE(batch.streams.size(), 2 * StreamBook::mostCameAndWent);
    QCOMPARE(batch.streamsUnseen, quint64(0));
    const auto &first = batch.streams.front();
    QVERIFY(!first.opened);
    QCOMPARE(first.bytesIn, quint64(9));
    QCOMPARE(first.bytesOut, quint64(8));
    QVERIFY(first.end && first.end->wasOpened);
    QCOMPARE(first.end->reset, StreamReset::Cancelled);
    QCOMPARE(first.end->duration, 3000ms);
    QCOMPARE(first.end->why, std::string("reset by hand"));
}

void TestStreamBook::refusedOnesWithoutANumberAreKeptApart()
{
    StreamBook book;
    for (const auto *const target : {"web", "db"})
        book.add(
            StreamClosed{.stream = {.target = target}, .reset = StreamReset::Unreachable}, start);
    const auto batch = taken(book);
    QCOMPARE(batch.streams.size(), std::size_t(2));
    QCOMPARE(batch.streams[0].target, std::string("web"));
    QCOMPARE(batch.streams[1].target, std::string("db"));
    QVERIFY(!batch.streams[0].end->wasOpened);
}

void TestStreamBook::thoseThatCameAndWentAreBounded()
{
    StreamBook book;
    book.add(StreamOpened{seen(1)}, start); // stays open
    const auto count = static_cast<StreamNumber>(StreamBook::mostCameAndWent) + 5;
    for (StreamNumber number = 3; number < 3 + count; ++number) {
        book.add(StreamOpened{seen(number)}, start);
        book.add(StreamClosed{.stream = seen(number), .wasOpened = true}, start);
    }
    const auto batch = taken(book);
    QCOMPARE(batch.streams.size(), StreamBook::mostCameAndWent + 1);
    QCOMPARE(batch.streamsUnseen, quint64(5));
    QCOMPARE(batch.streams[0].number, 1U);
    QCOMPARE(batch.streams[1].number, 8U); // the oldest went
}

QTEST_APPLESS_MAIN(TestStreamBook)
#include "tst_streambook.moc"
