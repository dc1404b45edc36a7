// SPDX-License-Identifier: MIT
// The one way to make OpenSSL's generator fail is deprecated and has no successor.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "core/crypto/randomsource.h"

#include "tests/support/hex.h"

#include <QTest>

#include <openssl/err.h>
#include <openssl/rand.h>

#include <memory>
#include <new>
#include <set>

using namespace sealcord;
using namespace sealcord::test;

class TestRandomSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noncesAreDistinct();
    void fillsSpansOfAnyLength_data();
    void fillsSpansOfAnyLength();
    void twoSourcesDiffer();
    void takenBytesLeaveThePool();
    void destructorWipesThePool();
    void failureIsToldAndLeavesNoErrorBehind();
};

void TestRandomSource::noncesAreDistinct()
{
    SystemRandom random;
    std::set<std::array<std::byte, 12>> seen;
    std::array<std::byte, 12> nonce;
    for (int i = 0; i < 100'000; ++i) {
        QVERIFY(random.fill(nonce));
        QVERIFY2(seen.insert(nonce).second, "a nonce came twice");
    }
}

void TestRandomSource::fillsSpansOfAnyLength_data()
{
    QTest::addColumn<std::size_t>("length");
    for (const auto length : {0zu, 1zu, 4095zu, 4096zu, 4097zu, 100000zu})
        QTest::addRow("%zu bytes", length) << length;
}

// Every 16 bytes of it differ from all others, up to the last: no part is left out or repeated.
void TestRandomSource::fillsSpansOfAnyLength()
{
    QFETCH(std::size_t, length);
    constexpr std::size_t block = 16;
    SystemRandom random;
    std::array<std::byte, 5> before;
    QVERIFY(random.fill(before)); // so that the pool's edge falls inside

    Bytes bytes(length + block);
    const std::span drawn(bytes.data(), length);
    QVERIFY(random.fill(drawn));
    QVERIFY2(isAllZero(std::span(bytes).last(block)), "it wrote behind the span");
    std::set<QByteArray> seen;
    for (std::size_t i = 0; i + block <= length; i += block)
        QVERIFY(seen.insert(toByteArray(drawn.subspan(i, block))).second);
    if (length >= block)
        QVERIFY(!isAllZero(drawn.last(block)));
}

void TestRandomSource::twoSourcesDiffer()
{
    SystemRandom first;
    SystemRandom second;
    std::array<std::byte, 32> a;
    std::array<std::byte, 32> b;
    QVERIFY(first.fill(a) && second.fill(b));
    QVERIFY(a != b);
}

void TestRandomSource::takenBytesLeaveThePool()
{
    SystemRandom random;
    std::array<std::byte, 32> key;
    QVERIFY(random.fill(key));
    QVERIFY(!contains(std::as_bytes(std::span(&random, 1)), key));
}

void TestRandomSource::destructorWipesThePool()
{
    alignas(SystemRandom) std::array<std::byte, sizeof(SystemRandom)> storage{};
    auto *random = new (storage.data()) SystemRandom;
    std::array<std::byte, 1> first;
    QVERIFY(random->fill(first)); // 4,095 random bytes are left in the pool
    std::destroy_at(random);

    const volatile std::byte *left = storage.data();
    std::size_t nonZero = 0;
    for (std::size_t i = 0; i < storage.size(); ++i)
        nonZero += left[i] != std::byte{} ? 1u : 0u;
    QVERIFY2(nonZero <= 2 * sizeof(void *), "more is left than a table pointer and a position");
}

static int failToDraw(unsigned char *, int)
{
    ERR_raise(ERR_LIB_RAND, RAND_R_ERROR_RETRIEVING_ENTROPY);
    return 0;
}

void TestRandomSource::failureIsToldAndLeavesNoErrorBehind()
{
    SystemRandom random;
    std::array<std::byte, 4096> bytes;
    QVERIFY(random.fill(bytes)); // the pool is empty

    RAND_METHOD failing{};
    failing.bytes = failToDraw;
    QCOMPARE(RAND_set_rand_method(&failing), 1);
    const bool isFilled = random.fill(bytes);
    const bool isFilledAgain = random.fill(bytes);
    QCOMPARE(RAND_set_rand_method(nullptr), 1); // OpenSSL's own again

    QVERIFY(!isFilled && !isFilledAgain);
    QCOMPARE(ERR_peek_error(), 0ul);
    bytes.fill(std::byte{});
    QVERIFY(random.fill(bytes));
    QVERIFY(!isAllZero(bytes));
}

QTEST_APPLESS_MAIN(TestRandomSource)
#include "tst_randomsource.moc"
