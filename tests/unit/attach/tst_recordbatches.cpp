// SPDX-License-Identifier: MIT
#include "core/attach/recordbatches.h"

#include "core/records/recordtime.h"

#include <QTest>

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

using namespace sealcord;

namespace {

std::string counted(const std::string &peer = "127.0.0.1:5", ConnectionId id = 1)
{
    return R"({"time":"2026-11-29T10:00:00.000Z","level":"info","event":"connection-counted",)"
           R"("peer":")"
        + peer + R"(","connection":)" + std::to_string(id) + R"(,"messages_in":1})";
}

/// A stream of connection 2, in that \a state, with \a more members.
std::string stream(const std::string &state, const std::string &more = {})
{
    return R"({"time":"2026-11-29T10:00:10.000Z","level":"info","event":"stream-counted",)"
           R"("peer":"127.0.0.1:5","connection":2,"stream":3,"opened_by":"peer","target":"web",)"
           R"("from":"10.0.0.1:7","state":")"
        + state + R"(","bytes_in":4,"bytes_out":6,"age_ms":2000)" + more + '}';
}

} // namespace

class TestRecordBatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyRecordsAreMuchWhateverTheyTell();
    void longRecordsAreMuchWhateverTheyTell();
    void connectionsOfTwoServersAreNotMistaken();
    void numbersThatNoServerReachesAreDamage();
    void whatIsMeasuredIsNews();
    void streamIsNews();
    void streamThatHasEndedSaysHow();
    void streamInAnUnknownStateIsNone();
    void streamsAreLostWithTheirServer();
};

void TestRecordBatches::manyRecordsAreMuchWhateverTheyTell()
{
    RecordBatches batches;
    for (std::size_t i = 1; i < RecordBatches::manyRecords; ++i)
        QVERIFY(batches.add(std::string_view(counted())));
    QVERIFY(!batches.isMuch());
    QVERIFY(batches.add(std::string_view(counted())));
    QVERIFY(batches.isMuch());
    QVERIFY(!batches.take().empty());
    QVERIFY(!batches.isMuch());
}

void TestRecordBatches::longRecordsAreMuchWhateverTheyTell()
{
    RecordBatches batches;
    QVERIFY(batches.add(std::string_view(counted(std::string(RecordBatches::manyBytes, 'x')))));
    QVERIFY(batches.isMuch());
}

void TestRecordBatches::connectionsOfTwoServersAreNotMistaken()
{
    RecordBatches batches;
    QVERIFY(batches.add(std::string_view(counted({}, RecordBatches::mostConnections))));
    QCOMPARE(batches.theirs(RecordBatches::mostConnections), RecordBatches::mostConnections);
    batches.begin();
    (void)batches.take();
    QVERIFY(batches.add(std::string_view(counted({}, 1))));
    const auto made = batches.take();
    const auto ours = std::get<ConnectionCounted>(made.front().news.front().what).connection.id;
    QCOMPARE(ours, RecordBatches::mostConnections + 1);
    QCOMPARE(batches.theirs(ours), ConnectionId(1));
    QCOMPARE(batches.theirs(RecordBatches::mostConnections), ConnectionId(0));
}

void TestRecordBatches::numbersThatNoServerReachesAreDamage()
{
    RecordBatches batches;
    QVERIFY(!batches.add(std::string_view(counted({}, RecordBatches::mostConnections + 1))));
    QVERIFY(batches.take().empty());
}

void TestRecordBatches::whatIsMeasuredIsNews()
{
    RecordBatches batches;
    QVERIFY(batches.add(std::string_view(counted({}, 5))));
    batches.begin();
    (void)batches.take();
    const std::string record =
        R"({"time":"2026-11-29T10:00:00.000Z","level":"info","event":"connection-measured",)"
        R"("peer":"127.0.0.1:5","connection":2,"local":"127.0.0.1:1337","sealed":4,"owed":6})";
    QVERIFY(batches.add(std::string_view(record)));
    const auto told = batches.take();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.front().news.size(), 1);
    const auto *measured = std::get_if<ConnectionMeasured>(&told.front().news.front().what);
    QVERIFY(measured);
    QCOMPARE(measured->connection.id, 7); // behind those of the server before
    QCOMPARE(measured->local.port(), 1337);
    QCOMPARE(measured->owed, 6);
    QVERIFY(!measured->tcp); // where the system does not tell
}

void TestRecordBatches::streamIsNews()
{
    RecordBatches batches;
    QVERIFY(batches.add(std::string_view(counted({}, 5))));
    batches.begin();
    (void)batches.take();
    QVERIFY(batches.add(std::string_view(stream("open"))));
    const auto told = batches.take();
    QCOMPARE(told.size(), 1);
    QVERIFY(told.front().rows.empty()); // it is no event
    QCOMPARE(told.front().streams.size(), 1);
    const auto &news = told.front().streams.front();
    QCOMPARE(news.connection.id, 7); // behind those of the server before
    QCOMPARE(news.number, 3U);
    QVERIFY(news.isPeers);
    QCOMPARE(news.target, std::string("web"));
    QCOMPARE(news.from.port(), 7);
    QCOMPARE(news.bytesIn, 4);
    QCOMPARE(news.bytesOut, 6);
    QVERIFY(news.isTotal);
    QVERIFY(!news.end);
    QCOMPARE(news.opened, recordTime("2026-11-29T10:00:08.000Z"));
}

void TestRecordBatches::streamThatHasEndedSaysHow()
{
    RecordBatches batches;
    for (const auto &line : {stream("closed"), stream("refused", R"(,"reset":4,"reason":"none")"),
             stream("reset", R"(,"reset":0,"reason":"cancelled")")})
        QVERIFY(batches.add(std::string_view(line)));
    const auto told = batches.take();
    const auto &[closed, refused, reset] =
        std::tie(told[0].streams[0], told[0].streams[1], told[0].streams[2]);
    QVERIFY(closed.end && closed.end->wasOpened && !closed.end->reset);
    QCOMPARE(closed.end->duration, std::chrono::milliseconds(2000));
    QVERIFY(refused.end && !refused.end->wasOpened);
    QCOMPARE(refused.end->reset, StreamReset::NoSuchTarget);
    QVERIFY(reset.end && reset.end->wasOpened);
    QCOMPARE(reset.end->reset, StreamReset::Cancelled);
    QCOMPARE(reset.end->why, std::string("cancelled"));
}

void TestRecordBatches::streamInAnUnknownStateIsNone()
{
    RecordBatches batches;
    QVERIFY(batches.add(std::string_view(stream("asleep"))));
    for (const auto &batch : batches.take())
        QVERIFY(batch.streams.empty());
}

void TestRecordBatches::streamsAreLostWithTheirServer()
{
    RecordBatches batches;
    QVERIFY(batches.add(std::string_view(stream("open"))));
    batches.end();
    batches.begin();
    QVERIFY(batches.add(std::string_view(stream("open"))));
    const auto told = batches.take();
    QCOMPARE(told.size(), 2);
    QVERIFY(!told[0].areStreamsLost);
    QVERIFY(told[1].areStreamsLost);
    QCOMPARE(told[1].streams.size(), 1); // of the next server
    QVERIFY(told[1].streams[0].connection.id > told[0].streams[0].connection.id);
}

QTEST_GUILESS_MAIN(TestRecordBatches)

#include "tst_recordbatches.moc"
