// SPDX-License-Identifier: MIT
#include "core/recording/reading/base64decoder.h"

#include <QByteArray>
#include <QTest>

using namespace sealcord;

class TestBase64Decoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsCutAnywhere();
    void refuses_data();
    void refuses();
};

namespace {

// Nothing where it is refused, or not whole.
std::optional<QByteArray> decoded(const QByteArray &text, qsizetype pieceLength)
{
    Base64Decoder decoder;
    std::vector<std::byte> bytes;
    for (qsizetype at = 0; at < text.size(); at += pieceLength) {
        if (!decoder.add(text.mid(at, pieceLength).toStdString(), bytes))
            return std::nullopt;
    }
    if (!decoder.isWhole())
        return std::nullopt;
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
}

} // namespace

void TestBase64Decoder::readsWhatIsCutAnywhere()
{
    for (qsizetype length = 0; length < 20; ++length) {
        QByteArray bytes;
        for (qsizetype i = 0; i < length; ++i)
            bytes += char(i * 37);
        for (qsizetype piece = 1; piece < 12; ++piece)
            QCOMPARE(decoded(bytes.toBase64(), piece), bytes);
    }
}

void TestBase64Decoder::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("without padding") << QByteArray("QQ");
    QTest::newRow("half padded") << QByteArray("QQ=");
    QTest::newRow("padding alone") << QByteArray("====");
    QTest::newRow("too much padding") << QByteArray("Q===");
    QTest::newRow("padding in the middle") << QByteArray("QQ==QUJD");
    QTest::newRow("another alphabet") << QByteArray("QU_-");
    QTest::newRow("a newline") << QByteArray("QUJD\nQUJD");
    QTest::newRow("bits that stand for nothing") << QByteArray("QR==");
}

void TestBase64Decoder::refuses()
{
    QFETCH(QByteArray, text);
    for (qsizetype piece = 1; piece < 10; ++piece)
        QVERIFY(!decoded(text, piece));
}

QTEST_APPLESS_MAIN(TestBase64Decoder)
#include "tst_base64decoder.moc"
