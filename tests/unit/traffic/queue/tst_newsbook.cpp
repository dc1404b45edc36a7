// SPDX-License-Identifier: MIT
#include "core/traffic/queue/newsbook.h"

#include "tests/support/rows/connectionnews.h"

#include <QStringList>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

QString nameOf(const ConnectionNews &news)
{
    struct Names {
        QString operator()(const ConnectionOpened &) const { return u"opened"_s; }
        QString operator()(const HandshakePacketKept &) const { return u"packet"_s; }
        QString operator()(const ConnectionEstablished &) const { return u"established"_s; }
        QString operator()(const ConnectionCounted &counted) const
        {
            return u"counted "_s + QString::number(counted.count.messagesIn);
        }
        QString operator()(const SendProgressed &progress) const
        {
            return u"took "_s + QString::number(progress.taken);
        }
        QString operator()(const ConnectionMeasured &) const { return u"measured"_s; }
        QString operator()(const ConnectionStands &) const { return u"stands"_s; }
        QString operator()(const ConnectionEnded &) const { return u"ended"_s; }
    };
    const auto id = std::visit([](const auto &what) { return what.connection.id; }, news.what);
    return QString::number(id) + u' ' + std::visit(Names(), news.what);
}

/// What stands in \a book, which is forgotten.
QStringList read(NewsBook &book)
{
    TrafficBatch batch;
    book.moveTo(batch);
    QStringList names;
    for (const auto &news : batch.news)
        names += nameOf(news);
    return names;
}

void write(NewsBook &book, News &written)
{
    for (auto &news : written.take().news)
        book.add(std::move(news));
}

} // namespace

class TestNewsBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectionsComeInOrderOfTheirNumbers();
    void theLastOfAKindStandsWhereItCame();
    void packetsAreKeptUpToTheirBound();
    void oldestOfManyThatCameAndWentAreCounted();
    void whoWasKnownIsNeverCountedAway();
    void whatIsNoChangeOfStateIsBounded();
    void readingForgets();
};

void TestNewsBook::connectionsComeInOrderOfTheirNumbers()
{
    NewsBook book({});
    News news;
    write(book, news.opened(2).opened(1).established(2).opened(3).ended(2, EndReason::Lost));
    QCOMPARE(read(book),
        QStringList(
            {u"1 opened"_s, u"2 opened"_s, u"2 established"_s, u"2 ended"_s, u"3 opened"_s}));
}

void TestNewsBook::theLastOfAKindStandsWhereItCame()
{
    NewsBook book({});
    News news;
    news.counted(1, {.messagesIn = 1}).add(SendProgressed{named(1), 1, false});
    news.counted(1, {.messagesIn = 2}).ended(1, EndReason::Lost);
    write(book, news.add(SendProgressed{named(1), 2, true}));
    QCOMPARE(read(book), QStringList({u"1 counted 2"_s, u"1 ended"_s, u"1 took 2"_s}));
}

void TestNewsBook::packetsAreKeptUpToTheirBound()
{
    NewsBook book({});
    News news;
    news.opened(1);
    for (std::size_t i = 0; i <= HandshakePacketKept::mostOfOne; ++i)
        news.add(HandshakePacketKept{named(1), Direction::In, {}});
    write(book, news);
    QCOMPARE(read(book).count(u"1 packet"_s), qsizetype{HandshakePacketKept::mostOfOne});
}

void TestNewsBook::oldestOfManyThatCameAndWentAreCounted()
{
    NewsBook book({.cameAndWent = 2});
    News news;
    for (ConnectionId id = 1; id <= 4; ++id)
        news.opened(id);
    for (const ConnectionId id : {3U, 1U, 4U, 2U}) {
        ConnectionEnded ended;
        ended.connection = named(id);
        ended.count = {.messagesIn = id, .messagesOut = 10, .bytesIn = 100, .bytesOut = 1000};
        news.add(ended);
    }
    write(book, news);
    TrafficBatch batch;
    book.moveTo(batch);
    QCOMPARE(batch.unseen.connections, 2); // 3 and 1
    QCOMPARE(batch.unseen.count.messagesIn, 4);
    QCOMPARE(batch.unseen.count.messagesOut, 20);
    QCOMPARE(batch.unseen.count.bytesIn, 200);
    QCOMPARE(batch.unseen.count.bytesOut, 2000);
    QCOMPARE(batch.news.size(), 4);
    QCOMPARE(nameOf(batch.news.front()), u"2 opened"_s);
    QCOMPARE(nameOf(batch.news.back()), u"4 ended"_s);
}

void TestNewsBook::whoWasKnownIsNeverCountedAway()
{
    NewsBook book({.cameAndWent = 1, .strays = 0});
    News news;
    for (ConnectionId id = 1; id <= 100; ++id)
        news.established(id).ended(id, EndReason::Lost).ended(id + 100, EndReason::Lost);
    write(book, news);
    TrafficBatch batch;
    book.moveTo(batch);
    QCOMPARE(batch.news.size(), 300);
    QCOMPARE(batch.unseen.connections, 0);
}

void TestNewsBook::whatIsNoChangeOfStateIsBounded()
{
    NewsBook book({.strays = 2});
    News news;
    for (ConnectionId id = 1; id <= 5; ++id)
        news.counted(id, {});
    book.add(StandingTold{1, 2});
    write(book, news.counted(1, {.messagesIn = 7}).opened(6).add(ConnectionStands{named(7), {}}));
    TrafficBatch batch;
    book.moveTo(batch);
    QCOMPARE(batch.unseen.news, 3);
    QCOMPARE(batch.news.size(), 4);
    QCOMPARE(nameOf(batch.news.front()), u"1 counted 7"_s);
    QCOMPARE(nameOf(batch.news[2]), u"6 opened"_s);
    QCOMPARE(nameOf(batch.news[3]), u"7 stands"_s);
    QCOMPARE(batch.answers.size(), 1);
    QVERIFY(batch.isIncomplete());
}

void TestNewsBook::readingForgets()
{
    NewsBook book({.cameAndWent = 1});
    News news;
    write(book, news.opened(1).ended(1, EndReason::Lost).opened(2).ended(2, EndReason::Lost));
    QCOMPARE(read(book).size(), 2);
    TrafficBatch batch;
    book.moveTo(batch);
    QVERIFY(batch.news.empty());
    QCOMPARE(batch.unseen.connections, 0);
    write(book, news.opened(3).ended(3, EndReason::Lost));
    QCOMPARE(read(book), QStringList({u"3 opened"_s, u"3 ended"_s}));
}

QTEST_APPLESS_MAIN(TestNewsBook)
#include "tst_newsbook.moc"
