// SPDX-License-Identifier: MIT
#include "core/net/connection/outbox.h"

#include "tests/support/hex.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsOwedAtFirst();
    void bytesGoInOrder_data();
    void bytesGoInOrder();
    void buffersMemoryIsTakenOver();
    void memoryShrinksAsBytesGo();
    void smallMessagesShareMemory();
};

static Bytes numbered(std::size_t count, std::size_t from)
{
    Bytes bytes(count);
    for (std::size_t i = 0; i < count; ++i)
        bytes[i] = static_cast<std::byte>((from + i) * 131 + ((from + i) >> 8));
    return bytes;
}

void TestOutbox::nothingIsOwedAtFirst()
{
    const Outbox outbox;
    QVERIFY(outbox.isEmpty());
    QCOMPARE(outbox.memory(), std::size_t{0});
}

void TestOutbox::bytesGoInOrder_data()
{
    QTest::addColumn<std::size_t>("appended");
    QTest::addColumn<std::size_t>("taken");
    for (const std::size_t appended : {1zu, 7zu, 1000zu, 65'536zu, 70'000zu})
        for (const std::size_t taken : {3zu, 999zu, 100'000zu})
            QTest::addRow("%zu appended, %zu taken", appended, taken) << appended << taken;
}

void TestOutbox::bytesGoInOrder()
{
    QFETCH(std::size_t, appended);
    QFETCH(std::size_t, taken);
    constexpr std::size_t all = 300'000;
    Outbox outbox;
    Bytes got;
    std::size_t put = 0;
    while (got.size() < all) {
        for (int i = 0; i < 3 && put < all; ++i) {
            const auto count = std::min(appended, all - put);
            outbox.append(numbered(count, put));
            put += count;
        }
        for (std::size_t gone = 0; gone < taken && !outbox.isEmpty();) {
            const auto front = outbox.front();
            const auto count = std::min(front.size(), taken - gone);
            got.insert(
                got.end(), front.begin(), front.begin() + static_cast<std::ptrdiff_t>(count));
            outbox.taken(count);
            gone += count;
        }
        QCOMPARE(outbox.size(), put - got.size());
    }
    QVERIFY(got == numbered(all, 0));
    QVERIFY(outbox.isEmpty());
    QCOMPARE(outbox.memory(), std::size_t{0});
}

void TestOutbox::buffersMemoryIsTakenOver()
{
    ByteBuffer buffer;
    buffer.append(numbered(1000, 0));
    const auto *const data = buffer.bytes().data();
    Outbox outbox;
    outbox.append(std::move(buffer), 400);
    QCOMPARE(outbox.size(), std::size_t{600});
    QVERIFY(outbox.memory() >= 1000);
    QCOMPARE(outbox.front().data(), data + 400);
    outbox.append(ByteBuffer(), 0);
    QCOMPARE(outbox.size(), std::size_t{600});
}

void TestOutbox::memoryShrinksAsBytesGo()
{
    Outbox outbox;
    constexpr std::size_t piece = 100'000;
    for (std::size_t i = 0; i < 4; ++i)
        outbox.append(numbered(piece, 0));
    for (std::size_t left = 4; left > 0; --left) {
        QCOMPARE(outbox.memory(), left * piece);
        outbox.taken(piece);
    }
}

// Or one who sends a byte at a time would need a thousand times what it owes.
void TestOutbox::smallMessagesShareMemory()
{
    Outbox outbox;
    for (std::size_t i = 0; i < 100'000; ++i)
        outbox.append(numbered(1, i));
    QVERIFY(outbox.memory() < 2 * outbox.size());
}

QTEST_APPLESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
