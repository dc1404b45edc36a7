// SPDX-License-Identifier: MIT
#include "core/net/connection/wirereport.h"

#include "tests/support/hex.h"

#include <QTest>

#include <vector>

using namespace sealcord;
using namespace sealcord::test;

namespace {

class KeepingTap final : public Tap
{
public:
    TapInterest wanted = TapInterest::Messages;
    std::vector<SendProgressed> progress;
    std::vector<ConnectionCounted> counts;
    std::vector<quint64> ends; ///< of messages on the wire
    std::vector<quint64> unseen;

    [[nodiscard]] TapInterest interest() const noexcept override { return wanted; }
    void happened(WireEvent event) override
    {
        if (const auto *message = event.as<MessageSeen>())
            ends.push_back(message->wireEnd);
        else if (const auto *messages = event.as<MessagesUnseen>())
            unseen.push_back(messages->count);
        else if (const auto *progressed = event.as<SendProgressed>())
            progress.push_back(*progressed);
        else if (const auto *counted = event.as<ConnectionCounted>())
            counts.push_back(*counted);
    }
};

} // namespace

class TestWireReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTakenAtOnceIsNotSpokenOf();
    void whatIsOwedIsToldUntilItIsTaken();
    void endTellsWhatWasNeverWritten();
    void countIsToldWhenItHasChanged();
    void unseenOnesAreToldOnceForMany();
    void nothingIsToldWhereNoMessagesAreWanted();
};

static const auto message = toBytes("hello");
static const auto frame = Bytes(5 + 32);

void TestWireReport::whatIsTakenAtOnceIsNotSpokenOf()
{
    KeepingTap tap;
    WireReport report({}, tap);
    report.appended(69);
    report.written(0);
    report.appended(frame.size());
    report.sent(message, frame);
    report.written(0);
    report.ending(0);
    QVERIFY(tap.progress.empty());
    QCOMPARE(tap.ends, std::vector<quint64>{69 + frame.size()});
}

void TestWireReport::whatIsOwedIsToldUntilItIsTaken()
{
    KeepingTap tap;
    WireReport report({}, tap);
    report.appended(100);
    report.written(30);
    report.progressed(10);
    report.progressed(0);
    report.appended(1);
    report.written(0);
    QCOMPARE(tap.progress.size(), std::size_t{3});
    QCOMPARE(tap.progress[0].taken, quint64{70});
    QCOMPARE(tap.progress[1].taken, quint64{90});
    QVERIFY(!tap.progress[1].isAll);
    QCOMPARE(tap.progress[2].taken, quint64{100});
    QVERIFY(tap.progress[2].isAll);
}

// As when a reply is sealed and the connection ends within the same read. Where it is written all
// the same, that is told.
void TestWireReport::endTellsWhatWasNeverWritten()
{
    KeepingTap tap;
    WireReport report({}, tap);
    report.appended(69);
    report.written(0);
    report.appended(37);
    report.ending(0);
    QCOMPARE(tap.progress.size(), std::size_t{1});
    QCOMPARE(tap.progress[0].taken, quint64{69});
    QVERIFY(!tap.progress[0].isAll);
    report.written(0);
    QCOMPARE(tap.progress.size(), std::size_t{2});
    QCOMPARE(tap.progress[1].taken, quint64{106});
    QVERIFY(tap.progress[1].isAll);
}

void TestWireReport::countIsToldWhenItHasChanged()
{
    KeepingTap tap;
    WireReport report({}, tap);
    report.tellCount();
    QVERIFY(tap.counts.empty());
    report.received({message, {}});
    report.sent(message, frame);
    report.tellCount();
    report.tellCount();
    QCOMPARE(tap.counts.size(), std::size_t{1});
    QCOMPARE(tap.counts[0].count.messagesIn, quint64{1});
    QCOMPARE(tap.counts[0].count.bytesOut, quint64{5});
}

void TestWireReport::unseenOnesAreToldOnceForMany()
{
    KeepingTap tap;
    WireReport report({}, tap);
    report.sent(message, frame);
    tap.wanted = TapInterest::Numbers;
    report.ask();
    for (int i = 0; i < 3; ++i) {
        report.received({message, {}});
        report.sent(message, frame);
    }
    QVERIFY(tap.unseen.empty());
    report.written(0);
    QCOMPARE(tap.unseen, std::vector<quint64>{6});
    report.received({message, {}});
    tap.wanted = TapInterest::Messages;
    report.ask();
    QCOMPARE(tap.unseen, std::vector<quint64>({6, 1}));
    report.received({message, {}});
    report.tellCount();
    report.ending(0);
    QCOMPARE(tap.unseen, std::vector<quint64>({6, 1}));
    QCOMPARE(tap.ends.size(), std::size_t{2}); // the first and the last one by one
}

void TestWireReport::nothingIsToldWhereNoMessagesAreWanted()
{
    KeepingTap tap;
    tap.wanted = TapInterest::Lives;
    WireReport report({}, tap);
    report.received({message, {}});
    report.appended(100);
    report.sent(message, frame);
    report.written(50);
    report.progressed(0);
    report.tellCount();
    QVERIFY(tap.progress.empty() && tap.counts.empty() && tap.ends.empty());
    QCOMPARE(report.count().messagesIn, quint64{1});
    tap.wanted = TapInterest::Messages; // somebody begins to watch
    report.tellCount();
    QCOMPARE(tap.counts.size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(TestWireReport)
#include "tst_wirereport.moc"
