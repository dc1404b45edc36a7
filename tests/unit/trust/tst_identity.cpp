// SPDX-License-Identifier: MIT
#include "core/trust/identity.h"

#include "tests/support/failingrandom.h"
#include "tests/support/keyforms.h"
#include "tests/support/processes/child.h"
#include "tests/unit/trust/trustfolder.h"

#include <QDir>
#include <QTest>

#include <vector>

#include <sys/wait.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isMadeOnce();
    void isThatOfTheFile();
    void isNeverWrittenOver();
    void isRefusedWhereOthersMayRead_data();
    void isRefusedWhereOthersMayRead();
    void whatIsNoKeyStays();
    void nothingIsMadeWithoutRandomness();
    void aFileThatIsNotThereIsAnError();
    void aFolderThatCannotBeMadeIsAnError();
    void ofProgramsThatStartAtOnceAllHaveOne();
};

void TestIdentity::isMadeOnce()
{
    const TrustFolder folder;
    const auto path = folder.path(u"a/b/server.key"_s);
    SystemRandom random;
    const auto made = readOrMakeIdentity(path, random);
    QVERIFY2(made, made ? "" : qPrintable(made.error().text));
    QCOMPARE(folder.mode(u"a/b/server.key"_s), mode_t(0600));
    QCOMPARE(folder.mode(u"a/b"_s), mode_t(0700));
    QCOMPARE(QDir(folder.path(u"a/b"_s)).entryList(QDir::Files), QStringList{u"server.key"_s});
    const auto read = readOrMakeIdentity(path, random);
    QVERIFY(read);
    QCOMPARE(read->publicKey(), made->publicKey());
}

void TestIdentity::isThatOfTheFile()
{
    const TrustFolder folder;
    const auto path = folder.write(u"server.key"_s, keyForms().server.pem, 0400);
    const auto pair = readIdentity(path);
    QVERIFY(pair);
    QCOMPARE(toHex(pair->publicKey()), toHex(keyForms().server.publicKey));
}

void TestIdentity::isNeverWrittenOver()
{
    const TrustFolder folder;
    const auto path = folder.write(u"server.key"_s, keyForms().server.pem);
    SystemRandom random;
    const auto made = makeIdentity(path, random);
    QVERIFY(!made);
    QVERIFY(made.error().text.startsWith(path + u": there is a file already"_s));
    QCOMPARE(folder.read(u"server.key"_s), keyForms().server.pem);
}

void TestIdentity::isRefusedWhereOthersMayRead_data()
{
    QTest::addColumn<int>("mode");
    for (const int mode : {0640, 0604, 0620, 0602, 0610, 0777})
        QTest::addRow("%o", static_cast<unsigned>(mode)) << mode;
}

void TestIdentity::isRefusedWhereOthersMayRead()
{
    QFETCH(int, mode);
    const TrustFolder folder;
    const auto path =
        folder.write(u"my server.key"_s, keyForms().server.pem, static_cast<mode_t>(mode));
    SystemRandom random;
    const auto pair = readOrMakeIdentity(path, random);
    QVERIFY(!pair);
    QCOMPARE(pair.error().text,
        path
            + u": others than its owner may read it. Not used. If nobody has, this helps: chmod "
              "600 '"_s
            + path + u'\'');
}

void TestIdentity::whatIsNoKeyStays()
{
    const TrustFolder folder;
    SystemRandom random;
    for (const auto &content : {QByteArray(), QByteArray("not a key"), QByteArray(20'000, 'x')}) {
        const auto path = folder.write(u"server.key"_s, content);
        const auto pair = readOrMakeIdentity(path, random);
        QVERIFY(!pair);
        QVERIFY(pair.error().text.startsWith(path + u": "_s));
        QCOMPARE(folder.read(u"server.key"_s), content);
    }
}

void TestIdentity::nothingIsMadeWithoutRandomness()
{
    const TrustFolder folder;
    FailingRandom random(0);
    const auto pair = readOrMakeIdentity(folder.path(u"server.key"_s), random);
    QVERIFY(!pair);
    QVERIFY(pair.error().text.endsWith(u": the random number generator failed"_s));
    QCOMPARE(folder.mode(u"server.key"_s), mode_t(0));
}

void TestIdentity::aFileThatIsNotThereIsAnError()
{
    const TrustFolder folder;
    const auto path = folder.path(u"server.key"_s);
    const auto pair = readIdentity(path);
    QVERIFY(!pair);
    QCOMPARE(pair.error().text, path + u": there is no such file"_s);
}

void TestIdentity::aFolderThatCannotBeMadeIsAnError()
{
    const TrustFolder folder;
    const auto file = folder.write(u"file"_s, "x");
    SystemRandom random;
    const auto pair = makeIdentity(file + u"/server.key"_s, random);
    QVERIFY(!pair);
    QVERIFY2(
        pair.error().text.startsWith(file + u"/server.key: "_s), qPrintable(pair.error().text));
}

void TestIdentity::ofProgramsThatStartAtOnceAllHaveOne()
{
    const TrustFolder folder;
    const auto path = folder.path(u"server.key"_s);
    std::vector<pid_t> children;
    for (int i = 0; i < 8; ++i) {
        const auto child = ::fork();
        if (child == 0) {
            SystemRandom random;
            const auto pair = readOrMakeIdentity(path, random);
            folder.write(u"seen-%1"_s.arg(i), pair ? toHex(pair->publicKey()) : "none");
            _exit(0);
        }
        children.push_back(child);
    }
    for (const auto child : children)
        ::waitpid(child, nullptr, 0);
    const auto pair = readIdentity(path);
    QVERIFY(pair);
    for (int i = 0; i < 8; ++i)
        QCOMPARE(folder.read(u"seen-%1"_s.arg(i)), toHex(pair->publicKey()));
}

QTEST_APPLESS_MAIN(TestIdentity)
#include "tst_identity.moc"
