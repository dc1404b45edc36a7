// SPDX-License-Identifier: MIT
#include "core/app/settings/configfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestConfigFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unreadableFilesAreNamed();
    void hugeFileIsRefused();
    void errorsNameTheLine();
    void textHasAllValuesAndOrigins();
};

void TestConfigFile::unreadableFilesAreNamed()
{
    const auto missing = readConfigFile(u"/nowhere/at/all"_s);
    QVERIFY(!missing);
    QCOMPARE(missing.error(), u"/nowhere/at/all: cannot be read: No such file or directory"_s);

    const QTemporaryDir folder;
    const auto notAFile = readConfigFile(folder.path());
    QVERIFY(!notAFile);
    QVERIFY(notAFile.error().startsWith(folder.path() + u": cannot be read: "_s));
}

void TestConfigFile::hugeFileIsRefused()
{
    const auto entries = readConfigFile(u"/dev/zero"_s);
    QVERIFY(!entries);
    QVERIFY(entries.error().contains(u"larger than 1 MiB"_s));
}

void TestConfigFile::errorsNameTheLine()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"a.ini"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write("a = 1\n[\n"), qint64(8));
    file.close();
    const auto entries = readConfigFile(path);
    QVERIFY(!entries);
    QCOMPARE(entries.error(), path + u":2: the bracket behind the section's name is missing"_s);
}

void TestConfigFile::textHasAllValuesAndOrigins()
{
    const Option size{{}, "max-message"_L1, {}, {}, {}, {}};
    const Option level{{}, "log-level"_L1, {}, {}, {}, {}};
    const std::vector<Setting> values{
        {&size, u"16 MiB"_s, {}}, {&level, u"debug"_s, {Origin::Place::File, u"evil\n[x]:12"_s}}};
    QCOMPARE(configText("server"_L1, values),
        u"[server]\n"
        "max-message = 16 MiB  # (default)\n"
        "log-level = debug     # (file evil\\n[x]:12)\n"_s);
}

QTEST_GUILESS_MAIN(TestConfigFile)
#include "tst_configfile.moc"
