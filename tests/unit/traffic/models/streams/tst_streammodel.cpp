// SPDX-License-Identifier: MIT
#include "core/traffic/models/streams/streammodel.h"

#include "core/traffic/models/streams/streamcells.h"
#include "tests/support/rows/connectionnews.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include <string_view>
#include <utility>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

StreamNews piece(ConnectionId connection, StreamNumber number, std::string_view target = "web")
{
    StreamNews news;
    news.connection = named(connection);
    news.number = number;
    news.target = target;
    news.from = named(9000).peer;
    return news;
}

StreamNews opened(ConnectionId connection, StreamNumber number, std::string_view target = "web")
{
    auto news = piece(connection, number, target);
    news.opened = start;
    return news;
}

StreamNews ended(
    ConnectionId connection, StreamNumber number, std::optional<StreamReset> reset = {})
{
    auto news = piece(connection, number);
    news.bytesIn = 100;
    news.bytesOut = 200;
    news.end = StreamNews::End{start + 60s, 60s, true, reset, "cancelled"};
    return news;
}

TrafficBatch batchOf(std::vector<StreamNews> streams)
{
    TrafficBatch batch;
    batch.streams = std::move(streams);
    return batch;
}

QStringList row(const StreamModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells += model.data(model.index(row, column), Qt::DisplayRole).toString();
    return cells;
}

} // namespace

class TestStreamModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void rowsAreThoseOfTheConnectionThatIsShown();
    void statesAreTold();
    void allOfTheBytesTakeThePlaceOfWhatIsKnown();
    void lostOnesAreNeitherOpenNorClosed();
    void rateIsThatOfTheLastSecond();
    void whatAStrangerAskedForIsNoMarkup();
    void endedOnesOfAConnectionAreBounded();
    void endedOnesOfAllAreBounded();
};

void TestStreamModel::rowsAreThoseOfTheConnectionThatIsShown()
{
    StreamModel model;
    const QAbstractItemModelTester tester(&model);
    model.apply(batchOf({opened(1, 1), opened(2, 3, "db")}));
    QCOMPARE(model.rowCount(), 0); // none is shown
    model.showConnection(2);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.info(0).target, std::string("db"));
    QCOMPARE(model.open(), 1);

    auto more = piece(2, 3, "db");
    more.bytesIn = 1500;
    more.bytesOut = 3;
    model.apply(batchOf({more, more, opened(2, 5)})); // of two threads, say
    QCOMPARE(model.rowCount(), 2);
    model.tick(start + 12s);
    QCOMPARE(row(model, 0),
        QStringList({u"● open"_s, u"db"_s, u"3"_s, u"127.0.0.1:9000"_s,
            model.data(model.index(0, StreamModel::Since), Qt::DisplayRole).toString(), u"0:12"_s,
            u"3.00 kB"_s, u"6 B"_s, u"0 B/s"_s, QString()}));
    QCOMPARE(model.all().size(), std::size_t(3));
    model.showConnection(7);
    QCOMPARE(model.rowCount(), 0);
}

void TestStreamModel::statesAreTold()
{
    StreamModel model;
    model.showConnection(1);
    auto refused = ended(1, 7, StreamReset::NotAllowed);
    refused.end->wasOpened = false;
    model.apply(batchOf({opened(1, 1), opened(1, 3), opened(1, 5)}));
    model.apply(batchOf({ended(1, 1), ended(1, 3, StreamReset::Cancelled), refused}));
    QCOMPARE(model.rowCount(), 4);
    using enum StreamInfo::State;
    const auto stateOf = [&](int at) { return model.info(at).state; };
    QCOMPARE(stateOf(0), Closed);
    QCOMPARE(stateOf(1), Reset);
    QCOMPARE(stateOf(2), Open);
    QCOMPARE(stateOf(3), Refused);
    QCOMPARE(model.open(), 1);
    QCOMPARE(row(model, 1).last(), u"cancelled"_s);
    QCOMPARE(row(model, 0).last(), QString());
    QCOMPARE(row(model, 0).value(StreamModel::For), u"1:00"_s);
    QCOMPARE(model.info(0).bytesIn, quint64(100));
    // A number is not used twice, but what comes late of one that has ended is no new life of it.
    QCOMPARE(model.data(model.index(3, StreamModel::State), Qt::AccessibleTextRole).toString(),
        u"refused"_s);
}

void TestStreamModel::allOfTheBytesTakeThePlaceOfWhatIsKnown()
{
    StreamModel model;
    model.showConnection(1);
    auto news = opened(1, 1);
    news.isTotal = true;
    news.bytesIn = 10;
    model.apply(batchOf({news}));
    news.bytesIn = 15;
    news.bytesOut = 3;
    model.apply(batchOf({news}));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.info(0).bytesIn, quint64(15));
    QCOMPARE(model.info(0).bytesOut, quint64(3));
}

void TestStreamModel::lostOnesAreNeitherOpenNorClosed()
{
    StreamModel model;
    const QAbstractItemModelTester tester(&model);
    model.showConnection(1);
    model.apply(batchOf({opened(1, 1), opened(1, 3), opened(2, 1)}));
    model.apply(batchOf({ended(1, 1)}));
    auto after = batchOf({opened(9, 1)});
    after.areStreamsLost = true;
    model.apply(after);
    QCOMPARE(model.open(), 0);
    QCOMPARE(model.info(0).state, StreamInfo::State::Closed); // it was seen to end
    QCOMPARE(model.info(1).state, StreamInfo::State::Lost);
    QCOMPARE(row(model, 1).first(), u"– out of sight"_s);
    QCOMPARE(row(model, 1).last(), u"Nothing more was heard of it"_s);
    QCOMPARE(row(model, 1).value(StreamModel::Rate), QString());
    model.showConnection(9);
    QCOMPARE(model.open(), 1); // of the same batch
}

void TestStreamModel::rateIsThatOfTheLastSecond()
{
    StreamModel model;
    model.showConnection(1);
    model.apply(batchOf({opened(1, 1)}));
    model.tick(start + 1s);
    auto more = piece(1, 1);
    more.bytesIn = 1000;
    more.bytesOut = 500;
    model.apply(batchOf({more}));
    model.tick(start + 2s);
    QCOMPARE(model.info(0).perSecond, 1500.0);
    model.tick(start + 3s);
    QCOMPARE(model.info(0).perSecond, 0.0);
}

void TestStreamModel::whatAStrangerAskedForIsNoMarkup()
{
    StreamModel model;
    model.showConnection(1);
    model.apply(batchOf({opened(1, 1, "<b>\n\x1b[31m")}));
    const auto tip = model.data(model.index(0, StreamModel::Target), Qt::ToolTipRole).toString();
    QVERIFY2(!tip.contains(u"<b>"), qPrintable(tip));
    const auto cell = row(model, 0).value(StreamModel::Target);
    QVERIFY(!cell.contains(u'\x1b') && !cell.contains(u'\n'));
}

void TestStreamModel::endedOnesOfAConnectionAreBounded()
{
    StreamModel model;
    const QAbstractItemModelTester tester(&model);
    model.showConnection(1);
    model.apply(batchOf({opened(1, 1), opened(1, 3), opened(1, 5)}));
    model.apply(batchOf({ended(1, 1), ended(1, 5)}));
    TrafficBatch batch;
    const auto most = static_cast<StreamNumber>(StreamModel::mostEnded);
    for (StreamNumber i = 0; i < most - 1; ++i)
        batch.streams.push_back(ended(1, 101 + 2 * i));
    model.apply(batch);
    QCOMPARE(model.rowCount(), static_cast<int>(most) + 1); // 1 has gone, 3 is open
    QCOMPARE(model.info(0).number, 3U);
    QCOMPARE(model.info(1).number, 5U);
    model.apply(batchOf({ended(1, 9001)}));
    QCOMPARE(model.info(0).number, 3U);
    QCOMPARE(model.info(1).number, 101U);
}

void TestStreamModel::endedOnesOfAllAreBounded()
{
    StreamModel model;
    const auto each = StreamModel::mostEnded;
    model.showConnection(1);
    for (ConnectionId id = 1; id <= StreamModel::mostEndedOfAll / each + 3; ++id) {
        TrafficBatch batch;
        for (std::size_t i = 0; i < each; ++i)
            batch.streams.push_back(ended(id, static_cast<StreamNumber>(2 * i + 1)));
        model.apply(batch);
        QVERIFY(model.all().size() <= StreamModel::mostEndedOfAll);
    }
    QCOMPARE(model.rowCount(), static_cast<int>(each)); // what is looked at stays
}

QTEST_APPLESS_MAIN(TestStreamModel)
#include "tst_streammodel.moc"
