// SPDX-License-Identifier: MIT
#include "core/net/connection/memoryshare.h"

#include <QTest>

using namespace sealcord;

class TestMemoryShare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void budgetKnowsWhatAllHold();
    void whatIsHeldGoesBackAtTheEnd();
    void revokedShareSaysWhatItWas();
};

void TestMemoryShare::budgetKnowsWhatAllHold()
{
    MemoryBudget budget(100);
    MemoryShare first(budget);
    MemoryShare second(budget);
    first.holds(70);
    second.holds(40);
    QCOMPARE(budget.held(), std::size_t{110});
    first.holds(10); // at a time, not in addition
    first.holds(10);
    QCOMPARE(first.bytes(), std::size_t{10});
    QCOMPARE(budget.held(), std::size_t{50});
    second.holds(0);
    QCOMPARE(budget.held(), std::size_t{10});
}

void TestMemoryShare::whatIsHeldGoesBackAtTheEnd()
{
    MemoryBudget budget(100);
    {
        MemoryShare share(budget);
        share.holds(70);
        QCOMPARE(budget.held(), std::size_t{70});
    }
    QCOMPARE(budget.held(), std::size_t{0});
}

void TestMemoryShare::revokedShareSaysWhatItWas()
{
    MemoryBudget budget(100);
    MemoryShare share(budget);
    share.holds(70);
    share.pace().moved(4'000);
    const auto ending = share.revoked();
    QCOMPARE(ending.reason, EndReason::BufferOverflow);
    QCOMPARE(ending.text,
        std::string("messages under way need more than 100 bytes together; this connection held "
                    "70, which moved at 2000 bytes/s"));
}

QTEST_APPLESS_MAIN(TestMemoryShare)
#include "tst_memoryshare.moc"
