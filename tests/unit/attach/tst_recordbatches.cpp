// SPDX-License-Identifier: MIT
#include "core/attach/recordbatches.h"

#include <QTest>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

using namespace sealcord;

namespace {

std::string counted(const std::string &peer = "127.0.0.1:5", ConnectionId id = 1)
{
    return R"({"time":"2026-11-29T10:00:00.000Z","level":"info","event":"connection-counted",)"
           R"("peer":")"
        + peer + R"(","connection":)" + std::to_string(id) + R"(,"messages_in":1})";
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

QTEST_GUILESS_MAIN(TestRecordBatches)

#include "tst_recordbatches.moc"
