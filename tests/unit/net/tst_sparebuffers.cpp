// SPDX-License-Identifier: MIT
#include "core/net/sparebuffers.h"

#include <QTest>

using namespace sealcord;

class TestSpareBuffers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutSparesThereIsNoMemory();
    void lastGivenIsFirstTaken();
    void keepsNoMoreThanItMay();
    void keepsNothingOfNoSize();
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
    QCOMPARE(spares.take().capacity(), std::size_t{0});
}

void TestSpareBuffers::lastGivenIsFirstTaken()
{
    SpareBuffers spares;
    spares.giveBack(buffer(100));
    spares.giveBack(buffer(200));
    const auto last = spares.take();
    QCOMPARE(last.capacity(), std::size_t{200});
    QVERIFY(last.isEmpty());
    QCOMPARE(spares.take().capacity(), std::size_t{100});
    QCOMPARE(spares.take().capacity(), std::size_t{0});
}

void TestSpareBuffers::keepsNoMoreThanItMay()
{
    SpareBuffers spares;
    spares.giveBack(buffer(SpareBuffers::keptCapacity + 1));
    QCOMPARE(spares.take().capacity(), std::size_t{0});

    spares.giveBack(buffer(SpareBuffers::keptCapacity - 1));
    spares.giveBack(buffer(2));
    QCOMPARE(spares.take().capacity(), SpareBuffers::keptCapacity - 1);
    QCOMPARE(spares.take().capacity(), std::size_t{0});

    spares.giveBack(buffer(SpareBuffers::keptCapacity)); // there is room again
    QCOMPARE(spares.take().capacity(), SpareBuffers::keptCapacity);
}

void TestSpareBuffers::keepsNothingOfNoSize()
{
    SpareBuffers spares;
    spares.giveBack(buffer(10));
    spares.giveBack(ByteBuffer());
    QCOMPARE(spares.take().capacity(), std::size_t{10});
}

QTEST_APPLESS_MAIN(TestSpareBuffers)
#include "tst_sparebuffers.moc"
