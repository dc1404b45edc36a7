// SPDX-License-Identifier: MIT
#include "core/protocol/growingbuffer.h"

#include "tests/support/hex.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

namespace {

constexpr std::size_t kibibyte = 1024;
constexpr std::size_t mebibyte = 1024 * kibibyte;

/// Lends one buffer of a size, and one large one, and keeps book.
class Lender final : public BufferSource
{
public:
    std::size_t lends = 0;
    std::size_t lendsLarge = 0;
    int given = 0;
    std::size_t lentBack = 0;

    [[nodiscard]] ByteBuffer take(std::size_t) override { return of(std::exchange(lends, 0)); }
    [[nodiscard]] ByteBuffer takeLarge(std::size_t) override
    {
        return of(std::exchange(lendsLarge, 0));
    }
    void giveBack(ByteBuffer, std::size_t lent) override
    {
        ++given;
        lentBack += lent;
    }

private:
    static ByteBuffer of(std::size_t capacity)
    {
        ByteBuffer buffer;
        if (capacity > 0)
            buffer.reserve(capacity);
        return buffer;
    }
};

void arrive(GrowingBuffer &buffer, std::size_t count, std::size_t total)
{
    buffer.makeRoom(count, total);
    std::ranges::fill(buffer.space(count), static_cast<std::byte>(buffer.size() / count));
    buffer.add(count);
}

} // namespace

class TestGrowingBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryFollowsWhatArrived();
    void lentMemoryIsUsedAndGivenBackOnce();
    void longOneMovesToALargeBuffer();
    void whatNeverArrivesLeavesNoTrace();
    void endIsKept();
    void shortOneDoesNotKeepTheMemoryOfALongOne();
    void movedOneGivesBackAlone();
};

void TestGrowingBuffer::memoryFollowsWhatArrived()
{
    constexpr std::size_t announced = 1024 * mebibyte;
    GrowingBuffer buffer(nullptr);
    for (std::size_t arrived = 0; arrived < 6 * mebibyte; arrived += 64 * kibibyte) {
        arrive(buffer, 64 * kibibyte, announced);
        QVERIFY(buffer.capacity() <= std::min(2 * buffer.size(), buffer.size() + 2 * mebibyte));
    }
    for (std::size_t i = 0; i < 96; ++i)
        QCOMPARE(buffer.bytes()[i * 64 * kibibyte], static_cast<std::byte>(i));
}

void TestGrowingBuffer::lentMemoryIsUsedAndGivenBackOnce()
{
    Lender lender;
    lender.lends = mebibyte;
    GrowingBuffer buffer(&lender);
    arrive(buffer, 100, mebibyte);
    QCOMPARE(buffer.capacity(), mebibyte);
    QCOMPARE(buffer.memory(), std::size_t{100}); // the rest is the lender's
    arrive(buffer, mebibyte - 100, mebibyte);
    QCOMPARE(lender.given, 0);
    buffer.release();
    buffer.release();
    QCOMPARE(lender.given, 1);
    QCOMPARE(lender.lentBack, mebibyte);
    QCOMPARE(buffer.size(), std::size_t{0});
}

void TestGrowingBuffer::longOneMovesToALargeBuffer()
{
    Lender lender;
    lender.lendsLarge = 9 * mebibyte;
    GrowingBuffer buffer(&lender);
    for (int i = 0; i < 8; ++i)
        arrive(buffer, mebibyte, 8 * mebibyte);
    QCOMPARE(buffer.capacity(), 9 * mebibyte);
    QCOMPARE(lender.given, 1); // the one before
    for (std::size_t i = 0; i < 8; ++i)
        QCOMPARE(buffer.bytes()[i * mebibyte], static_cast<std::byte>(i));
}

void TestGrowingBuffer::whatNeverArrivesLeavesNoTrace()
{
    GrowingBuffer buffer(nullptr);
    buffer.makeRoom(10, 10);
    QCOMPARE(buffer.space(10).size(), std::size_t{10});
    QCOMPARE(buffer.size(), std::size_t{0});
}

void TestGrowingBuffer::endIsKept()
{
    GrowingBuffer buffer(nullptr);
    buffer.assign(toBytes("abcdef"), 6);
    buffer.keepLast(6);
    buffer.keepLast(4);
    QCOMPARE(toByteArray(buffer.bytes()), QByteArray("cdef"));
}

void TestGrowingBuffer::shortOneDoesNotKeepTheMemoryOfALongOne()
{
    GrowingBuffer buffer(nullptr);
    arrive(buffer, mebibyte, mebibyte);
    buffer.assign(toBytes("short"), 100);
    QVERIFY(buffer.capacity() <= 100);
    QCOMPARE(toByteArray(buffer.bytes()), QByteArray("short"));
}

void TestGrowingBuffer::movedOneGivesBackAlone()
{
    Lender lender;
    lender.lends = kibibyte;
    {
        GrowingBuffer first(&lender);
        arrive(first, 10, kibibyte);
        const GrowingBuffer second(std::move(first));
        QCOMPARE(second.size(), std::size_t{10});
    }
    QCOMPARE(lender.given, 1);
    QCOMPARE(lender.lentBack, kibibyte);
}

QTEST_APPLESS_MAIN(TestGrowingBuffer)
#include "tst_growingbuffer.moc"
