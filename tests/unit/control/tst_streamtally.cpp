// SPDX-License-Identifier: MIT
#include "core/control/streamtally.h"

#include "tests/support/rows/connectionnews.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

StreamNews piece(ConnectionId connection, StreamNumber number, quint64 bytesIn)
{
    StreamNews news;
    news.connection = named(connection);
    news.number = number;
    news.bytesIn = bytesIn;
    return news;
}

StreamNews ended(ConnectionId connection, StreamNumber number, quint64 bytesIn)
{
    auto news = piece(connection, number, bytesIn);
    news.isTotal = true;
    news.end = StreamNews::End{start, {}, true, {}, {}};
    return news;
}

} // namespace

/// What streams have carried in all.
class TestStreamTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreAddedUp();
    void onlyWhatHasChangedIsTold();
    void endedOnesAreToldOnceAndForgotten();
    void refusedOnesWithoutANumberAreKeptApart();
};

void TestStreamTally::bytesAreAddedUp()
{
    StreamTally tally;
    auto stands = piece(1, 1, 1000);
    stands.isTotal = true;
    stands.opened = start;
    tally.take({stands, piece(1, 3, 7)});
    tally.take({piece(1, 1, 5), piece(1, 1, 6)});
    const auto told = tally.takeChanged();
    QCOMPARE(told.size(), 2);
    QCOMPARE(told[0].bytesIn, quint64(1011));
    QVERIFY(told[0].isTotal);
    QCOMPARE(told[0].opened, start);
    QCOMPARE(told[1].bytesIn, quint64(7));
}

void TestStreamTally::onlyWhatHasChangedIsTold()
{
    StreamTally tally;
    tally.take({piece(1, 1, 1), piece(2, 1, 1)});
    QCOMPARE(tally.takeChanged().size(), 2);
    QVERIFY(tally.takeChanged().empty());
    tally.take({piece(2, 1, 1)});
    const auto told = tally.takeChanged();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0].connection.id, ConnectionId(2));
    QCOMPARE(told[0].bytesIn, quint64(2));
}

void TestStreamTally::endedOnesAreToldOnceAndForgotten()
{
    StreamTally tally;
    tally.take({piece(1, 1, 5)});
    tally.take({ended(1, 1, 9)});
    const auto told = tally.takeChanged();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0].bytesIn, quint64(9));
    QVERIFY(told[0].end);
    tally.take({piece(1, 1, 1)});
    QCOMPARE(tally.takeChanged().at(0).bytesIn, quint64(1)); // nothing is left of it
}

void TestStreamTally::refusedOnesWithoutANumberAreKeptApart()
{
    StreamTally tally;
    tally.take({ended(1, 0, 0), ended(1, 0, 0)});
    QCOMPARE(tally.takeChanged().size(), 2);
    QVERIFY(tally.takeChanged().empty());
}

QTEST_APPLESS_MAIN(TestStreamTally)
#include "tst_streamtally.moc"
