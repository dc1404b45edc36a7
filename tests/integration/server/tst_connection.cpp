// SPDX-License-Identifier: MIT
#include "core/net/connection/sendbatch.h"
#include "tests/integration/server/connectionfixture.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

enum class HowItEnds { Completed, Reset, Aborted, Finished };

} // namespace

class TestConnection : public QObject, private ConnectionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openConnection(); }
    void cleanup() { checkItsEnd(); }

    void tellsItsOwnerInOrder();
    void smallMessageIsWithTheKernelAtOnce();
    void mayBeAbortedInAnyCall_data();
    void mayBeAbortedInAnyCall();
    void mayBeFinishedInAnyCall_data();
    void mayBeFinishedInAnyCall();
    void messageStaysValidBehindAnAbort();
    void repliesBeforeAnAbortAreNotWrittenLater();
    void repliesOfOneReadLeaveTogether();
    void batchLeavesTogether();
    void goodbyeOfABatchComesBehindIt();
    void abortedBatchIsNotWritten();
    void readingResumedInABatchGoesOnBehindIt();
    void messageForAnotherConnectionMayBeSentMeanwhile();
    void pausedConnectionDoesNotRead();
    void flushedIsSaidWhenAllIsTaken();
    void connectionWaitsWhileTheBudgetIsSpent();
    void heldMemoryIsGivenBackHoweverItEnds_data();
    void heldMemoryIsGivenBackHoweverItEnds();
};

void TestConnection::tellsItsOwnerInOrder()
{
    QVERIFY(establish());
    QVERIFY(m_client->socket().write(m_client->frame("one") + m_client->frame("two")));
    QTRY_COMPARE_WITH_TIMEOUT(m_owner->messages, (QList<QByteArray>{"one", "two"}), patience);
    QVERIFY(m_owner->ends.empty());
    QVERIFY(m_client->socket().write(m_client->goodbye()));
    QTRY_COMPARE_WITH_TIMEOUT(m_owner->ends.size(), std::size_t{1}, patience);
    QCOMPARE(m_owner->ends.front().reason, EndReason::ClosedByPeer);
}

void TestConnection::smallMessageIsWithTheKernelAtOnce()
{
    QVERIFY(establish());
    QVERIFY(m_connection->send(toBytes("hello")) == SendResult::Sent);
    QCOMPARE(m_connection->bytesOwed(), qint64{0});
    QVERIFY(m_client->next() == EventRecord::message("hello"));
}

void TestConnection::mayBeAbortedInAnyCall_data()
{
    QTest::addColumn<QString>("call");
    for (const auto *call : {"established", "received", "ended", "released"})
        QTest::newRow(call) << QString::fromLatin1(call);
}

void TestConnection::mayBeAbortedInAnyCall()
{
    QFETCH(QString, call);
    const auto abort = [](Connection &connection) {
        connection.abort({EndReason::ReplyTimeout, "enough"});
        pester(connection);
    };
    auto &act = call == QStringLiteral("established") ? m_owner->onEstablished
        : call == QStringLiteral("received")          ? m_owner->onReceived
        : call == QStringLiteral("ended")             ? m_owner->onEnded
                                                      : m_owner->onReleased;
    act = abort;
    QVERIFY(m_client->socket().write(m_client->request()));
    QTRY_COMPARE_WITH_TIMEOUT(m_owner->establishedCalls, 1, patience);
    if (call != QStringLiteral("established")) {
        QVERIFY(m_client->next() == EventRecord::established());
        const auto messages = m_client->frame("one") + m_client->frame("two");
        QVERIFY(m_client->socket().writeAndFinish(messages + m_client->goodbye()));
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_connection, patience);
    const qsizetype received = call == QStringLiteral("established") ? 0
        : call == QStringLiteral("received")                         ? 1
                                                                     : 2;
    QCOMPARE(m_owner->messages.size(), received);
}

void TestConnection::mayBeFinishedInAnyCall_data()
{
    QTest::addColumn<bool>("whenEstablished");
    QTest::newRow("established") << true;
    QTest::newRow("received") << false;
}

// What arrived with the message in which it was told to finish is still delivered and answered.
void TestConnection::mayBeFinishedInAnyCall()
{
    QFETCH(bool, whenEstablished);
    const auto finish = [](Connection &connection) {
        connection.finish({EndReason::ClosedByUs, "done"}, now() + 10s, now() + 20s);
    };
    m_owner->onReceived = [&](Connection &connection) {
        std::ignore = connection.send(toBytes(m_owner->messages.back()));
        if (!whenEstablished)
            finish(connection);
    };
    if (whenEstablished)
        m_owner->onEstablished = finish;
    QVERIFY(establish());
    if (!whenEstablished) {
        QVERIFY(m_client->socket().write(m_client->frame("one") + m_client->frame("two")));
        QTRY_COMPARE_WITH_TIMEOUT(m_owner->messages.size(), 2, patience);
        QCOMPARE(m_client->messages(2), (QList<QByteArray>{"one", "two"}));
    }
    QVERIFY(m_client->next() == EventRecord::closed());
    QCOMPARE(m_owner->ends.front().reason, EndReason::ClosedByUs);
    QCOMPARE(m_owner->ends.front().text, std::string("done"));
}

// Even one that has memory of its own, too much to be kept for others.
void TestConnection::messageStaysValidBehindAnAbort()
{
    m_owner->onReceived = [](Connection &connection) {
        connection.abort({EndReason::ReplyTimeout, "enough"});
    };
    QVERIFY(establish());
    auto frame = m_client->frame(QByteArray(6 * 1024 * 1024, 'x'));
    std::span<const std::byte> rest(frame);
    while (!rest.empty()) {
        rest = rest.subspan(m_client->socket().writeSome(rest, 0));
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_connection, patience);
    QCOMPARE(m_owner->messages.size(), 1);
}

void TestConnection::repliesBeforeAnAbortAreNotWrittenLater()
{
    m_owner->onReceived = [](Connection &connection) {
        std::ignore = connection.send(Bytes(1000));
        connection.abort({EndReason::ReplyTimeout, "enough"});
    };
    QVERIFY(establish());
    QVERIFY(m_client->send("go"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_connection, patience);
    QVERIFY(!m_client->next());
}

void TestConnection::repliesOfOneReadLeaveTogether()
{
    m_owner->onReceived = [this](Connection &connection) {
        std::ignore = connection.send(toBytes(m_owner->messages.back()));
        if (m_owner->messages.size() < 3) // nothing was written before the last
            QVERIFY(!m_context.sendBuffer().isEmpty());
    };
    QVERIFY(establish());
    QVERIFY(m_client->socket().write(
        m_client->frame("one") + m_client->frame("two") + m_client->frame("three")));
    QTRY_COMPARE_WITH_TIMEOUT(m_owner->messages.size(), 3, patience);
    QVERIFY(m_context.sendBuffer().isEmpty());
    QCOMPARE(m_client->messages(3), (QList<QByteArray>{"one", "two", "three"}));
}

void TestConnection::batchLeavesTogether()
{
    QVERIFY(establish());
    {
        const SendBatch batch(*m_connection);
        QVERIFY(m_connection->send(toBytes("one")) == SendResult::Sent);
        {
            const SendBatch inner(*m_connection);
            QVERIFY(m_connection->send(toBytes("two")) == SendResult::Sent);
        }
        QCOMPARE(m_context.sendBuffer().size(), std::size_t{2 * (3 + 32)});
    }
    QVERIFY(m_context.sendBuffer().isEmpty());
    QCOMPARE(m_client->messages(2), (QList<QByteArray>{"one", "two"}));
}

void TestConnection::goodbyeOfABatchComesBehindIt()
{
    QVERIFY(establish());
    {
        const SendBatch batch(*m_connection);
        QVERIFY(m_connection->send(toBytes("one")) == SendResult::Sent);
        m_connection->finish({EndReason::ClosedByUs, "done"}, now() + 10s, now() + 20s);
        QVERIFY(!m_connection->hasEnded());
    }
    QVERIFY(m_connection->hasEnded());
    QVERIFY(m_client->next() == EventRecord::message("one"));
    QVERIFY(m_client->next() == EventRecord::closed());
}

void TestConnection::abortedBatchIsNotWritten()
{
    QVERIFY(establish());
    {
        const SendBatch batch(*m_connection);
        QVERIFY(m_connection->send(toBytes("one")) == SendResult::Sent);
        m_connection->abort({EndReason::ReplyTimeout, "enough"});
    }
    QVERIFY(m_context.sendBuffer().isEmpty());
    QVERIFY(!m_client->next());
}

void TestConnection::readingResumedInABatchGoesOnBehindIt()
{
    QVERIFY(establish());
    m_connection->setReadingPaused(true);
    QVERIFY(m_client->send("one"));
    {
        const SendBatch batch(*m_connection);
        m_connection->setReadingPaused(false);
        QVERIFY(m_owner->messages.isEmpty());
    }
    QCOMPARE(m_owner->messages, QList<QByteArray>{"one"});
}

// They share a send buffer.
void TestConnection::messageForAnotherConnectionMayBeSentMeanwhile()
{
    ScriptedOwner otherOwner;
    std::unique_ptr<ClassicPeer> otherClient;
    const QPointer<Connection> other = start(otherOwner, otherClient);
    QVERIFY(otherClient->socket().write(otherClient->request()));
    QTRY_COMPARE_WITH_TIMEOUT(otherOwner.establishedCalls, 1, patience);
    QVERIFY(otherClient->next() == EventRecord::established());
    m_owner->onReceived = [&](Connection &connection) {
        std::ignore = connection.send(toBytes("mine"));
        std::ignore = other->send(toBytes("yours"));
        std::ignore = connection.send(toBytes("mine too"));
    };
    QVERIFY(establish());
    QVERIFY(m_client->send("go"));
    QTRY_COMPARE_WITH_TIMEOUT(m_owner->messages.size(), 1, patience);
    QCOMPARE(m_client->messages(2), (QList<QByteArray>{"mine", "mine too"}));
    QVERIFY(otherClient->next() == EventRecord::message("yours"));
    otherClient.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!other, patience);
}

void TestConnection::pausedConnectionDoesNotRead()
{
    QVERIFY(establish());
    m_connection->setReadingPaused(true);
    QVERIFY(m_client->send("one"));
    // Another connection hears what is sent to it later.
    ScriptedOwner otherOwner;
    std::unique_ptr<ClassicPeer> otherClient;
    const QPointer<Connection> other = start(otherOwner, otherClient);
    QVERIFY(otherClient->socket().write(otherClient->request()));
    QTRY_COMPARE_WITH_TIMEOUT(otherOwner.establishedCalls, 1, patience);
    QVERIFY(m_owner->messages.isEmpty());
    m_connection->setReadingPaused(false);
    QCOMPARE(m_owner->messages, QList<QByteArray>{"one"});
    QVERIFY(m_client->send("two")); // and it goes on by itself
    QTRY_COMPARE_WITH_TIMEOUT(m_owner->messages, (QList<QByteArray>{"one", "two"}), patience);
    otherClient.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!other, patience);
}

void TestConnection::flushedIsSaidWhenAllIsTaken()
{
    QVERIFY(establish());
    QSignalSpy flushed(m_connection.data(), &Connection::flushed);
    const QByteArray message(12 * 1024 * 1024, 'x');
    QVERIFY(m_connection->send(toBytes(message)) == SendResult::Sent);
    QVERIFY(m_connection->bytesOwed() > 0);
    Bytes got;
    while (got.size() < std::size_t(message.size()) + 32) {
        QCoreApplication::processEvents();
        got = std::move(got) + m_client->socket().read();
        QCOMPARE(flushed.size(), m_connection->bytesOwed() == 0 ? 1 : 0);
    }
    QCOMPARE(flushed.size(), 1);
}

// And then reads what has arrived meanwhile, also of a message that it had begun.
void TestConnection::connectionWaitsWhileTheBudgetIsSpent()
{
    QVERIFY(establish());
    const auto frame = m_client->frame(QByteArray(300'000, 'x'));
    QVERIFY(m_client->socket().write(std::span(frame).first(10'000)));
    QTRY_COMPARE_WITH_TIMEOUT(m_budget.held(), std::size_t{10'000}, patience);
    m_budget.change(0, m_budget.limit()); // by others
    QVERIFY(m_client->socket().write(std::span(frame).subspan(10'000)));
    QTRY_COMPARE_WITH_TIMEOUT(m_owner->memoryIsSpentCalls, 1, patience);
    m_connection->memoryFreed(); // it is not
    pass(10min);
    QVERIFY(m_owner->ends.empty()); // it is not the peer who keeps the rest from arriving
    QVERIFY(m_owner->messages.isEmpty());
    m_budget.change(m_budget.limit(), 0);
    m_connection->memoryFreed();
    QTRY_COMPARE_WITH_TIMEOUT(m_owner->messages.size(), 1, patience);
}

void TestConnection::heldMemoryIsGivenBackHoweverItEnds_data()
{
    QTest::addColumn<HowItEnds>("how");
    QTest::newRow("completed") << HowItEnds::Completed;
    QTest::newRow("reset") << HowItEnds::Reset;
    QTest::newRow("aborted") << HowItEnds::Aborted;
    QTest::newRow("finished") << HowItEnds::Finished;
}

// cleanup() looks at what is held.
void TestConnection::heldMemoryIsGivenBackHoweverItEnds()
{
    QFETCH(HowItEnds, how);
    QVERIFY(establish());
    const auto frame = m_client->frame(QByteArray(300'000, 'x'));
    const auto front = std::span(frame).first(50'000);
    QVERIFY(m_client->socket().write(front));
    QTRY_COMPARE_WITH_TIMEOUT(m_budget.held(), front.size(), patience);
    QCOMPARE(m_connection->held().bytes(), front.size());
    switch (how) {
    case HowItEnds::Completed:
        QVERIFY(m_client->socket().write(std::span(frame).subspan(front.size())));
        QTRY_COMPARE_WITH_TIMEOUT(m_owner->messages.size(), 1, patience);
        QCOMPARE(m_budget.held(), std::size_t{0});
        break;
    case HowItEnds::Reset:
        m_client->socket().reset();
        break;
    case HowItEnds::Aborted:
        m_connection->abort({EndReason::ClosedByUs, "enough"});
        break;
    case HowItEnds::Finished:
        m_connection->finish({EndReason::ClosedByUs, "done"}, now(), now() + 10s);
        break;
    }
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
