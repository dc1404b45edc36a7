// SPDX-License-Identifier: MIT
#include "core/traffic/watch/resender.h"
#include "tests/support/rows/connectionnews.h"
#include "tests/support/rows/content.h"

#include <QSignalSpy>
#include <QStringList>
#include <QTest>

#include <map>
#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Messages that are sent again.
class TestResender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsInOrderEachToItsOwn();
    void keepsTheTimesBetween();
    void stoppedInALongPauseSaysSo();
    void whoseConnectionHasEndedIsPassedOver();
    void nobodyLeftEndsALongPause();
    void nobodyFromTheFirstNeedsNoPause();
    void waitsForAPeerThatIsBusy();
    void doesNotFillAPeerBeforeItIsKnownToTake();
    void whatWasNotSentAfterAllIsSaid();
    void anotherOnesFailureIsNotCounted();
    void nothingElseBeginsWhileItSends();
    void theNextMayBeginWhileTheLastSettles();
    void letsGoOfWhatIsSent();

private:
    struct Sent {
        QString text; ///< "1 one": to connection 1
        DueTimer::Clock::time_point time;
    };

    void add(ConnectionId target, const QByteArray &text, std::chrono::milliseconds after = 0ms)
    {
        const Content content(text);
        m_time += after;
        Resender::Message message{.target = target, .row = {}, .memory = content.memory()};
        message.row.time = m_time;
        message.row.content = content.bytes();
        m_messages.push_back(std::move(message));
    }
    void start() { m_resender->start(std::exchange(m_messages, {})); }
    [[nodiscard]] QStringList texts() const
    {
        QStringList texts;
        for (const auto &sent : m_sent)
            texts += sent.text;
        return texts;
    }
    [[nodiscard]] Resender::Outcome outcome() const
    {
        return m_finished->at(0).at(0).value<Resender::Outcome>();
    }

    std::map<ConnectionId, Resender::Peer> m_peers;
    Resender::Messages m_messages;
    TimePoint m_time = test::start;
    std::vector<Sent> m_sent;
    std::unique_ptr<Resender> m_resender;
    std::unique_ptr<QSignalSpy> m_finished;
};

void TestResender::init()
{
    m_peers.clear();
    m_messages.clear();
    m_sent.clear();
    m_resender = std::make_unique<Resender>([this](ConnectionId id) { return m_peers[id]; });
    m_finished = std::make_unique<QSignalSpy>(m_resender.get(), &Resender::finished);
    connect(m_resender.get(), &Resender::sendRequested, this,
        [this](ConnectionId target, const QByteArray &message) {
            m_sent.push_back({u"%1 %2"_s.arg(target).arg(QString::fromUtf8(message.left(9))),
                DueTimer::Clock::now()});
        });
}

void TestResender::sendsInOrderEachToItsOwn()
{
    add(1, "one");
    add(2, "two");
    add(1, "three");
    start();
    QCOMPARE(texts(), QStringList({u"1 one"_s, u"2 two"_s, u"1 three"_s}));
    QVERIFY(!m_resender->isSending());
    QVERIFY(m_finished->wait());
    QCOMPARE(outcome().all, 3U);
    QCOMPARE(outcome().sent, 3U);
    QVERIFY(!outcome().isStopped);
}

void TestResender::keepsTheTimesBetween()
{
    add(1, "one");
    add(1, "two", 60ms);
    add(1, "three", 120ms);
    start();
    QCOMPARE(m_sent.size(), 1U);
    QVERIFY(m_finished->wait());
    QCOMPARE(m_sent.size(), 3U);
    // A timer may be late on a busy machine, but never early.
    QVERIFY(m_sent[1].time - m_sent[0].time >= 60ms);
    QVERIFY(m_sent[1].time - m_sent[0].time < 560ms);
    QVERIFY(m_sent[2].time - m_sent[0].time >= 180ms);
    QVERIFY(m_sent[2].time - m_sent[0].time < 680ms);
}

void TestResender::stoppedInALongPauseSaysSo()
{
    add(1, "one");
    add(1, "two", 24h * 40);
    start();
    QVERIFY(m_resender->isSending());
    m_resender->stop();
    QVERIFY(!m_resender->isSending());
    QVERIFY(m_finished->wait());
    QVERIFY(outcome().isStopped);
    QCOMPARE(outcome().sent, 1U);
    QCOMPARE(outcome().all, 2U);
}

void TestResender::whoseConnectionHasEndedIsPassedOver()
{
    m_peers[2] = Resender::Peer::Gone;
    add(1, "one");
    add(2, "two");
    add(1, "three");
    start();
    QCOMPARE(texts(), QStringList({u"1 one"_s, u"1 three"_s}));
    QVERIFY(m_finished->wait());
    QCOMPARE(outcome().gone, 1U);
    QCOMPARE(outcome().sent, 2U);
}

void TestResender::nobodyLeftEndsALongPause()
{
    add(2, "one");
    add(1, "two", 24h);
    start();
    m_resender->look();
    QVERIFY(m_resender->isSending());
    m_peers[1] = Resender::Peer::Gone; // 2 is there, but nothing is left for it
    m_resender->look();
    QVERIFY(m_finished->wait());
    QCOMPARE(outcome().gone, 1U);
    QCOMPARE(outcome().sent, 1U);
}

void TestResender::nobodyFromTheFirstNeedsNoPause()
{
    m_peers[1] = Resender::Peer::Gone;
    add(1, "one");
    add(1, "two", 24h);
    start();
    QVERIFY(m_finished->wait());
    QCOMPARE(outcome().gone, 2U);
    QVERIFY(m_sent.empty());
}

void TestResender::waitsForAPeerThatIsBusy()
{
    m_peers[1] = Resender::Peer::Busy;
    add(1, "one");
    add(2, "two");
    start();
    m_resender->look();
    QVERIFY(m_sent.empty());
    m_peers[1] = Resender::Peer::Ready;
    m_resender->look();
    QCOMPARE(texts(), QStringList({u"1 one"_s, u"2 two"_s}));
}

void TestResender::doesNotFillAPeerBeforeItIsKnownToTake()
{
    for (int i = 0; i < 5; ++i)
        add(1, QByteArray(3 * 1024 * 1024, 'x'));
    start();
    QTest::qWait(20);
    QCOMPARE(m_sent.size(), 2U); // the second begins before 4 MiB are reached
    m_resender->look();
    QCOMPARE(m_sent.size(), 4U);
    m_resender->look();
    QCOMPARE(m_sent.size(), 5U);
}

void TestResender::whatWasNotSentAfterAllIsSaid()
{
    add(1, "one");
    add(1, "two");
    start();
    m_resender->addFailed(1, u"too long"_s);
    QVERIFY(m_finished->wait());
    QCOMPARE(outcome().sent, 1U);
    QCOMPARE(outcome().failed, 1U);
    QCOMPARE(outcome().why, u"too long"_s);
}

void TestResender::anotherOnesFailureIsNotCounted()
{
    m_resender->addFailed(1, u"too long"_s); // nothing was sent again
    add(1, "one");
    start();
    m_resender->addFailed(5, u"too long"_s); // more than were
    QVERIFY(m_finished->wait());
    QCOMPARE(outcome().sent, 0U);
    QCOMPARE(outcome().failed, 1U);
}

void TestResender::nothingElseBeginsWhileItSends()
{
    add(1, "one");
    add(1, "two", 1h);
    start();
    add(1, "three");
    start();
    QCOMPARE(texts(), QStringList{u"1 one"_s});
    QCOMPARE(m_resender->outcome().all, 2U);
}

void TestResender::theNextMayBeginWhileTheLastSettles()
{
    add(1, "one");
    start();
    add(1, "two");
    start();
    QCOMPARE(texts(), QStringList({u"1 one"_s, u"1 two"_s}));
    QCOMPARE(m_finished->size(), 1);
    QVERIFY(m_finished->wait());
    QCOMPARE(m_finished->size(), 2);
}

void TestResender::letsGoOfWhatIsSent()
{
    add(1, "one");
    add(1, "two", 1h);
    const std::weak_ptr<const void> first = m_messages.front().memory;
    const std::weak_ptr<const void> second = m_messages.back().memory;
    start();
    QVERIFY(first.expired());
    QVERIFY(!second.expired());
    m_resender->stop();
    QVERIFY(second.expired());
}

QTEST_GUILESS_MAIN(TestResender)
#include "tst_resender.moc"
