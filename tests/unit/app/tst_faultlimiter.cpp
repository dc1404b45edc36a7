// SPDX-License-Identifier: MIT
#include "core/app/faultlimiter.h"

#include <QTest>

#include <set>

using namespace sealcord;
using namespace std::chrono_literals;

class TestFaultLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTenOfAKindInASecond();
    void kindsAreCountedApart();
    void countIsTakenWhenTheSecondIsOver();
    void nothingSuppressedIsNothingToTell();
    void lateTakingLosesNothing();
    void everythingIsTakenAtTheEnd();
    void kindsHaveNamesOfTheirOwn();
    void sentences();

private:
    int admitted(FaultLimiter &limiter, FaultKind kind, FaultLimiter::Time now, int times);

    const FaultLimiter::Time m_start{1h};
    const FaultKind m_kind{EndReason::NotAuthentic};
};

int TestFaultLimiter::admitted(
    FaultLimiter &limiter, FaultKind kind, FaultLimiter::Time now, int times)
{
    int count = 0;
    for (int i = 0; i < times; ++i)
        count += limiter.admits(kind, now) ? 1 : 0;
    return count;
}

void TestFaultLimiter::tellsTenOfAKindInASecond()
{
    FaultLimiter limiter;
    QCOMPARE(admitted(limiter, m_kind, m_start, 7), 7);
    QCOMPARE(admitted(limiter, m_kind, m_start + 999ms, 7), 3);
    QCOMPARE(admitted(limiter, m_kind, m_start + 1s, 100), 10);
}

void TestFaultLimiter::kindsAreCountedApart()
{
    FaultLimiter limiter;
    QCOMPARE(admitted(limiter, m_kind, m_start, 100), 10);
    for (const auto other : {FaultKind(EndReason::NotAPeer), FaultKind::accepting(),
             FaultKind(ConnectionRefused::Reason::TooManyConnections),
             FaultKind(ConnectionRefused::Reason::TooManyFromAddress)})
        QCOMPARE(admitted(limiter, other, m_start, 100), 10);
}

void TestFaultLimiter::countIsTakenWhenTheSecondIsOver()
{
    FaultLimiter limiter;
    QVERIFY(!limiter.nextDue());
    admitted(limiter, m_kind, m_start, 15);
    QCOMPARE(limiter.nextDue(), std::optional(m_start + 1s));
    QVERIFY(limiter.takeSuppressed(m_start + 999ms).empty());

    const auto taken = limiter.takeSuppressed(m_start + 1s);
    QCOMPARE(taken.size(), std::size_t(1));
    QVERIFY(taken[0].kind == m_kind);
    QCOMPARE(taken[0].count, quint64(5));
    QVERIFY(limiter.takeSuppressed(m_start + 2s).empty());
    QVERIFY(!limiter.nextDue());
}

void TestFaultLimiter::nothingSuppressedIsNothingToTell()
{
    FaultLimiter limiter;
    admitted(limiter, m_kind, m_start, 10);
    QVERIFY(limiter.takeSuppressed(m_start + 1s).empty());
    QVERIFY(!limiter.nextDue());
}

void TestFaultLimiter::lateTakingLosesNothing()
{
    FaultLimiter limiter;
    admitted(limiter, m_kind, m_start, 15);
    admitted(limiter, m_kind, m_start + 3s, 12);
    QVERIFY(*limiter.nextDue() <= m_start + 3s);
    auto taken = limiter.takeSuppressed(m_start + 3s);
    QCOMPARE(taken.size(), std::size_t(1));
    QCOMPARE(taken[0].count, quint64(5));
    taken = limiter.takeSuppressed(m_start + 4s);
    QCOMPARE(taken.size(), std::size_t(1));
    QCOMPARE(taken[0].count, quint64(2));
}

void TestFaultLimiter::everythingIsTakenAtTheEnd()
{
    FaultLimiter limiter;
    admitted(limiter, m_kind, m_start, 15);
    admitted(limiter, FaultKind::accepting(), m_start, 11);
    const auto taken = limiter.takeAllSuppressed();
    QCOMPARE(taken.size(), std::size_t(2));
    QCOMPARE(taken[0].count, quint64(5));
    QCOMPARE(taken[1].count, quint64(1));
    QVERIFY(limiter.takeAllSuppressed().empty());
}

void TestFaultLimiter::kindsHaveNamesOfTheirOwn()
{
    std::set<std::string_view> names{FaultKind::accepting().name()};
    for (int i = 0; i <= int(EndReason::InternalError); ++i)
        names.insert(FaultKind(static_cast<EndReason>(i)).name());
    names.insert(FaultKind(ConnectionRefused::Reason::TooManyConnections).name());
    names.insert(FaultKind(ConnectionRefused::Reason::TooManyFromAddress).name());
    QCOMPARE(names.size(), std::size_t(EndReason::InternalError) + 4);
    QVERIFY(m_kind.name() == "not-authentic");
}

void TestFaultLimiter::sentences()
{
    QCOMPARE(m_kind.sentence(7),
        std::string("7 more connections failed within a second: not-authentic"));
    QCOMPARE(FaultKind(ConnectionRefused::Reason::TooManyConnections).sentence(1),
        std::string("1 more connection refused within a second: too-many-connections"));
    QCOMPARE(FaultKind::accepting().sentence(2),
        std::string("2 more pauses of accepting within a second: accepting-paused"));
}

QTEST_GUILESS_MAIN(TestFaultLimiter)
#include "tst_faultlimiter.moc"
