// SPDX-License-Identifier: MIT
#include "core/app/options/readingoptions.h"

#include <QProcessEnvironment>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestReadingOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsShow();
    void readsExport();
    void readsDiff();
    void refuses_data();
    void refuses();
    void variablesSayNothing();
};

void TestReadingOptions::readsShow()
{
    const auto plain = parseShowOptions({u"a.sealcord"_s}, {});
    QVERIFY(plain);
    QCOMPARE(plain->path, u"a.sealcord"_s);
    QVERIFY(plain->filter.isEmpty());
    QCOMPARE(plain->showData, ShowData::Bytes);
    QVERIFY(!plain->follows);

    const auto all = parseShowOptions(
        {u"--if"_s, u"dir:in"_s, u"--show-data=hex"_s, u"--follow"_s, u"--"_s, u"-a"_s}, {});
    QVERIFY(all);
    QCOMPARE(all->path, u"-a"_s);
    QCOMPARE(all->filter.text(), u"dir:in"_s);
    QCOMPARE(all->showData, ShowData::Hex);
    QVERIFY(all->follows);
}

void TestReadingOptions::readsExport()
{
    const auto plain = parseExportOptions({u"a.sealcord"_s, u"--to"_s, u"csv"_s}, {});
    QVERIFY(plain);
    QCOMPARE(plain->form, ExportForm::Csv);
    QVERIFY(plain->output.isEmpty());
    for (const auto &name : {u"-o"_s, u"--output"_s}) {
        const auto options =
            parseExportOptions({u"a"_s, u"--to=pcapng"_s, name, u"a.pcapng"_s}, {});
        QVERIFY(options);
        QCOMPARE(options->form, ExportForm::Pcapng);
        QCOMPARE(options->output, u"a.pcapng"_s);
    }
    QVERIFY(
        parseExportOptions({u"a"_s, u"--to"_s, u"json"_s, u"-o"_s, u"-"_s}, {})->output.isEmpty());
}

void TestReadingOptions::readsDiff()
{
    const auto options = parseDiffOptions({u"a"_s, u"--"_s, u"-b"_s}, {});
    QVERIFY(options);
    QCOMPARE(options->first, u"a"_s);
    QCOMPARE(options->second, u"-b"_s);
    const auto one = parseDiffOptions({u"a"_s}, {});
    QVERIFY(!one && one.error().text.startsWith(u"sealcord diff: two recordings are needed"_s));
    const auto three = parseDiffOptions({u"a"_s, u"b"_s, u"c"_s}, {});
    QVERIFY(!three && three.error().text.contains(u"unexpected argument \"c\""_s));
}

void TestReadingOptions::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("why");
    QTest::newRow("no file") << QStringList{u"--to"_s, u"csv"_s} << u"the FILE is missing"_s;
    QTest::newRow("no form") << QStringList{u"a"_s} << u"--to is missing"_s;
    QTest::newRow("another form") << QStringList{u"a"_s, u"--to"_s, u"xls"_s} << u"is none of"_s;
    QTest::newRow("no filter") << QStringList{u"a"_s, u"--if"_s, u"dir:up"_s} << u"is no filter"_s;
    QTest::newRow("two files") << QStringList{u"a"_s, u"b"_s} << u"unexpected argument"_s;
    QTest::newRow("of show") << QStringList{u"a"_s, u"--follow"_s} << u"unknown option"_s;
}

void TestReadingOptions::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, why);
    const auto options = parseExportOptions(arguments, {});
    QVERIFY(!options);
    QVERIFY2(
        options.error().text.startsWith(u"sealcord export: "_s), qPrintable(options.error().text));
    QVERIFY2(options.error().text.contains(why), qPrintable(options.error().text));
}

// What one run is asked to do is said each time.
void TestReadingOptions::variablesSayNothing()
{
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_IF"_s, u"dir:in"_s);
    environment.insert(u"SEALCORD_SHOW_DATA"_s, u"hex"_s); // of the server and the agent
    const auto options = parseShowOptions({u"a"_s}, environment);
    QVERIFY(options);
    QVERIFY(options->filter.isEmpty());
    QCOMPARE(options->showData, ShowData::Bytes);
}

QTEST_APPLESS_MAIN(TestReadingOptions)
#include "tst_readingoptions.moc"
