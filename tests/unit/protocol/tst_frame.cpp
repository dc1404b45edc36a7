// SPDX-License-Identifier: MIT
#include "core/protocol/classic/frame.h"

#include "tests/support/aeadof.h"
#include "tests/support/classicvectors.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::classic;
using namespace sealcord::test;

class TestFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sealsTheVectors_data() { addVectors(); }
    void sealsTheVectors();
    void opensTheVectors_data() { addVectors(); }
    void opensTheVectors();
    void everyProtectedBitCounts();
    void refusedFrameIsWiped();
    void opensBesideTheFrame_data() { addVectors(); }
    void opensBesideTheFrame();
    void refusedFrameLeavesNothingBesideIt_data();
    void refusedFrameLeavesNothingBesideIt();
    void readsTheLengthInFront_data();
    void readsTheLengthInFront();
    void isAppended();
    void lengthsOfAllSizesComeBack();

private:
    static void addVectors();
};

void TestFrame::addVectors()
{
    QTest::addColumn<const FrameVector *>("vector");
    for (const auto &vector : classicVectors().frames)
        QTest::addRow("%zu bytes", vector.plaintext.size()) << &vector;
}

static std::array<std::byte, Aead::nonceLength> nonceOf(const FrameVector &vector)
{
    return arrayFromHex<Aead::nonceLength>(toHex(vector.nonce));
}

void TestFrame::sealsTheVectors()
{
    QFETCH(const FrameVector *, vector);
    auto aead = aeadOf(vector->key);
    ByteBuffer out;
    QVERIFY(sealFrame(aead, nonceOf(*vector), vector->plaintext, out));
    QCOMPARE(toHex(out.bytes()), toHex(vector->frame));
}

void TestFrame::opensTheVectors()
{
    QFETCH(const FrameVector *, vector);
    auto aead = aeadOf(vector->key);
    auto frame = vector->frame;
    QCOMPARE(std::size_t{frameLength(frame)}, vector->plaintext.size() + Aead::tagLength);
    QCOMPARE(frame.size(), vector->plaintext.size() + Frame::overhead);

    const auto opened = openFrame(aead, frame);
    QVERIFY(opened.isAuthentic);
    QCOMPARE(toHex(opened.plaintext), toHex(vector->plaintext));
    QVERIFY(opened.plaintext.data() == frame.data() + Frame::ciphertextOffset); // in place
}

void TestFrame::everyProtectedBitCounts()
{
    const auto &vector = classicVectors().frames.front();
    auto aead = aeadOf(vector.key);
    for (auto bit = 8 * Frame::nonceOffset; bit < 8 * vector.frame.size(); ++bit) {
        auto frame = vector.frame;
        frame[bit / 8] ^= std::byte{1} << (bit % 8);
        const auto opened = openFrame(aead, frame);
        QVERIFY2(!opened.isAuthentic, qPrintable(QString::number(bit)));
        QVERIFY(opened.plaintext.empty());
    }
}

void TestFrame::refusedFrameIsWiped()
{
    for (const auto &vector : classicVectors().frames) {
        auto aead = aeadOf(vector.key);
        auto frame = vector.frame;
        frame.back() ^= std::byte{1};
        QVERIFY(!openFrame(aead, frame).isAuthentic);
        QVERIFY(
            isAllZero(std::span(frame).subspan(Frame::ciphertextOffset, vector.plaintext.size())));
    }
}

void TestFrame::opensBesideTheFrame()
{
    QFETCH(const FrameVector *, vector);
    auto aead = aeadOf(vector->key);
    auto frame = vector->frame;
    ByteBuffer opened;
    opened.append(toBytes("what was opened before"));
    const auto result = openFrame(aead, frame, &opened);
    QVERIFY(result.isAuthentic);
    QCOMPARE(toHex(result.plaintext), toHex(vector->plaintext));
    QVERIFY(result.plaintext.data() == opened.bytes().data());
    QCOMPARE(opened.size(), vector->plaintext.size());
    QVERIFY(frame == vector->frame);
}

void TestFrame::refusedFrameLeavesNothingBesideIt_data()
{
    QTest::addColumn<AeadEngine>("engine");
    for (const auto engine : aeadEngines)
        if (isAvailable(engine))
            QTest::newRow(std::string(name(engine)).c_str()) << engine;
}

void TestFrame::refusedFrameLeavesNothingBesideIt()
{
    QFETCH(AeadEngine, engine);
    for (const auto &vector : classicVectors().frames) {
        auto aead = aeadOf(vector.key, engine);
        auto frame = vector.frame;
        frame.back() ^= std::byte{1};
        const auto before = frame;
        ByteBuffer opened;
        const auto memory = opened.extend(vector.plaintext.size()); // it is used again
        std::ranges::fill(memory, std::byte{0xaa});
        QVERIFY(!openFrame(aead, frame, &opened).isAuthentic);
        QVERIFY(opened.isEmpty());
        QVERIFY(isAllZero(memory));
        QVERIFY(frame == before);
    }
}

void TestFrame::readsTheLengthInFront_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<std::uint32_t>("length");

    QTest::newRow("0") << QByteArray("00000000") << 0u;
    QTest::newRow("big endian") << QByteArray("01020304") << 0x01020304u;
    QTest::newRow("the largest") << QByteArray("ffffffff") << 0xffffffffu;
    QTest::newRow("what follows does not count") << QByteArray("00000010ffffff") << 16u;
}

void TestFrame::readsTheLengthInFront()
{
    QFETCH(QByteArray, bytes);
    QTEST(frameLength(fromHex(bytes)), "length");
}

void TestFrame::isAppended()
{
    const auto &vector = classicVectors().frames.front();
    auto aead = aeadOf(vector.key);
    ByteBuffer out;
    out.append(toBytes("before"));
    QVERIFY(sealFrame(aead, nonceOf(vector), vector.plaintext, out));
    QVERIFY(sealFrame(aead, nonceOf(vector), vector.plaintext, out));
    QCOMPARE(toByteArray(out.bytes()),
        QByteArray("before" + toByteArray(vector.frame) + toByteArray(vector.frame)));
}

void TestFrame::lengthsOfAllSizesComeBack()
{
    const auto &vector = classicVectors().frames.front();
    auto aead = aeadOf(vector.key);
    for (const std::size_t length : {0zu, 1zu, 255zu, 256zu, 65535zu, 65536zu, 1zu << 20}) {
        Bytes plaintext(length);
        for (std::size_t i = 0; i < length; ++i)
            plaintext[i] = static_cast<std::byte>(i * 7);
        ByteBuffer out;
        QVERIFY(sealFrame(aead, nonceOf(vector), plaintext, out));
        QCOMPARE(std::size_t{frameLength(out.bytes())}, length + Aead::tagLength);
        const auto opened = openFrame(aead, out.bytes());
        QVERIFY(opened.isAuthentic);
        QVERIFY(std::ranges::equal(opened.plaintext, plaintext));
    }
}

QTEST_APPLESS_MAIN(TestFrame)
#include "tst_frame.moc"
