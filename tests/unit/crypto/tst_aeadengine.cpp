// SPDX-License-Identifier: MIT
#include "tests/support/aeadof.h"

#include <QTest>

#include <random>
#include <thread>

using namespace sealcord;
using namespace sealcord::test;

using Nonce = std::array<std::byte, Aead::nonceLength>;
using Tag = std::array<std::byte, Aead::tagLength>;

class TestAeadEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openSslIsAlwaysThere();
    void theFastestIsAvailable();
    void isDescribedByItsLibrary();
    void oneThatIsMissingMakesNoAead();
    void opensWhatTheOtherSealed_data();
    void opensWhatTheOtherSealed();
    void everyShortLengthIsTheSame();
    void refusesEverySingleBitFlipOfTheOther_data();
    void refusesEverySingleBitFlipOfTheOther();
    void separateObjectsServeSeparateThreads_data();
    void separateObjectsServeSeparateThreads();
};

static QString unavailable(AeadEngine engine)
{
    const auto why = whyUnavailable(engine);
    return why ? QString::fromStdString(std::string(name(engine)) + ' ' + std::string(*why))
               : QString();
}

static Bytes randomBytes(std::mt19937 &random, std::size_t length)
{
    Bytes bytes(length);
    std::ranges::generate(bytes, [&random] { return static_cast<std::byte>(random()); });
    return bytes;
}

static Nonce randomNonce(std::mt19937 &random)
{
    Nonce nonce;
    std::ranges::generate(nonce, [&random] { return static_cast<std::byte>(random()); });
    return nonce;
}

void TestAeadEngine::openSslIsAlwaysThere()
{
    QVERIFY(isAvailable(AeadEngine::OpenSsl));
    QVERIFY(description(AeadEngine::OpenSsl).starts_with("OpenSSL 3."));
}

void TestAeadEngine::theFastestIsAvailable()
{
    QVERIFY(isAvailable(fastestAeadEngine()));
    const auto isThereIpsecMb = isAvailable(AeadEngine::IpsecMb);
    QCOMPARE(fastestAeadEngine() == AeadEngine::IpsecMb, isThereIpsecMb);
}

void TestAeadEngine::isDescribedByItsLibrary()
{
    const auto text = description(AeadEngine::IpsecMb);
    QVERIFY(text.starts_with("ipsec-mb"));
    if (isAvailable(AeadEngine::IpsecMb))
        QVERIFY(text.starts_with("ipsec-mb 1.") || text.starts_with("ipsec-mb 2."));
}

void TestAeadEngine::oneThatIsMissingMakesNoAead()
{
    if (isAvailable(AeadEngine::IpsecMb))
        QSKIP("every engine is available here");
    const auto aead = Aead::create(Aead::Key(), AeadEngine::IpsecMb);
    QVERIFY(!aead);
    QCOMPARE(QString::fromStdString(aead.error().text), unavailable(AeadEngine::IpsecMb));
}

static void addPairs()
{
    QTest::addColumn<AeadEngine>("sealer");
    QTest::addColumn<AeadEngine>("opener");
    for (const auto sealer : aeadEngines) {
        for (const auto opener : aeadEngines) {
            if (sealer != opener)
                QTest::newRow(
                    (std::string(name(sealer)) + " to " + std::string(name(opener))).c_str())
                    << sealer << opener;
        }
    }
}

void TestAeadEngine::opensWhatTheOtherSealed_data()
{
    addPairs();
}

void TestAeadEngine::opensWhatTheOtherSealed()
{
    QFETCH(AeadEngine, sealer);
    QFETCH(AeadEngine, opener);
    for (const auto engine : {sealer, opener}) {
        if (!isAvailable(engine))
            QSKIP(qPrintable(unavailable(engine)));
    }
    std::mt19937 random(4711); // the same lengths in every run
    // As many short lengths as long ones: their logarithm is drawn.
    std::uniform_real_distribution<double> logarithm(0, 20);
    for (int i = 0; i < 300; ++i) {
        const auto length = i == 0 ? 0
            : i == 1               ? 1 << 20
                                   : std::size_t(std::exp2(logarithm(random)));
        const auto key = randomBytes(random, Aead::keyLength);
        const auto nonce = randomNonce(random);
        const auto plaintext = randomBytes(random, length);
        auto text = plaintext;
        Tag tag{};
        QVERIFY(aeadOf(key, sealer).seal(nonce, text, text, tag));
        QVERIFY(length < 16 || text != plaintext);
        QVERIFY2(
            aeadOf(key, opener).open(nonce, text, tag, text), qPrintable(QString::number(length)));
        QVERIFY2(text == plaintext, qPrintable(QString::number(length)));
    }
}

// The code of either library changes its ways at many lengths; up to here there is one of each.
void TestAeadEngine::everyShortLengthIsTheSame()
{
    if (!isAvailable(AeadEngine::IpsecMb))
        QSKIP(qPrintable(unavailable(AeadEngine::IpsecMb)));
    std::mt19937 random(17);
    const auto key = randomBytes(random, Aead::keyLength);
    auto openSsl = aeadOf(key, AeadEngine::OpenSsl);
    auto ipsecMb = aeadOf(key, AeadEngine::IpsecMb);
    for (std::size_t length = 0; length <= 2048; ++length) {
        const auto nonce = randomNonce(random);
        const auto plaintext = randomBytes(random, length);
        Bytes one(length);
        Bytes other(length);
        Tag oneTag{};
        Tag otherTag{};
        QVERIFY(openSsl.seal(nonce, plaintext, one, oneTag));
        QVERIFY(ipsecMb.seal(nonce, plaintext, other, otherTag));
        QVERIFY2(one == other && oneTag == otherTag, qPrintable(QString::number(length)));
        QVERIFY(openSsl.open(nonce, other, otherTag, other));
        QVERIFY(ipsecMb.open(nonce, one, oneTag, one));
        QVERIFY2(one == plaintext && other == plaintext, qPrintable(QString::number(length)));
    }
}

void TestAeadEngine::refusesEverySingleBitFlipOfTheOther_data()
{
    addPairs();
}

void TestAeadEngine::refusesEverySingleBitFlipOfTheOther()
{
    QFETCH(AeadEngine, sealer);
    QFETCH(AeadEngine, opener);
    for (const auto engine : {sealer, opener}) {
        if (!isAvailable(engine))
            QSKIP(qPrintable(unavailable(engine)));
    }
    const Bytes key(Aead::keyLength, std::byte{7});
    auto other = aeadOf(key, opener);
    constexpr std::size_t textOffset = Aead::nonceLength;
    constexpr std::size_t tagOffset = textOffset + 40;
    std::array<std::byte, tagOffset + Aead::tagLength> sealed{std::byte{1}};
    const std::span frame(sealed);
    const auto text = frame.subspan<textOffset, tagOffset - textOffset>();
    QVERIFY(aeadOf(key, sealer)
            .seal(frame.first<textOffset>(), text, text, frame.subspan<tagOffset>()));

    std::array<std::byte, tagOffset - textOffset> opened;
    for (std::size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
        auto damaged = sealed;
        damaged[bit / 8] ^= std::byte{1} << (bit % 8);
        const std::span<const std::byte, sealed.size()> view(damaged);
        opened.fill(std::byte{0xff});
        QVERIFY2(!other.open(view.first<textOffset>(), view.subspan<textOffset, opened.size()>(),
                     view.subspan<tagOffset>(), opened),
            qPrintable(QString::number(bit)));
        QVERIFY(isAllZero(opened));
    }
}

void TestAeadEngine::separateObjectsServeSeparateThreads_data()
{
    QTest::addColumn<AeadEngine>("engine");
    for (const auto engine : aeadEngines)
        QTest::newRow(std::string(name(engine)).c_str()) << engine;
}

// Seals and opens with keys of its own. Whether everything came back.
static bool worksAlone(AeadEngine engine, unsigned seed)
{
    std::mt19937 random(seed);
    for (int round = 0; round < 20; ++round) {
        auto aead = aeadOf(randomBytes(random, Aead::keyLength), engine);
        for (int i = 0; i < 50; ++i) {
            const auto nonce = randomNonce(random);
            const auto plaintext = randomBytes(random, random() % 2000);
            auto text = plaintext;
            Tag tag{};
            if (!aead.seal(nonce, text, text, tag) || !aead.open(nonce, text, tag, text)
                || text != plaintext)
                return false;
            tag[0] ^= std::byte{1};
            if (aead.open(nonce, text, tag, text))
                return false;
        }
    }
    return true;
}

void TestAeadEngine::separateObjectsServeSeparateThreads()
{
    QFETCH(AeadEngine, engine);
    if (!isAvailable(engine))
        QSKIP(qPrintable(unavailable(engine)));
    std::array<bool, 4> succeeded{};
    {
        std::vector<std::jthread> threads;
        threads.reserve(succeeded.size());
        for (unsigned i = 0; i < succeeded.size(); ++i)
            threads.emplace_back([&, i] { succeeded[i] = worksAlone(engine, i); });
    }
    for (const auto each : succeeded)
        QVERIFY(each);
}

QTEST_APPLESS_MAIN(TestAeadEngine)
#include "tst_aeadengine.moc"
