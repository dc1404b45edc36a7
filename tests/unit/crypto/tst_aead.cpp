// SPDX-License-Identifier: MIT
#include "core/crypto/aead.h"

#include "eachengine.h"
#include "gcmvectors.h"
#include "tests/support/memory/alignedmemory.h"
#include "tests/support/memory/opensslmemory.h"

#include <QTest>

#include <openssl/crypto.h>
#include <openssl/err.h>

#include <sys/mman.h>

using namespace sealcord;
using namespace sealcord::test;

// Static: OpenSSL takes an allocator only before its first allocation.
static const bool isMemoryOurs = OpenSslMemory::install();

/// Every test runs once for each engine.
class TestAead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void isByTheEngineAskedFor();
    void sealsAsNistDoes_data();
    void sealsAsNistDoes();
    void opensWhatNistSealed_data();
    void opensWhatNistSealed();
    void refusesWhatNistDamaged_data();
    void refusesWhatNistDamaged();
    void refusesEverySingleBitFlip();
    void refusalWipesTheOutput_data();
    void refusalWipesTheOutput();
    void refusalLeavesNothingInTheErrorQueue();
    void opensAgainAfterARefusal();
    void sealsAndOpensInTurnUnderOneContext();
    void takesAnEmptyMessage();
    void takesAMebibyte();
    void doesNotTouchWhatIsTooLong();
    void memoryNeedsNoAlignment();
    void movedContextWorks();
    void allocatesNothingPerMessage();
    void failureToPrepareIsTold();
    void contextLeavesNoKeyInFreedMemory();
};

void TestAead::initTestCase_data()
{
    addEngines();
}

void TestAead::init()
{
    QFETCH_GLOBAL(AeadEngine, engine);
    if (const auto why = whyUnavailable(engine))
        QSKIP((std::string(name(engine)) + ' ' + std::string(*why)).c_str());
}

void TestAead::isByTheEngineAskedFor()
{
    QFETCH_GLOBAL(AeadEngine, engine);
    QCOMPARE(anyAead().engine(), engine);
}

template <std::size_t N> static void addRows(const std::array<GcmVector, N> &rows)
{
    QTest::addColumn<const GcmVector *>("row");
    for (const auto &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestAead::sealsAsNistDoes_data()
{
    addRows(gcmEncryptRows);
}

void TestAead::sealsAsNistDoes()
{
    QFETCH(const GcmVector *, row);
    const auto nonce = arrayFromHex<Aead::nonceLength>(row->nonce);
    const auto plaintext = fromHex(row->plaintext);
    auto aead = aeadUnder(fromHex(row->key));

    Bytes apart(plaintext.size());
    Tag tag{};
    QVERIFY(aead.seal(nonce, plaintext, apart, tag));
    QCOMPARE(toHex(apart), row->ciphertext);
    QCOMPARE(toHex(tag), row->tag);

    auto inPlace = plaintext;
    tag.fill({});
    QVERIFY(aead.seal(nonce, inPlace, inPlace, tag));
    QCOMPARE(toHex(inPlace), row->ciphertext);
    QCOMPARE(toHex(tag), row->tag);
}

void TestAead::opensWhatNistSealed_data()
{
    addRows(gcmDecryptRows);
}

void TestAead::opensWhatNistSealed()
{
    QFETCH(const GcmVector *, row);
    const auto nonce = arrayFromHex<Aead::nonceLength>(row->nonce);
    const auto ciphertext = fromHex(row->ciphertext);
    const auto tag = arrayFromHex<Aead::tagLength>(row->tag);
    auto aead = aeadUnder(fromHex(row->key));

    Bytes apart(ciphertext.size());
    QVERIFY(aead.open(nonce, ciphertext, tag, apart));
    QCOMPARE(toHex(apart), row->plaintext);

    auto inPlace = ciphertext;
    QVERIFY(aead.open(nonce, inPlace, tag, inPlace));
    QCOMPARE(toHex(inPlace), row->plaintext);
}

void TestAead::refusesWhatNistDamaged_data()
{
    addRows(gcmRefusedRows);
}

void TestAead::refusesWhatNistDamaged()
{
    QFETCH(const GcmVector *, row);
    auto text = fromHex(row->ciphertext);
    QVERIFY(!aeadUnder(fromHex(row->key))
            .open(arrayFromHex<Aead::nonceLength>(row->nonce), text,
                arrayFromHex<Aead::tagLength>(row->tag), text));
    QVERIFY(isAllZero(text));
}

void TestAead::refusesEverySingleBitFlip()
{
    auto aead = anyAead();
    const auto sealed = sealedBy(aead, "attack at dawn, or tomorrow");
    const auto bits = 8 * (sealed.nonce.size() + sealed.ciphertext.size() + sealed.tag.size());
    for (std::size_t bit = 0; bit < bits; ++bit) {
        auto damaged = sealed;
        auto byte = bit / 8;
        const auto mask = std::byte{1} << (bit % 8);
        if (byte < damaged.nonce.size())
            damaged.nonce[byte] ^= mask;
        else if ((byte -= damaged.nonce.size()) < damaged.ciphertext.size())
            damaged.ciphertext[byte] ^= mask;
        else
            damaged.tag[byte - damaged.ciphertext.size()] ^= mask;

        QVERIFY2(!aead.open(damaged.nonce, damaged.ciphertext, damaged.tag, damaged.ciphertext),
            qPrintable(QString::number(bit)));
        QVERIFY(isAllZero(damaged.ciphertext));
    }
}

void TestAead::refusalWipesTheOutput_data()
{
    QTest::addColumn<qsizetype>("length");
    for (const qsizetype length : {1, 15, 16, 17, 1024, 100'000})
        QTest::addRow("%lld bytes", static_cast<long long>(length)) << length;
}

void TestAead::refusalWipesTheOutput()
{
    QFETCH(qsizetype, length);
    auto aead = anyAead();
    const QByteArray plaintext(length, 'x');
    auto sealed = sealedBy(aead, plaintext);
    sealed.tag.back() ^= std::byte{1};

    auto apart = toBytes(plaintext); // what the right tag would have opened
    QVERIFY(!aead.open(sealed.nonce, sealed.ciphertext, sealed.tag, apart));
    QVERIFY(isAllZero(apart));
    QVERIFY(!aead.open(sealed.nonce, sealed.ciphertext, sealed.tag, sealed.ciphertext));
    QVERIFY(isAllZero(sealed.ciphertext));
}

void TestAead::refusalLeavesNothingInTheErrorQueue()
{
    auto aead = anyAead();
    auto sealed = sealedBy(aead, "hello");
    sealed.tag.front() ^= std::byte{1};
    QVERIFY(!aead.open(sealed.nonce, sealed.ciphertext, sealed.tag, sealed.ciphertext));
    QCOMPARE(ERR_peek_error(), 0ul);
}

void TestAead::opensAgainAfterARefusal()
{
    auto aead = anyAead();
    auto sealed = sealedBy(aead, "hello");
    auto damaged = sealed;
    damaged.tag.front() ^= std::byte{1};
    QVERIFY(!aead.open(damaged.nonce, damaged.ciphertext, damaged.tag, damaged.ciphertext));
    QVERIFY(aead.open(sealed.nonce, sealed.ciphertext, sealed.tag, sealed.ciphertext));
    QCOMPARE(toByteArray(sealed.ciphertext), QByteArray("hello"));
}

// One context serves both directions: neither may inherit the other's nonce or tag.
void TestAead::sealsAndOpensInTurnUnderOneContext()
{
    auto aead = anyAead();
    for (int i = 0; i < 10; ++i) {
        const auto plaintext = QByteArray::number(i).repeated(i);
        Sealed sealed{.nonce = {static_cast<std::byte>(i)}, .ciphertext = toBytes(plaintext)};
        QVERIFY(aead.seal(sealed.nonce, sealed.ciphertext, sealed.ciphertext, sealed.tag));
        const auto other = sealedBy(aead, "in between");
        QVERIFY(aead.open(sealed.nonce, sealed.ciphertext, sealed.tag, sealed.ciphertext));
        QCOMPARE(toByteArray(sealed.ciphertext), plaintext);
        QCOMPARE(toHex(other.tag), toHex(sealedBy(aead, "in between").tag));
    }
}

void TestAead::takesAnEmptyMessage()
{
    auto aead = anyAead();
    const Nonce nonce{std::byte{3}};
    Tag tag{};
    QVERIFY(aead.seal(nonce, {}, {}, tag));
    QVERIFY(aead.open(nonce, {}, tag, {}));
    tag[7] ^= std::byte{0x10};
    QVERIFY(!aead.open(nonce, {}, tag, {}));
}

void TestAead::takesAMebibyte()
{
    auto aead = anyAead();
    QByteArray plaintext(1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < plaintext.size(); ++i)
        plaintext[i] = static_cast<char>(i * 31 + i / 251);
    auto sealed = sealedBy(aead, plaintext);
    QVERIFY(toByteArray(sealed.ciphertext) != plaintext);
    QVERIFY(aead.open(sealed.nonce, sealed.ciphertext, sealed.tag, sealed.ciphertext));
    QVERIFY(toByteArray(sealed.ciphertext) == plaintext);
}

void TestAead::doesNotTouchWhatIsTooLong()
{
    auto aead = anyAead();
    constexpr auto length = Aead::maxMessageLength + 1;
    // Addresses without memory behind them: whoever reads or writes there is ended.
    void *nowhere =
        mmap(nullptr, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    QVERIFY(nowhere != MAP_FAILED);
    const std::span text(static_cast<std::byte *>(nowhere), length);
    Tag tag{};
    QVERIFY(!aead.seal(Nonce{}, text, text, tag));
    QVERIFY(!aead.sealTwo(Nonce{}, text.first(1), text.subspan(1), text, tag));
    QVERIFY(!aead.open(Nonce{}, text, tag, text));
    munmap(nowhere, length);
}

// Frames lie anywhere in a buffer.
void TestAead::memoryNeedsNoAlignment()
{
    auto aead = anyAead();
    constexpr std::size_t length = 100;
    const auto expected = sealedBy(aead, QByteArray(length, 'x'));
    for (std::size_t offset = 0; offset < 64; ++offset) {
        alignas(64) std::array<std::byte, 64 + Aead::nonceLength + length + Aead::tagLength> memory;
        const auto nonce = std::span(memory).subspan(offset).first<Aead::nonceLength>();
        const auto text = std::span(memory).subspan(offset + Aead::nonceLength, length);
        const auto tag =
            std::span(memory).subspan(offset + Aead::nonceLength + length).first<Aead::tagLength>();
        std::ranges::copy(expected.nonce, nonce.begin());
        std::ranges::fill(text, std::byte{'x'});
        QVERIFY(aead.seal(nonce, text, text, tag));
        QVERIFY(std::ranges::equal(text, expected.ciphertext));
        QVERIFY(std::ranges::equal(tag, expected.tag));
        QVERIFY(aead.open(nonce, text, tag, text));
        QCOMPARE(toByteArray(text), QByteArray(length, 'x'));
    }
}

void TestAead::movedContextWorks()
{
    auto first = anyAead();
    const auto expected = sealedBy(first, "hello");
    auto second = std::move(first);
    QCOMPARE(toHex(sealedBy(second, "hello").ciphertext), toHex(expected.ciphertext));
    auto third = aeadUnder(Bytes(32));
    third = std::move(second);
    QCOMPARE(toHex(sealedBy(third, "hello").ciphertext), toHex(expected.ciphertext));
}

void TestAead::allocatesNothingPerMessage()
{
    QVERIFY(isMemoryOurs);
    auto aead = anyAead();
    auto sealed = sealedBy(aead, "warmed up");
    const auto allocations = [] {
        return OpenSslMemory::watch().allocations() + AlignedMemory::watch().allocations();
    };
    const auto before = allocations();
    for (int i = 0; i < 100; ++i) {
        QVERIFY(aead.seal(sealed.nonce, sealed.ciphertext, sealed.ciphertext, sealed.tag));
        QVERIFY(aead.open(sealed.nonce, sealed.ciphertext, sealed.tag, sealed.ciphertext));
    }
    QCOMPARE(allocations(), before);
}

void TestAead::failureToPrepareIsTold()
{
    QVERIFY(isMemoryOurs);
    QFETCH_GLOBAL(AeadEngine, engine);
    std::ignore = anyAead(); // the cipher is fetched
    const Aead::Key key;
    std::size_t allowed = 0;
    for (bool hasFailed = true; hasFailed; ++allowed) {
        OpenSslMemory::watch().failAfter(allowed);
        AlignedMemory::watch().failAfter(allowed);
        const auto aead = Aead::create(key, engine);
        hasFailed =
            std::max(OpenSslMemory::watch().succeedAgain(), AlignedMemory::watch().succeedAgain());
        QCOMPARE(aead.has_value(), !hasFailed);
        if (!aead) {
            QVERIFY(aead.error().text.starts_with("preparing AES-256-GCM failed"));
            QCOMPARE(ERR_peek_error(), 0ul);
        }
    }
    QVERIFY(allowed > 1);
}

void TestAead::contextLeavesNoKeyInFreedMemory()
{
    QVERIFY(isMemoryOurs);
    const auto key = fromHex("feffe9928665731c6d6a8f94673083080011223344556677889900aabbccddee");
    OpenSslMemory::watch().watchFor(key);
    OPENSSL_free(OPENSSL_memdup(key.data(), key.size()));
    QCOMPARE(OpenSslMemory::watch().takeLeaks(), 1); // what is not wiped is seen
    AlignedMemory::watch().watchFor(key);
    struct alignas(64) Unwiped {
        std::array<std::byte, 64> bytes;
    };
    auto unwiped = std::make_unique<Unwiped>();
    std::ranges::copy(key, unwiped->bytes.begin());
    unwiped.reset();
    QCOMPARE(AlignedMemory::watch().takeLeaks(), 1);

    OpenSslMemory::watch().watchFor(key);
    AlignedMemory::watch().watchFor(key);
    {
        auto aead = aeadUnder(key);
        std::ignore = sealedBy(aead, "hello");
        auto moved = std::move(aead);
        moved = anyAead();
    }
    QCOMPARE(OpenSslMemory::watch().takeLeaks() + AlignedMemory::watch().takeLeaks(), 0);
}

QTEST_APPLESS_MAIN(TestAead)
#include "tst_aead.moc"
