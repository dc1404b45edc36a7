// SPDX-License-Identifier: MIT
#include "core/net/connection/sparebuffers.h"

#include <QTest>

using namespace sealcord;

class TestSpareBuffers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutSparesThereIsNoMemory();
    void lendsTheOneThatFits_data();
    void lendsTheOneThatFits();
    void keepsNoMoreMemoryThanItMay();
    void countsWhatIsLent();
    void keepsNoMoreBuffersThanItMay();
    void keepsNothingOfNoSize();
    void keepsOneLargeBlockForEachWay();
    void givesLargeBlocksBackToTheSystemAfterAMoment();
};

static ByteBuffer buffer(std::size_t capacity)
{
    ByteBuffer made;
    made.reserve(capacity);
    made.extend(capacity);
    return made;
}

void TestSpareBuffers::withoutSparesThereIsNoMemory()
{
    SpareBuffers spares;
    QCOMPARE(spares.take(1).capacity(), std::size_t{0});
}

void TestSpareBuffers::lendsTheOneThatFits_data()
{
    QTest::addColumn<std::size_t>("wanted");
    QTest::addColumn<std::size_t>("capacity");
    QTest::newRow("the smallest that is large enough") << std::size_t{150} << std::size_t{200};
    QTest::newRow("just large enough") << std::size_t{200} << std::size_t{200};
    QTest::newRow("any would do") << std::size_t{1} << std::size_t{100};
    QTest::newRow("none is large enough") << std::size_t{301} << std::size_t{300};
}

void TestSpareBuffers::lendsTheOneThatFits()
{
    QFETCH(std::size_t, wanted);
    SpareBuffers spares;
    for (const std::size_t capacity : {200zu, 300zu, 100zu})
        spares.giveBack(buffer(capacity), 0);
    const auto lent = spares.take(wanted);
    QTEST(lent.capacity(), "capacity");
    QVERIFY(lent.isEmpty());
}

void TestSpareBuffers::keepsNoMoreMemoryThanItMay()
{
    SpareBuffers spares;
    spares.giveBack(buffer(SpareBuffers::mostMemory + 1), 0);
    QCOMPARE(spares.take(1).capacity(), std::size_t{0});

    spares.giveBack(buffer(SpareBuffers::mostMemory - 1), 0);
    spares.giveBack(buffer(2), 0);
    QCOMPARE(spares.take(1).capacity(), SpareBuffers::mostMemory - 1);
}

// Or who begins frames and never ends them would have it kept again and again.
void TestSpareBuffers::countsWhatIsLent()
{
    SpareBuffers spares;
    spares.giveBack(buffer(SpareBuffers::mostMemory), 0);
    auto lent = spares.take(1);
    spares.giveBack(buffer(1), 0);
    QCOMPARE(spares.take(1).capacity(), std::size_t{0});

    spares.giveBack(std::move(lent), SpareBuffers::mostMemory);
    QCOMPARE(spares.take(1).capacity(), SpareBuffers::mostMemory);
}

void TestSpareBuffers::keepsNoMoreBuffersThanItMay()
{
    SpareBuffers spares;
    for (std::size_t i = 0; i < SpareBuffers::mostBuffers + 1; ++i)
        spares.giveBack(buffer(10), 0);
    for (std::size_t i = 0; i < SpareBuffers::mostBuffers; ++i)
        QCOMPARE(spares.take(1).capacity(), std::size_t{10});
    QCOMPARE(spares.take(1).capacity(), std::size_t{0});
}

void TestSpareBuffers::keepsNothingOfNoSize()
{
    SpareBuffers spares;
    spares.giveBack(buffer(10), 0);
    spares.giveBack(ByteBuffer(), 0);
    QCOMPARE(spares.take(1).capacity(), std::size_t{10});
    QCOMPARE(spares.take(1).capacity(), std::size_t{0});
}

void TestSpareBuffers::keepsOneLargeBlockForEachWay()
{
    constexpr auto large = 2 * SpareBuffers::mostMemory;
    SpareBuffers spares;
    QVERIFY(!spares.keepsLarge());
    for (const std::size_t more : {2zu, 1zu, 3zu})
        spares.giveBack(buffer(large + more), 0);
    QCOMPARE(spares.take(1).capacity(), 0zu); // not for those that are not there yet
    QCOMPARE(spares.takeLarge(SpareBuffers::mostMemory).capacity(), 0zu);
    QCOMPARE(spares.takeLarge(large + 4).capacity(), 0zu);
    const auto taken = spares.takeLarge(large);
    QCOMPARE(taken.capacity(), large + 2);
    QVERIFY(taken.isEmpty());
    QCOMPARE(spares.takeLarge(large).capacity(), large + 3);
    QVERIFY(!spares.keepsLarge());
    spares.giveBack(buffer(33 * 1024 * 1024), 0);
    QVERIFY(!spares.keepsLarge()); // too much to keep
}

void TestSpareBuffers::givesLargeBlocksBackToTheSystemAfterAMoment()
{
    SpareBuffers spares;
    spares.giveBack(buffer(SpareBuffers::mostMemory + 1), 0);
    for (int i = 0; i < 4; ++i)
        spares.tick();
    QVERIFY(spares.keepsLarge());
    spares.tick();
    QVERIFY(!spares.keepsLarge());
}

QTEST_APPLESS_MAIN(TestSpareBuffers)
#include "tst_sparebuffers.moc"
