// SPDX-License-Identifier: MIT
#include "core/trust/pskfile.h"

#include "tests/support/fixedrandom.h"
#include "tests/support/keyforms.h"
#include "tests/unit/trust/trustfolder.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestPskFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThatOfTheVectors();
    void aLastNewlineMayBeMissing();
    void isWrittenAsTheVectorsHaveIt();
    void isNeverWrittenOver();
    void refuses_data();
    void refuses();
    void isRefusedWhereOthersMayRead();
};

void TestPskFile::isThatOfTheVectors()
{
    const TrustFolder folder;
    const auto psk = readPsk(folder.write(u"psk"_s, keyForms().pskFile));
    QVERIFY(psk);
    QCOMPARE(toHex(psk->bytes()), toHex(keyForms().psk));
}

void TestPskFile::aLastNewlineMayBeMissing()
{
    const TrustFolder folder;
    QVERIFY(readPsk(folder.write(u"psk"_s, keyForms().pskFile.chopped(1))));
}

void TestPskFile::isWrittenAsTheVectorsHaveIt()
{
    const TrustFolder folder;
    FixedRandom random(keyForms().psk);
    QVERIFY(makePsk(folder.path(u"psk"_s), random));
    QCOMPARE(folder.read(u"psk"_s), keyForms().pskFile);
    QCOMPARE(folder.mode(u"psk"_s), mode_t(0600));
}

void TestPskFile::isNeverWrittenOver()
{
    const TrustFolder folder;
    const auto path = folder.write(u"psk"_s, "mine");
    SystemRandom random;
    const auto made = makePsk(path, random);
    QVERIFY(!made);
    QVERIFY(made.error().text.startsWith(path + u": there is a file already"_s));
    QCOMPARE(folder.read(u"psk"_s), QByteArray("mine"));
}

void TestPskFile::refuses_data()
{
    QTest::addColumn<QByteArray>("content");

    const auto good = keyForms().pskFile.chopped(1);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a pass phrase") << QByteArray("correct horse battery staple\n");
    QTest::newRow("without padding") << good.chopped(1) + '\n';
    QTest::newRow("a second line") << good + "\n\n";
    QTest::newRow("CR LF") << good + "\r\n";
    QTest::newRow("a space behind it") << good + ' ';
    QTest::newRow("unused bits are set") << QByteArray(good).replace("BwM=", "BwN=");
    QTest::newRow("hexadecimal") << toHex(keyForms().psk);
}

void TestPskFile::refuses()
{
    QFETCH(QByteArray, content);
    const TrustFolder folder;
    const auto path = folder.write(u"psk"_s, content);
    const auto psk = readPsk(path);
    QVERIFY(!psk);
    QVERIFY(psk.error().text.startsWith(path + u": is "_s));
    QVERIFY(content.isEmpty() || !psk.error().text.contains(QString::fromUtf8(content.first(8))));
}

void TestPskFile::isRefusedWhereOthersMayRead()
{
    const TrustFolder folder;
    const auto path = folder.write(u"psk"_s, keyForms().pskFile, 0640);
    const auto psk = readPsk(path);
    QVERIFY(!psk);
    QVERIFY(psk.error().text.contains(u"chmod 600 '"_s + path + u'\''));
}

QTEST_APPLESS_MAIN(TestPskFile)
#include "tst_pskfile.moc"
