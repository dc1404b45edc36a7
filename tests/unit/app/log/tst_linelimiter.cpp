// SPDX-License-Identifier: MIT
#include "core/app/log/linelimiter.h"

#include <QTest>

#include <set>

using namespace sealcord;
using namespace std::chrono_literals;

class TestLineLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasNotUsedIsSavedUp();
    void aFloodIsBoundedHoweverLongItLasts();
    void kindsAreCountedApart();
    void allKindsTogetherAreBounded();
    void withoutALimitEverythingIsTold();
    void countIsTakenWhenTheSecondIsOver();
    void nothingSuppressedIsNothingToTell();
    void lateTakingSaysOverHowLong();
    void everythingIsTakenAtTheEnd();
    void everyKindIsAccountedFor();
    void kindsHaveNamesOfTheirOwn();
    void sentences();

private:
    static quint64 admitted(LineLimiter &limiter, LineKind kind, LineLimiter::Time now, int times);

    static constexpr quint64 linesPerSecond = 10;
    static constexpr quint64 saved = linesPerSecond * LineLimiter::savedSeconds;
    const LineLimiter::Time m_start{1h};
    const LineKind m_kind{EndReason::NotAuthentic};
};

static std::vector<LineKind> allKinds()
{
    std::vector<LineKind> kinds;
    for (int i = 0; i <= int(EndReason::InternalError); ++i)
        kinds.emplace_back(static_cast<EndReason>(i));
    kinds.emplace_back(ConnectionRefused::Reason::TooManyConnections);
    kinds.emplace_back(ConnectionRefused::Reason::TooManyFromAddress);
    kinds.emplace_back(ConnectionRefused::Reason::NoProxyHeader);
    for (int i = 0; i <= int(LineKind::Other::QtMessage); ++i)
        kinds.emplace_back(static_cast<LineKind::Other>(i));
    return kinds;
}

quint64 TestLineLimiter::admitted(
    LineLimiter &limiter, LineKind kind, LineLimiter::Time now, int times)
{
    quint64 count = 0;
    for (int i = 0; i < times; ++i)
        count += limiter.admits(kind, now) ? quint64(1) : quint64(0);
    return count;
}

void TestLineLimiter::whatWasNotUsedIsSavedUp()
{
    LineLimiter limiter(linesPerSecond);
    QCOMPARE(admitted(limiter, m_kind, m_start, 1000), saved);
    QCOMPARE(admitted(limiter, m_kind, m_start + 99ms, 1000), quint64(0));
    QCOMPARE(admitted(limiter, m_kind, m_start + 100ms, 1000), quint64(1));
    QCOMPARE(admitted(limiter, m_kind, m_start + 1100ms, 1000), linesPerSecond);
    QCOMPARE(admitted(limiter, m_kind, m_start + 1h, 1000), saved);
}

void TestLineLimiter::aFloodIsBoundedHoweverLongItLasts()
{
    LineLimiter limiter(linesPerSecond);
    quint64 told = 0;
    for (auto now = m_start; now < m_start + 60s; now += 1ms)
        told += admitted(limiter, m_kind, now, 3);
    QVERIFY(told <= saved + 60 * linesPerSecond);
    QVERIFY(told >= saved + 59 * linesPerSecond);
}

void TestLineLimiter::kindsAreCountedApart()
{
    LineLimiter limiter(linesPerSecond);
    QCOMPARE(admitted(limiter, m_kind, m_start, 1000), saved);
    QCOMPARE(admitted(limiter, LineKind(Direction::In), m_start, 1000), saved);
    QCOMPARE(admitted(limiter, LineKind(EndReason::ClosedByPeer), m_start, 1000), saved);
}

void TestLineLimiter::allKindsTogetherAreBounded()
{
    LineLimiter limiter(linesPerSecond);
    quint64 told = 0;
    for (const auto kind : allKinds())
        told += admitted(limiter, kind, m_start, 1000);
    QCOMPARE(told, LineLimiter::kindsAtOnce * saved);
    told = 0;
    for (const auto kind : allKinds())
        told += admitted(limiter, kind, m_start + 1s, 1000);
    QCOMPARE(told, LineLimiter::kindsAtOnce * linesPerSecond);
}

void TestLineLimiter::withoutALimitEverythingIsTold()
{
    LineLimiter limiter(std::nullopt);
    for (const auto kind : allKinds())
        QCOMPARE(admitted(limiter, kind, m_start, 10'000), quint64(10'000));
    QVERIFY(!limiter.nextDue(m_start));
    QVERIFY(limiter.takeAllSuppressed(m_start + 1h).empty());
}

void TestLineLimiter::countIsTakenWhenTheSecondIsOver()
{
    LineLimiter limiter(linesPerSecond);
    QVERIFY(!limiter.nextDue(m_start));
    admitted(limiter, m_kind, m_start, 105);
    QCOMPARE(limiter.nextDue(m_start), std::optional(m_start + 1s));
    QVERIFY(limiter.takeSuppressed(m_start + 999ms).empty());

    const auto taken = limiter.takeSuppressed(m_start + 1s);
    QCOMPARE(taken.size(), std::size_t(1));
    QVERIFY(taken[0].kind == m_kind);
    QCOMPARE(taken[0].count, quint64(5));
    QVERIFY(taken[0].within == 1s);
    QVERIFY(limiter.takeSuppressed(m_start + 2s).empty());
    QVERIFY(!limiter.nextDue(m_start + 1h));
}

// Whoever waits for the next line must come back in time for what is counted meanwhile.
void TestLineLimiter::nothingSuppressedIsNothingToTell()
{
    LineLimiter limiter(linesPerSecond);
    admitted(limiter, m_kind, m_start, 10);
    QVERIFY(limiter.takeSuppressed(m_start + 1s).empty());
    QCOMPARE(limiter.nextDue(m_start), std::optional(m_start + 1s));
    QVERIFY(!limiter.nextDue(m_start + 1s));
}

void TestLineLimiter::lateTakingSaysOverHowLong()
{
    LineLimiter limiter(linesPerSecond);
    admitted(limiter, m_kind, m_start, 105);
    admitted(limiter, m_kind, m_start + 3s, 32);
    QVERIFY(*limiter.nextDue(m_start + 3s) <= m_start + 3s);
    const auto taken = limiter.takeSuppressed(m_start + 3900ms);
    QCOMPARE(taken.size(), std::size_t(1));
    QCOMPARE(taken[0].count, quint64(5 + 2));
    QVERIFY(taken[0].within == 3s);
}

void TestLineLimiter::everythingIsTakenAtTheEnd()
{
    LineLimiter limiter(linesPerSecond);
    admitted(limiter, m_kind, m_start, 105);
    admitted(limiter, LineKind(Direction::Out), m_start, 101);
    const auto taken = limiter.takeAllSuppressed(m_start);
    QCOMPARE(taken.size(), std::size_t(2));
    QCOMPARE(taken[0].count, quint64(5));
    QCOMPARE(taken[1].count, quint64(1));
    QVERIFY(taken[1].within == 1s);
    QVERIFY(limiter.takeAllSuppressed(m_start).empty());
}

void TestLineLimiter::everyKindIsAccountedFor()
{
    LineLimiter limiter(linesPerSecond);
    quint64 accounted = 0;
    for (const auto kind : allKinds())
        accounted += admitted(limiter, kind, m_start, 1000);
    for (const auto &suppressed : limiter.takeAllSuppressed(m_start))
        accounted += suppressed.count;
    QCOMPARE(accounted, quint64(1000) * allKinds().size());
}

void TestLineLimiter::kindsHaveNamesOfTheirOwn()
{
    std::set<std::string_view> names;
    for (const auto kind : allKinds())
        names.insert(kind.words().name);
    QCOMPARE(names.size(), allKinds().size());
    QVERIFY(m_kind.words().name == "not-authentic");
}

void TestLineLimiter::sentences()
{
    QCOMPARE(m_kind.sentence(7, 1s),
        std::string("7 more connections failed within a second: not-authentic"));
    QCOMPARE(LineKind(EndReason::ClosedByPeer).sentence(1, 1s),
        std::string("1 more connection closed within a second: closed-by-peer"));
    QCOMPARE(LineKind(ConnectionRefused::Reason::TooManyConnections).sentence(1, 2s),
        std::string("1 more connection refused within 2 seconds: too-many-connections"));
    QCOMPARE(LineKind(Direction::In).sentence(40'000, 1s),
        std::string("40000 more messages received within a second: message-received"));
}

QTEST_GUILESS_MAIN(TestLineLimiter)
#include "tst_linelimiter.moc"
