// SPDX-License-Identifier: MIT
#include "core/recording/recorditem.h"

#include "tests/unit/recording/recordedlines.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

QStringList wordsOf(const TrafficBatch &batch, const Filter &filter = {})
{
    const RecordingLines lines(RecordingHead{});
    std::string text;
    for (const auto &item : recordItems(batch)) {
        if (passes(filter, item))
            addLine(text, lines, item);
    }
    return wordsIn(QByteArray::fromStdString(text));
}

} // namespace

/// In which order a recording tells what happened.
class TestRecordItem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newsStandWhereTheirRowsDo();
    void newsWithoutARowComeLast();
    void rowWhoseNewsCameBeforeBringsNothing();
    void gapsStandWhereTheyAre();
    void connectionsThatNobodySawAreAGap();
    void filterJudgesMessagesAndConnections_data();
    void filterJudgesMessagesAndConnections();
    void countsWhatIsMissingWithoutIt();
};

void TestRecordItem::newsStandWhereTheirRowsDo()
{
    auto batch = News()
                     .opened(1)
                     .add(HandshakePacketKept{named(1), Direction::In, {}, Protocol::Classic})
                     .established(1)
                     .counted(1, {})
                     .ended(1, EndReason::ClosedByPeer)
                     .opened(2)
                     .take();
    batch.rows = {noticeRow(EventKind::ConnectionOpened, 1),
        noticeRow(EventKind::ConnectionOpened, 2), noticeRow(EventKind::ConnectionEstablished, 1),
        messageRow("one"), noticeRow(EventKind::ConnectionEnded, 1), messageRow("two", 2)};
    QCOMPARE(wordsOf(batch),
        QStringList({u"connection-accepted"_s, u"connection-accepted"_s, u"handshake"_s,
            u"connection-established"_s, u"one"_s, u"connection-ended"_s, u"two"_s}));
}

void TestRecordItem::newsWithoutARowComeLast()
{
    auto batch = News().ended(1, EndReason::Lost).opened(2).take();
    batch.rows = {messageRow("one")};
    QCOMPARE(
        wordsOf(batch), QStringList({u"one"_s, u"connection-ended"_s, u"connection-accepted"_s}));
}

// The news went out with the batch before this one.
void TestRecordItem::rowWhoseNewsCameBeforeBringsNothing()
{
    auto batch = News().established(1).take();
    batch.rows = {noticeRow(EventKind::ConnectionOpened, 1), messageRow("one")};
    QCOMPARE(wordsOf(batch), QStringList({u"one"_s, u"connection-established"_s}));
}

void TestRecordItem::gapsStandWhereTheyAre()
{
    TrafficBatch batch;
    batch.rows = {messageRow("one"), gapFor(messageRow("missing"), GapReason::QueueFull),
        messageRow("three")};
    QCOMPARE(wordsOf(batch), QStringList({u"one"_s, u"1 too-fast"_s, u"three"_s}));
}

void TestRecordItem::connectionsThatNobodySawAreAGap()
{
    TrafficBatch batch;
    batch.unseen.connections = 3;
    QCOMPARE(wordsOf(batch), QStringList({u"6 too-fast"_s})); // each came and went
}

void TestRecordItem::filterJudgesMessagesAndConnections_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("words");

    QTest::newRow("all") << QString()
                         << QStringList({u"connection-accepted"_s, u"one"_s, u"1 too-fast"_s,
                                u"handshake"_s, u"connection-ended"_s});
    QTest::newRow("messages") << u"dir:in"_s << QStringList({u"one"_s, u"1 too-fast"_s});
    QTest::newRow("openings") << u"event:opened"_s
                              << QStringList(
                                     {u"connection-accepted"_s, u"1 too-fast"_s, u"handshake"_s});
    QTest::newRow("ends") << u"event:ended"_s
                          << QStringList({u"1 too-fast"_s, u"connection-ended"_s});
}

void TestRecordItem::filterJudgesMessagesAndConnections()
{
    QFETCH(QString, filter);
    QFETCH(QStringList, words);
    auto batch = News()
                     .opened(1)
                     .add(HandshakePacketKept{named(1), Direction::In, {}, Protocol::Classic})
                     .ended(1, EndReason::ClosedByPeer)
                     .take();
    batch.rows = {noticeRow(EventKind::ConnectionOpened, 1), messageRow("one"),
        gapFor(messageRow("missing"), GapReason::QueueFull),
        noticeRow(EventKind::ConnectionEnded, 1)};
    const auto parsed = Filter::parse(filter);
    QVERIFY(parsed);
    QCOMPARE(wordsOf(batch, *parsed), words);
}

void TestRecordItem::countsWhatIsMissingWithoutIt()
{
    const auto row = messageRow("one");
    auto gap = gapFor(row, GapReason::QueueFull);
    gap.missing = 7;
    const auto batch = News().opened(1).take();
    QCOMPARE(countOf(RecordItem(&row)), 1U);
    QCOMPARE(countOf(RecordItem(&gap)), 7U);
    QCOMPARE(countOf(RecordItem(&batch.news.front())), 1U);
    QCOMPARE(countOf(RecordItem(RecordGap{start, 5, "too-fast", {}})), 5U);
}

QTEST_GUILESS_MAIN(TestRecordItem)

#include "tst_recorditem.moc"
