// SPDX-License-Identifier: MIT
#include "core/traffic/models/connectionmodel.h"

#include "tests/support/rows/connectionnews.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <map>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using enum ConnectionModel::Column;

constexpr std::byte content[100]{};

TrafficRow message(ConnectionId id, Direction direction, quint64 ordinal)
{
    TrafficRow row;
    row.direction = direction;
    row.connection = named(id);
    row.ordinal = ordinal;
    row.time = start + 1h;
    row.content = std::span(content).first(10);
    return row;
}

/// \a count connections that come and go, from \a first on.
void comeAndGo(News &news, ConnectionId first, std::size_t count)
{
    for (auto id = first; id < first + count; ++id)
        news.opened(id).ended(id, EndReason::ClosedByPeer);
}

} // namespace

class TestConnectionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void batchAnnouncesOneInsertionAndOneChange();
    void handshakeIsKept();
    void rowsCountBetweenTheCounts();
    void rowAfterAGapWaitsForTheCount();
    void rateIsOverTheLastSeconds();
    void tickChangesWhatPasses();
    void sentMessageWaitsForTheKernel();
    void lastMeasureIsKept();
    void whoDoesNotStandHasEnded();
    void answersOfAllThreadsAreAwaited();
    void onlyTheLastEndedStay();
    void forgottenRowsGoInRanges();
    void newsOfConnectionsThatAreGoneAreIgnored();
    void randomUseAgreesWithThePlainReference();
};

void TestConnectionModel::batchAnnouncesOneInsertionAndOneChange()
{
    ConnectionModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy inserted(&model, &ConnectionModel::rowsInserted);
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    model.apply(News().opened(1).opened(2).established(1).opened(3).take());
    QCOMPARE(inserted.size(), 1);
    QVERIFY(changed.isEmpty());
    QCOMPARE(model.rowCount({}), 3);
    model.apply(News().established(3).established(2).opened(4).take());
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), 2);
    QCOMPARE(model.indexOf(4), 3);
    QCOMPARE(model.indexOf(5), -1);
    QCOMPARE(model.find(3)->name.id, 3);
    QCOMPARE(model.find(5), nullptr);
    QCOMPARE(model.live(), 4);
    model.apply({});
    QCOMPARE(changed.size(), 1);
}

void TestConnectionModel::handshakeIsKept()
{
    ConnectionModel model;
    const std::vector<std::byte> bytes(3, std::byte{7});
    News news;
    news.opened(1).add(HandshakePacketKept{named(1), Direction::In, bytes});
    for (int i = 0; i < 100; ++i)
        news.add(HandshakePacketKept{named(1), Direction::Out, bytes});
    model.apply(news.established(1).take());
    const auto &info = model.info(0);
    QVERIFY(info.handshake.size() >= 2 && info.handshake.size() < 10);
    QCOMPARE(info.handshake[0].direction, Direction::In);
    QCOMPARE(info.handshake[0].time, start + 1s);
    QCOMPARE(info.handshake[0].bytes, bytes);
    QCOMPARE(info.opened, start);
    QCOMPARE(info.established, start + 102s);
    QVERIFY(info.protocol == Protocol::Classic);
}

void TestConnectionModel::rowsCountBetweenTheCounts()
{
    ConnectionModel model;
    News news;
    model.apply(news.opened(1).take());
    auto batch = TrafficBatch();
    for (quint64 i = 1; i <= 3; ++i)
        batch.rows.push_back(message(1, Direction::In, i));
    batch.rows.push_back(message(1, Direction::Out, 1));
    model.apply(batch);
    QCOMPARE(model.info(0).count.messagesIn, 3);
    QCOMPARE(model.info(0).count.bytesIn, 30);
    QCOMPARE(model.info(0).count.messagesOut, 1);
    QCOMPARE(model.info(0).lastActivity, start + 1h);
    // Older than what the rows have told, and then newer.
    model.apply(news.counted(1, {.messagesIn = 2, .bytesIn = 20}).take());
    QCOMPARE(model.info(0).count.messagesIn, 3);
    model.apply(news.counted(1, {.messagesIn = 9, .bytesIn = 95}).take());
    QCOMPARE(model.info(0).count.messagesIn, 9);
    QCOMPARE(model.info(0).count.bytesIn, 95);
}

void TestConnectionModel::rowAfterAGapWaitsForTheCount()
{
    ConnectionModel model;
    model.apply(News().opened(1).take());
    TrafficBatch batch;
    batch.rows.push_back(message(1, Direction::In, 5)); // nobody knows how long the first four were
    model.apply(batch);
    QCOMPARE(model.info(0).count.messagesIn, 0);
    QCOMPARE(model.info(0).count.bytesIn, 0);
}

void TestConnectionModel::rateIsOverTheLastSeconds()
{
    ConnectionModel model;
    News news;
    model.apply(news.opened(1).take());
    quint64 count = 0;
    for (int second = 0; second < 10; ++second) {
        model.apply(news.counted(1, {.messagesIn = count, .messagesOut = count * 2 / 5}).take());
        model.tick(start + std::chrono::seconds(second));
        count += 50;
    }
    QCOMPARE(model.info(0).inPerSecond, 50.0);
    QCOMPARE(model.info(0).outPerSecond, 20.0);
    QCOMPARE(textAt(model, 0, Rate), u"70/s"_s);
    QCOMPARE(textAt(model, 0, Rate, Qt::ToolTipRole),
        u"<p>50/s in, 20/s out, messages over the last 5 seconds</p>"_s);
    for (int second = 10; second < 15; ++second)
        model.tick(start + std::chrono::seconds(second));
    QCOMPARE(model.info(0).inPerSecond, 0.0);
    QCOMPARE(model.info(0).outPerSecond, 0.0);
}

void TestConnectionModel::tickChangesWhatPasses()
{
    ConnectionModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    model.tick(start);
    QVERIFY(changed.isEmpty());
    model.apply(News().opened(1).opened(2).established(1).take());
    model.tick(start + 12min);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(textAt(model, 0, For), u"12:00"_s);
    QCOMPARE(textAt(model, 1, For), u"11:59"_s);
    QCOMPARE(textAt(model, 0, Last), u"11:58"_s);
}

void TestConnectionModel::sentMessageWaitsForTheKernel()
{
    ConnectionModel model;
    News news;
    model.apply(news.opened(1).established(1).take());
    auto sent = message(1, Direction::Out, 1);
    sent.wireEnd = 100;
    QVERIFY(!model.isWaiting(sent));
    model.apply(news.add(SendProgressed{named(1), 99, false}).take());
    QVERIFY(model.isWaiting(sent));
    auto received = sent;
    received.direction = Direction::In;
    QVERIFY(!model.isWaiting(received));
    sent.connection = named(2);
    QVERIFY(!model.isWaiting(sent));
    sent.connection = named(1);
    model.apply(news.add(SendProgressed{named(1), 100, false}).take());
    QVERIFY(!model.isWaiting(sent));
    sent.wireEnd = 200;
    QVERIFY(model.isWaiting(sent));
    model.apply(news.add(SendProgressed{named(1), 300, true}).take());
    QVERIFY(!model.isWaiting(sent));
}

void TestConnectionModel::lastMeasureIsKept()
{
    ConnectionModel model;
    ConnectionMeasured measured;
    measured.connection = named(1);
    measured.count.messagesIn = 4;
    measured.sealed = 7;
    model.apply(News().opened(1).add(measured).take());
    QCOMPARE(model.info(0).measured->sealed, 7);
    QCOMPARE(model.info(0).count.messagesIn, 4);
}

void TestConnectionModel::whoDoesNotStandHasEnded()
{
    ConnectionModel model;
    const QAbstractItemModelTester tester(&model);
    News news;
    for (ConnectionId id = 1; id <= 5; ++id)
        news.opened(id);
    auto asked = news.ended(2, EndReason::Lost).take();
    asked.question = 1;
    model.apply(asked);
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    // 3 has gone, 6 is newer than the question, and of 5 the watcher has missed the handshake.
    news.opened(6).add(ConnectionStands{named(1), {}}).add(ConnectionStands{named(4), {}});
    news.add(ConnectionStands{named(5), ConnectionEstablished{named(5), {}, Protocol::Classic}});
    auto answer = news.add(ConnectionStands{named(2), {}}).take();
    answer.answers = {{1, 1}};
    model.apply(answer);
    QCOMPARE(model.live(), 4);
    QCOMPARE(model.find(3)->state, ConnectionInfo::State::Ended);
    QVERIFY(model.find(3)->ended);
    QVERIFY(!model.find(3)->endReason);
    QVERIFY(!textAt(model, 2, Reason).isEmpty());
    QCOMPARE(model.find(2)->endReason, EndReason::Lost); // once is for ever
    QCOMPARE(model.find(5)->state, ConnectionInfo::State::Live);
    QVERIFY(model.find(5)->protocol == Protocol::Classic);
    QCOMPARE(model.find(6)->state, ConnectionInfo::State::Handshake);
    QVERIFY(!changed.isEmpty());
}

void TestConnectionModel::answersOfAllThreadsAreAwaited()
{
    ConnectionModel model;
    News news;
    auto batch = news.opened(1).opened(2).take();
    batch.question = 4;
    model.apply(batch);
    batch = news.add(ConnectionStands{named(1), {}}).take();
    batch.answers = {{3, 2}, {4, 2}};
    model.apply(batch);
    QCOMPARE(model.live(), 2);
    batch = news.add(ConnectionStands{named(2), {}}).take();
    batch.answers = {{4, 2}};
    model.apply(batch);
    QCOMPARE(model.live(), 2);
    batch = news.take();
    batch.question = 5;
    model.apply(batch);
    batch = news.take();
    batch.answers = {{5, 1}};
    model.apply(batch);
    QCOMPARE(model.live(), 0);
}

void TestConnectionModel::onlyTheLastEndedStay()
{
    ConnectionModel model;
    const QAbstractItemModelTester tester(&model);
    constexpr auto most = static_cast<int>(ConnectionModel::mostEnded);
    News news;
    for (ConnectionId id = 1; id <= 10; ++id)
        news.opened(id);
    comeAndGo(news, 11, ConnectionModel::mostEnded);
    model.apply(news.take());
    QCOMPARE(model.ended(), most);
    model.apply(news.ended(5, EndReason::Lost).ended(2, EndReason::Lost).take());
    QCOMPARE(model.ended(), most);
    QCOMPARE(model.live(), 8);
    QCOMPARE(model.indexOf(11), -1); // the first two that ended have gone
    QCOMPARE(model.indexOf(12), -1);
    QCOMPARE(model.indexOf(5), 4);
    QCOMPARE(model.indexOf(13), 10);
}

void TestConnectionModel::forgottenRowsGoInRanges()
{
    ConnectionModel model;
    const QAbstractItemModelTester tester(&model);
    News news;
    for (ConnectionId id = 1; id <= 9; ++id)
        news.opened(id);
    for (const ConnectionId id : {9U, 2U, 3U, 6U, 1U})
        news.ended(id, EndReason::ClosedByPeer);
    model.apply(news.take());
    comeAndGo(news, 100, ConnectionModel::mostEnded);
    const QSignalSpy removed(&model, &ConnectionModel::rowsRemoved);
    model.apply(news.take());
    QCOMPARE(removed.size(), 3); // a range each
    QCOMPARE(model.live(), 4);
    QCOMPARE(model.ended(), static_cast<int>(ConnectionModel::mostEnded));
    int row = 0;
    for (const ConnectionId id : {4U, 5U, 7U, 8U}) {
        QCOMPARE(model.info(row).name.id, id);
        QCOMPARE(model.indexOf(id), row++);
    }
}

void TestConnectionModel::newsOfConnectionsThatAreGoneAreIgnored()
{
    ConnectionModel model;
    News news;
    news.opened(1).ended(1, EndReason::ClosedByPeer);
    comeAndGo(news, 2, ConnectionModel::mostEnded);
    model.apply(news.take());
    QCOMPARE(model.indexOf(1), -1);
    model.apply(news.counted(1, {}).ended(1, EndReason::Lost).take());
    QCOMPARE(model.indexOf(1), -1);
    QCOMPARE(model.ended(), static_cast<int>(ConnectionModel::mostEnded));
}

void TestConnectionModel::randomUseAgreesWithThePlainReference()
{
    QRandomGenerator random(1);
    ConnectionModel model;
    const QAbstractItemModelTester tester(&model);
    std::map<ConnectionId, ConnectionInfo::State> live;
    std::vector<ConnectionId> ended; // in their order
    ConnectionId next = 1;
    News news;
    for (int step = 0; step < 100; ++step) {
        for (auto count = random.bounded(20); count > 0; --count) {
            const auto id = random.bounded(quint64{1}, next + 1);
            const auto known = live.find(id);
            if (random.bounded(2) == 0) {
                live[next] = ConnectionInfo::State::Handshake;
                news.opened(next++);
            } else if (known != live.end() && random.bounded(2) == 0) {
                known->second = ConnectionInfo::State::Live;
                news.established(id);
            } else if (known != live.end()) {
                live.erase(known);
                ended.push_back(id);
                news.ended(id, EndReason::ClosedByPeer);
            }
        }
        model.apply(news.take());
        if (ended.size() > ConnectionModel::mostEnded)
            ended.erase(ended.begin(),
                ended.end() - static_cast<std::ptrdiff_t>(ConnectionModel::mostEnded));
        model.tick(news.now());
        QCOMPARE(model.live(), static_cast<int>(live.size()));
        QCOMPARE(model.ended(), static_cast<int>(ended.size()));
        QCOMPARE(model.rowCount({}), static_cast<int>(live.size() + ended.size()));
        for (const auto &[id, state] : live) {
            QCOMPARE(model.find(id)->state, state);
            QCOMPARE(model.info(model.indexOf(id)).name.id, id);
        }
        for (const auto id : ended)
            QCOMPARE(model.info(model.indexOf(id)).state, ConnectionInfo::State::Ended);
    }
}

QTEST_GUILESS_MAIN(TestConnectionModel)
#include "tst_connectionmodel.moc"
