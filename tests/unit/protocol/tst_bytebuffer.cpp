// SPDX-License-Identifier: MIT
#include "core/protocol/bytebuffer.h"

#include "tests/support/hex.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestByteBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsEmptyWithoutMemory();
    void extendKeepsWhatWasThere();
    void extendByNothingIsNothing();
    void appendingAllocatesRarely();
    void growsToWhatIsAskedAtOnce();
    void reserveAllocatesOnceAndAddsNothing();
    void truncateCutsAndKeepsTheMemory();
    void clearedBufferIsFilledWithoutAllocating();
    void releaseGivesTheMemoryBack();
    void movedFromBufferIsEmptyAndUsable();
    void moveAssignmentReplaces();
    void moveAssignmentToItselfKeeps();
};

static ByteBuffer bufferOf(QByteArrayView text)
{
    ByteBuffer buffer;
    buffer.append(toBytes(text));
    return buffer;
}

static QByteArray textOf(const ByteBuffer &buffer)
{
    return toByteArray(buffer.bytes());
}

void TestByteBuffer::startsEmptyWithoutMemory()
{
    const ByteBuffer buffer;
    QVERIFY(buffer.isEmpty());
    QCOMPARE(buffer.capacity(), std::size_t{0});
    QVERIFY(buffer.bytes().empty());
}

void TestByteBuffer::extendKeepsWhatWasThere()
{
    auto buffer = bufferOf("abc");
    const auto added = buffer.extend(2);
    QCOMPARE(added.size(), std::size_t{2});
    QCOMPARE(static_cast<const void *>(added.data()),
        static_cast<const void *>(buffer.bytes().data() + 3));
    added[0] = std::byte{'d'};
    added[1] = std::byte{'e'};
    buffer.append(toBytes("f"));
    QCOMPARE(textOf(buffer), QByteArray("abcdef"));
}

void TestByteBuffer::extendByNothingIsNothing()
{
    ByteBuffer buffer;
    QVERIFY(buffer.extend(0).empty());
    buffer.append({});
    QVERIFY(buffer.isEmpty());
    QCOMPARE(buffer.capacity(), std::size_t{0});
}

// Growing by a fixed amount would copy quadratically.
void TestByteBuffer::appendingAllocatesRarely()
{
    ByteBuffer buffer;
    int growths = 0;
    for (int i = 0; i < 100'000; ++i) {
        const auto before = buffer.capacity();
        buffer.extend(1).front() = static_cast<std::byte>(i);
        growths += buffer.capacity() != before ? 1 : 0;
        QVERIFY(buffer.capacity() <= 2 * buffer.size());
    }
    QCOMPARE(buffer.size(), std::size_t{100'000});
    QVERIFY(growths < 40);
    for (std::size_t i = 0; i < buffer.size(); ++i)
        QVERIFY(buffer.bytes()[i] == static_cast<std::byte>(i));
}

void TestByteBuffer::growsToWhatIsAskedAtOnce()
{
    ByteBuffer buffer;
    QCOMPARE(buffer.extend(1'000'000).size(), std::size_t{1'000'000});
    QCOMPARE(buffer.capacity(), std::size_t{1'000'000});
}

void TestByteBuffer::reserveAllocatesOnceAndAddsNothing()
{
    auto buffer = bufferOf("abc");
    buffer.reserve(1000);
    QCOMPARE(textOf(buffer), QByteArray("abc"));
    QCOMPARE(buffer.capacity(), std::size_t{1000});
    const auto *memory = buffer.bytes().data();
    buffer.reserve(10); // never less
    buffer.extend(997);
    QCOMPARE(buffer.capacity(), std::size_t{1000});
    QVERIFY(buffer.bytes().data() == memory);
}

void TestByteBuffer::truncateCutsAndKeepsTheMemory()
{
    auto buffer = bufferOf("abcdef");
    const auto capacity = buffer.capacity();
    buffer.truncate(6);
    QCOMPARE(textOf(buffer), QByteArray("abcdef"));
    buffer.truncate(2);
    QCOMPARE(textOf(buffer), QByteArray("ab"));
    QCOMPARE(buffer.capacity(), capacity);
}

void TestByteBuffer::clearedBufferIsFilledWithoutAllocating()
{
    auto buffer = bufferOf("abcdef");
    const auto *memory = buffer.bytes().data();
    buffer.clear();
    QVERIFY(buffer.isEmpty());
    buffer.append(toBytes("uvwxyz"));
    QVERIFY(buffer.bytes().data() == memory);
    QCOMPARE(textOf(buffer), QByteArray("uvwxyz"));
}

void TestByteBuffer::releaseGivesTheMemoryBack()
{
    auto buffer = bufferOf("abcdef");
    buffer.release();
    QVERIFY(buffer.isEmpty());
    QCOMPARE(buffer.capacity(), std::size_t{0});
    buffer.append(toBytes("x"));
    QCOMPARE(textOf(buffer), QByteArray("x"));
}

void TestByteBuffer::movedFromBufferIsEmptyAndUsable()
{
    auto source = bufferOf("abc");
    const auto target = std::move(source);
    QCOMPARE(textOf(target), QByteArray("abc"));
    // What a move leaves is the rule.
    QVERIFY(source.isEmpty());
    QCOMPARE(source.capacity(), std::size_t{0});
    source.append(toBytes("x"));
    QCOMPARE(textOf(source), QByteArray("x"));
}

void TestByteBuffer::moveAssignmentReplaces()
{
    auto source = bufferOf("abc");
    auto target = bufferOf("something longer");
    target = std::move(source);
    QCOMPARE(textOf(target), QByteArray("abc"));
    // What a move leaves is the rule.
    QVERIFY(source.isEmpty());
    target.append(toBytes("d"));
    QCOMPARE(textOf(target), QByteArray("abcd"));
}

void TestByteBuffer::moveAssignmentToItselfKeeps()
{
    auto buffer = bufferOf("abc");
    auto &same = buffer;
    buffer = std::move(same);
    QCOMPARE(textOf(buffer), QByteArray("abc"));
}

QTEST_APPLESS_MAIN(TestByteBuffer)
#include "tst_bytebuffer.moc"
