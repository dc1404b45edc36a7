// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

#include "tests/support/streamlines.h"
#include "tests/unit/protocol/sealed/sealedpairtest.h"

#include <QTest>

#include <malloc.h>

using namespace sealcord;
using namespace sealcord::test;

/// What streams cost a connection's both ends, and what of it is left.
class TestStreamMemory : public SealedPairTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void streamsThatWereLeaveNothing();
    void streamsThatAre();

private:
    static constexpr std::uint32_t many = 10'000;

    /// What is in use of the heap. Nothing is told under a sanitizer, which has one of its own.
    [[nodiscard]] static std::size_t inUse() { return mallinfo2().uordblks; }
    void say(SessionEnd &end, const StreamOrder &order);
    void carry();
    void open();
    void close(StreamNumber number);

    StreamNumber m_last = 0;
};

void TestStreamMemory::init()
{
    useSealed();
    m_options.agent.mostStreams = m_options.server.mostStreams = many;
    connectThem();
    m_last = 0;
}

void TestStreamMemory::say(SessionEnd &end, const StreamOrder &order)
{
    QCOMPARE(end.say(order), SendResult::Sent);
}

void TestStreamMemory::carry()
{
    m_pair->run();
    for (auto *const end : {&m_pair->agent(), &m_pair->server()}) {
        QVERIFY(!end->isOver());
        QVERIFY(!end->takeEvents().isEmpty());
    }
}

void TestStreamMemory::open()
{
    const auto number = m_pair->agent().session().nextStream();
    QCOMPARE(number.value(), m_last == 0 ? 1 : m_last + 2);
    m_last = *number;
    const auto target = toBytes("db");
    say(m_pair->agent(), OpenStream{m_last, 100, target});
    m_pair->run();
    say(m_pair->server(), GrantCredit{m_last, 100});
    m_pair->run();
    QCOMPARE(m_pair->agent().sendData(m_last, toBytes("hello")), SendResult::Sent);
    QCOMPARE(m_pair->server().sendData(m_last, toBytes("world")), SendResult::Sent);
    carry();
}

// Each fourth is reset.
void TestStreamMemory::close(StreamNumber number)
{
    if (number % 8 == 1) {
        say(m_pair->agent(), ResetStream{number, StreamReset::Cancelled});
        m_pair->run();
        return;
    }
    say(m_pair->agent(), EndStream{number});
    say(m_pair->server(), EndStream{number});
    carry();
}

void TestStreamMemory::streamsThatWereLeaveNothing()
{
    std::size_t before = 0;
    for (std::uint32_t i = 0; i < many && !QTest::currentTestFailed(); ++i) {
        if (i == many / 10)
            before = inUse();
        open();
        close(m_last);
    }
    QCOMPARE(m_last, 2 * many - 1);
    std::ignore = m_pair->server().takeEvents();
    const auto after = inUse();
    // A change of keys leaves a kilobyte once; a stream that is forgotten would leave 32 bytes.
    QVERIFY2(after <= before + 4096, QByteArray::number(after - before).constData());
}

void TestStreamMemory::streamsThatAre()
{
    const auto before = inUse();
    while (m_pair->agent().session().nextStream() && !QTest::currentTestFailed())
        open();
    QCOMPARE(m_last, 2 * many - 1);
    const auto each = (inUse() - before) / (2 * many);
    QVERIFY2(each <= 64, QByteArray::number(each).constData());
    for (StreamNumber number = 1; number <= m_last; number += 2)
        close(number);
    for (auto *const end : {&m_pair->agent(), &m_pair->server()})
        QCOMPARE(end->say(EndStream{m_last}), SendResult::NotNow);
    open();
}

QTEST_APPLESS_MAIN(TestStreamMemory)
#include "tst_streammemory.moc"
