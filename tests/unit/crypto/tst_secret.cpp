// SPDX-License-Identifier: MIT
#include "core/crypto/secret.h"

#include "tests/support/hex.h"

#include <QTest>

#include <memory>
#include <new>

using namespace sealcord;
using namespace sealcord::test;

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAsZeros();
    void movingWipesTheSource();
    void moveAssignmentReplacesAndWipesTheSource();
    void moveAssignmentToItselfKeeps();
    void destructorWipes();
    void wipeTouchesNothingElse();
    void comparesAllBytes_data();
    void comparesAllBytes();
    void cannotBeCopied();
};

static Secret<16> secretOf(std::byte value)
{
    Secret<16> secret;
    std::ranges::fill(secret.bytes(), value);
    return secret;
}

static QByteArray hexOf(const Secret<16> &secret)
{
    return toHex(secret.bytes());
}

void TestSecret::startsAsZeros()
{
    QVERIFY(isAllZero(Secret<16>().bytes()));
}

void TestSecret::movingWipesTheSource()
{
    auto source = secretOf(std::byte{0xa5});
    const auto target = std::move(source);
    QCOMPARE(hexOf(target), QByteArray("a5").repeated(16));
    // What a move leaves is the rule.
    QVERIFY(isAllZero(source.bytes()));
}

void TestSecret::moveAssignmentReplacesAndWipesTheSource()
{
    auto source = secretOf(std::byte{0xa5});
    auto target = secretOf(std::byte{0x17});
    target = std::move(source);
    QCOMPARE(hexOf(target), QByteArray("a5").repeated(16));
    // What a move leaves is the rule.
    QVERIFY(isAllZero(source.bytes()));
}

void TestSecret::moveAssignmentToItselfKeeps()
{
    auto secret = secretOf(std::byte{0xa5});
    auto &same = secret;
    secret = std::move(same);
    QCOMPARE(hexOf(secret), QByteArray("a5").repeated(16));
}

void TestSecret::destructorWipes()
{
    alignas(Secret<16>) std::array<std::byte, sizeof(Secret<16>)> storage{};
    auto *secret = new (storage.data()) Secret<16>(secretOf(std::byte{0xa5}));
    QCOMPARE(hexOf(*secret), QByteArray("a5").repeated(16));
    std::destroy_at(secret);

    // Volatile: the object is gone, and an optimizer might take its bytes for indeterminate.
    const volatile std::byte *left = storage.data();
    for (std::size_t i = 0; i < storage.size(); ++i)
        QCOMPARE(std::to_integer<int>(left[i]), 0);
}

void TestSecret::wipeTouchesNothingElse()
{
    std::array<std::byte, 8> memory;
    memory.fill(std::byte{0xff});
    wipe(std::span(memory).subspan(2, 3));
    QCOMPARE(toHex(memory), QByteArray("ffff000000ffffff"));
    wipe({});
}

void TestSecret::comparesAllBytes_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("isEqual");

    QTest::newRow("equal") << QByteArray("0102") << QByteArray("0102") << true;
    QTest::newRow("the first differs") << QByteArray("0102") << QByteArray("ff02") << false;
    QTest::newRow("the last differs") << QByteArray("0102") << QByteArray("0103") << false;
    QTest::newRow("one is the other's beginning")
        << QByteArray("01") << QByteArray("0102") << false;
    QTest::newRow("both are empty") << QByteArray() << QByteArray() << true;
    QTest::newRow("one is empty") << QByteArray() << QByteArray("00") << false;
}

void TestSecret::comparesAllBytes()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QTEST(equalInConstantTime(fromHex(a), fromHex(b)), "isEqual");
    QTEST(equalInConstantTime(fromHex(b), fromHex(a)), "isEqual");
}

void TestSecret::cannotBeCopied()
{
    static_assert(!std::is_copy_constructible_v<Secret<16>>);
    static_assert(!std::is_copy_assignable_v<Secret<16>>);
    static_assert(std::is_nothrow_move_constructible_v<Secret<16>>);
}

QTEST_APPLESS_MAIN(TestSecret)
#include "tst_secret.moc"
