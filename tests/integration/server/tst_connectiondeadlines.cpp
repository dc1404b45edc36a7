// SPDX-License-Identifier: MIT
#include "tests/integration/server/connectionfixture.h"
#include "tests/support/patience.h"

#include <QCoreApplication>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

/// When a connection leaves a peer that is too slow, and when it does not.
class TestConnectionDeadlines : public QObject, private ConnectionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openConnection(); }
    void cleanup() { checkItsEnd(); }

    void slowReaderIsNotLeft();
    void tooSlowReaderIsLeftForThatReason();
    void handshakeMustBeDoneInTime();
    void establishedConnectionMayBeSilent();
    void begunFrameMustBeDoneInTime_data();
    void begunFrameMustBeDoneInTime();
    void trickleDoesNotStopTheFrameClock();
    void frameClockStandsWhileNothingIsRead();
};

// It takes little at a time, which the kernel's own announcements do not tell of.
void TestConnectionDeadlines::slowReaderIsNotLeft()
{
    QVERIFY(establish());
    QVERIFY(m_connection->send(Bytes(16 * 1024 * 1024)) == SendResult::Sent);
    const auto owed = m_connection->bytesOwed();
    QVERIFY(owed > 0);
    for (int i = 0; i < 40; ++i) {
        std::ignore = m_client->socket().read();
        QCoreApplication::processEvents();
        std::ignore = m_client->socket().read();
        pass(15s);
        QVERIFY(m_owner->ends.empty());
    }
}

void TestConnectionDeadlines::tooSlowReaderIsLeftForThatReason()
{
    QVERIFY(establish());
    QVERIFY(m_connection->send(Bytes(16 * 1024 * 1024)) == SendResult::Sent);
    for (int i = 0; i < 100 && m_owner->ends.empty(); ++i) {
        std::ignore = m_client->socket().read();
        QCoreApplication::processEvents();
        pass(40s);
    }
    QCOMPARE(m_owner->ends.size(), std::size_t{1});
    QCOMPARE(m_owner->ends.front().reason, EndReason::SendTimeout);
    const QString text = QString::fromStdString(m_owner->ends.front().text);
    QVERIFY2(text.endsWith(QStringLiteral(", and the least is 4096 bytes/s")), qPrintable(text));
    QVERIFY(!text.startsWith(QStringLiteral("nothing")));
}

void TestConnectionDeadlines::handshakeMustBeDoneInTime()
{
    QVERIFY(m_client->socket().write(std::span<const std::byte>(m_client->request()).first(41)));
    pass(10s);
    QVERIFY(m_owner->ends.empty());
    pass(1s);
    QCOMPARE(m_owner->ends.size(), std::size_t{1});
    QCOMPARE(m_owner->ends.front().reason, EndReason::HandshakeTimeout);
    QVERIFY(m_owner->ends.front().duration > 10s);
}

void TestConnectionDeadlines::establishedConnectionMayBeSilent()
{
    QVERIFY(establish());
    pass(9min);
    QVERIFY(m_owner->ends.empty());
    pass(2min);
    QCOMPARE(m_owner->ends.front().reason, EndReason::IdleTimeout);
    QVERIFY(m_client->next() == EventRecord::closed());
}

void TestConnectionDeadlines::begunFrameMustBeDoneInTime_data()
{
    QTest::addColumn<std::size_t>("sent");
    QTest::addColumn<std::chrono::milliseconds>("allowed");
    QTest::addColumn<std::string>("length");
    QTest::newRow("a byte of it") << 1zu << 60'000ms << std::string("4");
    QTest::newRow("its length") << 4zu << 75'258ms << std::string("1000032");
    QTest::newRow("all but a byte") << 1'000'031zu << 75'258ms << std::string("1000032");
}

void TestConnectionDeadlines::begunFrameMustBeDoneInTime()
{
    QFETCH(std::size_t, sent);
    QFETCH(std::chrono::milliseconds, allowed);
    QFETCH(std::string, length);
    QVERIFY(establish());
    const auto frame = m_client->frame(QByteArray(1'000'000, 'x'));
    std::span<const std::byte> rest(frame.data(), sent);
    while (!rest.empty()) {
        rest = rest.subspan(m_client->socket().writeSome(rest, 0));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_budget.held(), sent, patience);
    pass(allowed);
    QVERIFY(m_owner->ends.empty());
    pass(1s);
    QCOMPARE(m_owner->ends.size(), std::size_t{1});
    QCOMPARE(m_owner->ends.front().reason, EndReason::FrameTimeout);
    QCOMPARE(
        m_owner->ends.front().text, "a message of " + length + " bytes was not finished in time");
}

// A byte now and then is progress, but not enough of it.
void TestConnectionDeadlines::trickleDoesNotStopTheFrameClock()
{
    QVERIFY(establish());
    const auto frame = m_client->frame(QByteArray(1000, 'x'));
    std::size_t sent = 0;
    while (m_owner->ends.empty() && sent < 100) {
        QVERIFY(m_client->socket().write(std::span(frame).subspan(sent++, 1)));
        QTRY_COMPARE_WITH_TIMEOUT(m_budget.held(), sent, patience);
        pass(1s);
    }
    QCOMPARE(sent, std::size_t{61});
    QCOMPARE(m_owner->ends.front().reason, EndReason::FrameTimeout);
}

void TestConnectionDeadlines::frameClockStandsWhileNothingIsRead()
{
    QVERIFY(establish());
    QVERIFY(m_client->socket().write(Bytes(3)));
    QTRY_COMPARE_WITH_TIMEOUT(m_budget.held(), std::size_t{3}, patience);
    pass(50s);
    m_connection->setReadingPaused(true);
    pass(5min);
    m_connection->setReadingPaused(false);
    pass(9s);
    QVERIFY(m_owner->ends.empty());
    pass(2s);
    QCOMPARE(m_owner->ends.front().reason, EndReason::FrameTimeout);
}

QTEST_GUILESS_MAIN(TestConnectionDeadlines)
#include "tst_connectiondeadlines.moc"
