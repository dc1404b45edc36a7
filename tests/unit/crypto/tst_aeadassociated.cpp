// SPDX-License-Identifier: MIT
#include "core/crypto/aead.h"

#include "eachengine.h"
#include "gcmvectors.h"

#include <QTest>

#include <utility>

using namespace sealcord;
using namespace sealcord::test;

/// What the sealed protocol asks of an Aead beside one message under a nonce. For each engine.
class TestAeadAssociated : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init();
    void vouchesForAssociatedData_data();
    void vouchesForAssociatedData();
    void twoPiecesSealAsOne_data();
    void twoPiecesSealAsOne();
    void countedNoncesAreBigEndian();
};

void TestAeadAssociated::init()
{
    QFETCH_GLOBAL(AeadEngine, engine);
    if (const auto why = whyUnavailable(engine))
        QSKIP((std::string(name(engine)) + ' ' + std::string(*why)).c_str());
}

void TestAeadAssociated::vouchesForAssociatedData_data()
{
    QTest::addColumn<const GcmAssociatedVector *>("row");
    for (const auto &row : gcmAssociatedRows)
        QTest::newRow(row.name) << &row;
}

void TestAeadAssociated::vouchesForAssociatedData()
{
    QFETCH(const GcmAssociatedVector *, row);
    const auto nonce = arrayFromHex<Aead::nonceLength>(row->nonce);
    const auto associated = fromHex(row->associated);
    auto aead = aeadUnder(fromHex(row->key));

    auto text = fromHex(row->plaintext);
    Tag tag{};
    QVERIFY(aead.seal(nonce, text, text, tag, associated));
    QCOMPARE(toHex(text), row->ciphertext);
    QCOMPARE(toHex(tag), row->tag);

    Bytes opened(text.size());
    QVERIFY(aead.open(nonce, text, tag, opened, associated));
    QCOMPARE(toHex(opened), row->plaintext);
    for (std::size_t bit = 0; bit < 8 * associated.size(); ++bit) {
        auto other = associated;
        other[bit / 8] ^= std::byte{1} << (bit % 8);
        QVERIFY(!aead.open(nonce, text, tag, opened, other));
        QVERIFY(isAllZero(opened));
    }
    QVERIFY(!aead.open(nonce, text, tag, opened));
}

void TestAeadAssociated::twoPiecesSealAsOne_data()
{
    QTest::addColumn<std::size_t>("first");
    QTest::addColumn<std::size_t>("second");
    for (const auto first : {0zu, 1zu, 15zu, 16zu, 17zu, 64zu, 1023zu, 1024zu, 1025zu, 65518zu}) {
        for (const auto second : {0zu, 1zu, 3zu, 16zu, 40zu})
            QTest::addRow("%zu and %zu bytes", first, second) << first << second;
    }
}

void TestAeadAssociated::twoPiecesSealAsOne()
{
    QFETCH(std::size_t, first);
    QFETCH(std::size_t, second);
    auto aead = anyAead();
    Bytes plaintext(first + second);
    for (std::size_t i = 0; i < plaintext.size(); ++i)
        plaintext[i] = static_cast<std::byte>(i * 31 + i / 251);
    const std::span pieces(std::as_const(plaintext));
    const auto expected = sealedBy(aead, toByteArray(plaintext));

    Bytes apart(plaintext.size());
    Tag tag{};
    QVERIFY(aead.sealTwo(expected.nonce, pieces.first(first), pieces.subspan(first), apart, tag));
    QVERIFY(apart == expected.ciphertext && tag == expected.tag);

    auto inPlace = plaintext;
    tag.fill({});
    QVERIFY(aead.sealTwo(
        expected.nonce, std::span(inPlace).first(first), pieces.subspan(first), inPlace, tag));
    QVERIFY(inPlace == expected.ciphertext && tag == expected.tag);
}

void TestAeadAssociated::countedNoncesAreBigEndian()
{
    QCOMPARE(toHex(Aead::counterNonce(0)), QByteArray("000000000000000000000000"));
    QCOMPARE(toHex(Aead::counterNonce(1)), QByteArray("000000000000000000000001"));
    QCOMPARE(toHex(Aead::counterNonce(0x0123456789abcdef)), QByteArray("000000000123456789abcdef"));
    QCOMPARE(toHex(Aead::counterNonce(~0ull)), QByteArray("00000000ffffffffffffffff"));
}

QTEST_APPLESS_MAIN(TestAeadAssociated)
#include "tst_aeadassociated.moc"
