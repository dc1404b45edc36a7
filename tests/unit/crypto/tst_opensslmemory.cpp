// SPDX-License-Identifier: MIT
#include "tests/support/memory/opensslmemory.h"

#include <QTest>

#include <openssl/crypto.h>

#include <cstdlib>

using namespace sealcord;
using namespace sealcord::test;

// Static: OpenSSL takes an allocator only before its first allocation.
static const bool isMemoryOurs = OpenSslMemory::install();

/// The allocator that tests look for secrets with.
class TestOpenSslMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasLeftIsFound();
    void whatOthersLeftInMemoryIsNoLeak();
};

void TestOpenSslMemory::whatWasLeftIsFound()
{
    QVERIFY(isMemoryOurs);
    const auto secret = fromHex("000102030405060708090a0b0c0d0e0f");
    OpenSslMemory::watch().watchFor(secret);
    auto *block = static_cast<std::byte *>(OPENSSL_malloc(64));
    std::ranges::copy(secret, block + 20);
    OPENSSL_free(block);
    QCOMPARE(OpenSslMemory::watch().takeLeaks(), 1);
}

// A block of malloc's with \a secret again and again, as a test's own copies leave it.
static void *filledWith(const Bytes &secret, std::size_t size)
{
    void *block = std::malloc(size);
    for (std::size_t i = 0; i < size; ++i) // volatile: what is freed next is written all the same
        static_cast<volatile std::byte *>(block)[i] = secret[i % secret.size()];
    return block;
}

void TestOpenSslMemory::whatOthersLeftInMemoryIsNoLeak()
{
    QVERIFY(isMemoryOurs);
    const auto secret = fromHex("000102030405060708090a0b0c0d0e0f");
    OpenSslMemory::watch().watchFor(secret);
    for (std::size_t size = 64; size <= 512; size += 16)
        std::free(filledWith(secret, size));
    for (std::size_t size = 64; size <= 256; size += 16)
        OPENSSL_free(OPENSSL_malloc(size));
    QCOMPARE(OpenSslMemory::watch().takeLeaks(), 0);
}

QTEST_APPLESS_MAIN(TestOpenSslMemory)
#include "tst_opensslmemory.moc"
