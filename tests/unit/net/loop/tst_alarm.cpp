// SPDX-License-Identifier: MIT
#include "core/net/loop/alarm.h"

#include <QTest>

#include <poll.h>
#include <sys/timerfd.h>

#include <chrono>
#include <optional>

using namespace sealcord;
using namespace std::chrono_literals;
using Clock = Alarm::Clock;
using std::chrono::milliseconds;

class TestAlarm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isSilentUntilItIsSet();
    void ringsAtItsTimeAndNotBefore();
    void ringsAtOnceForATimeThatHasPassed();
    void anEarlierTimeCounts();
    void aLaterTimeDoesNotPutItOff();
    void stopsRinging();
    void ringsAgainOnceStopped();

private:
    std::optional<Alarm> m_alarm;
};

namespace {

// Whether it rings within \a time.
bool rings(const Alarm &alarm, milliseconds time)
{
    pollfd descriptor{.fd = alarm.descriptor(), .events = POLLIN, .revents = 0};
    return poll(&descriptor, 1, static_cast<int>(time.count())) == 1;
}

// Until it rings by itself; 0: it does not.
Clock::duration setTo(const Alarm &alarm)
{
    itimerspec left{};
    timerfd_gettime(alarm.descriptor(), &left);
    return std::chrono::seconds(left.it_value.tv_sec)
        + std::chrono::nanoseconds(left.it_value.tv_nsec);
}

} // namespace

void TestAlarm::init()
{
    m_alarm.emplace();
    QVERIFY(m_alarm->isOpen());
}

void TestAlarm::isSilentUntilItIsSet()
{
    QVERIFY(!rings(*m_alarm, 20ms));
    QCOMPARE(setTo(*m_alarm), Clock::duration::zero());
}

void TestAlarm::ringsAtItsTimeAndNotBefore()
{
    const auto time = Clock::now() + 60ms;
    m_alarm->ringBy(time);
    QVERIFY(!rings(*m_alarm, 1ms));
    QVERIFY(rings(*m_alarm, 10s));
    QVERIFY(Clock::now() >= time);
}

void TestAlarm::ringsAtOnceForATimeThatHasPassed()
{
    m_alarm->ringBy(Clock::now() - 1s);
    QVERIFY(rings(*m_alarm, 10s));
    m_alarm->stop();
    m_alarm->ringBy(Clock::time_point()); // whose number would stop the kernel's timer
    QVERIFY(rings(*m_alarm, 10s));
}

void TestAlarm::anEarlierTimeCounts()
{
    m_alarm->ringBy(Clock::now() + 1h);
    m_alarm->ringBy(Clock::now() + 10ms);
    QVERIFY(rings(*m_alarm, 10s));
}

// That is what it is for: a loop that has a new time at each turn costs no system call.
void TestAlarm::aLaterTimeDoesNotPutItOff()
{
    m_alarm->ringBy(Clock::now() + 10ms);
    m_alarm->ringBy(Clock::now() + 1h);
    QVERIFY(rings(*m_alarm, 10s));
}

void TestAlarm::stopsRinging()
{
    m_alarm->ringBy(Clock::now());
    QVERIFY(rings(*m_alarm, 10s));
    m_alarm->stop();
    QVERIFY(!rings(*m_alarm, 1ms));

    m_alarm->ringBy(Clock::now() + 1h);
    m_alarm->stop();
    QCOMPARE(setTo(*m_alarm), Clock::duration::zero());
}

void TestAlarm::ringsAgainOnceStopped()
{
    m_alarm->ringBy(Clock::now());
    QVERIFY(rings(*m_alarm, 10s));
    m_alarm->stop();
    m_alarm->ringBy(Clock::now() + 10ms);
    QVERIFY(rings(*m_alarm, 10s));
}

QTEST_APPLESS_MAIN(TestAlarm)
#include "tst_alarm.moc"
