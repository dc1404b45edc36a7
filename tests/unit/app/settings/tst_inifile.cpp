// SPDX-License-Identifier: MIT
#include "core/app/settings/inifile.h"
#include "tests/support/strings.h"

#include <QElapsedTimer>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestIniFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entries();
    void value_data();
    void value();
    void error_data();
    void error();
    void aMebibyteOfKeysTakesNoTime();
    void writtenValueIsReadBack_data();
    void writtenValueIsReadBack();
};

void TestIniFile::entries()
{
    const auto entries = parseIni("# comment\n"
                                  "a = 1\r\n"
                                  "\n"
                                  "[server] ; comment\n"
                                  "  a=2\n"
                                  "; comment\n"
                                  "[ agent ]\n"
                                  "b = x = y");
    QVERIFY(entries);
    QStringList seen;
    for (const auto &entry : *entries)
        seen += u"%1:[%2]%3|%4"_s.arg(entry.line).arg(entry.section, entry.key, entry.value);
    QCOMPARE(seen, strings({"2:[]a|1", "5:[server]a|2", "8:[agent]b|x = y"}));
}

void TestIniFile::value_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("value");

    QTest::newRow("empty") << QByteArray("") << "";
    QTest::newRow("comment behind") << QByteArray("16 MiB  # default") << "16 MiB";
    QTest::newRow("other comment behind") << QByteArray("16 MiB\t; default") << "16 MiB";
    QTest::newRow("only a comment") << QByteArray("# nothing") << "";
    QTest::newRow("number sign in a word") << QByteArray("a#b;c") << "a#b;c";
    QTest::newRow("quoted") << QByteArray("\"  a # b  \"  # comment") << "  a # b  ";
    QTest::newRow("escapes") << QByteArray(R"("\\\"\n\r\t\u00e9")") << u"\\\"\n\r\t\u00e9"_s;
    QTest::newRow("quote within") << QByteArray("a \"b\"") << "a \"b\"";
    QTest::newRow("UTF-8") << QByteArray("gr\xc3\xbc\xc3\x9f") << u"gr\u00fc\u00df"_s;
}

void TestIniFile::value()
{
    QFETCH(QByteArray, text);
    const auto entries = parseIni("key = " + text + "\n");
    QVERIFY(entries);
    QTEST(entries->front().value, "value");
}

void TestIniFile::error_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");

    const auto neither = u"neither \"key = value\" nor \"[section]\" nor a comment"_s;
    QTest::newRow("no equals sign") << QByteArray("word") << neither;
    QTest::newRow("no key") << QByteArray("= 1") << neither;
    QTest::newRow("open section") << QByteArray("[server")
                                  << "the bracket behind the section's name is missing";
    QTest::newRow("unnamed section") << QByteArray("[ ]") << "a section needs a name";
    QTest::newRow("twice") << QByteArray("a = 2") << "a is given twice";
    QTest::newRow("open quote") << QByteArray("b = \"x") << "b: the closing quote is missing";
    QTest::newRow("escaped quote")
        << QByteArray("b = \"x\\\"") << "b: the closing quote is missing";
    QTest::newRow("behind the quote")
        << QByteArray("b = \"x\" y") << "b: something follows the closing quote";
    QTest::newRow("escape") << QByteArray("b = \"\\q\"") << "b: unknown escape after a backslash";
    QTest::newRow("short escape") << QByteArray("b = \"\\u12\"")
                                  << "b: unknown escape after a backslash";
    QTest::newRow("not UTF-8") << QByteArray("b = \xff") << "not UTF-8 text";
    QTest::newRow("zero") << QByteArray("b = \0x", 6) << "not UTF-8 text";
}

void TestIniFile::error()
{
    QFETCH(QByteArray, text);
    const auto entries = parseIni("a = 1\n\n" + text + "\nc = 3\n");
    QVERIFY(!entries);
    QCOMPARE(entries.error().line, 3);
    QTEST(entries.error().text, "message");
}

// Looking through all keys for each took over a minute; a sanitizer has its seconds.
void TestIniFile::aMebibyteOfKeysTakesNoTime()
{
    QByteArray text;
    while (text.size() < 1024 * 1024)
        text += QByteArray::number(text.size(), 36) + "=\n";
    QElapsedTimer timer;
    timer.start();
    const auto entries = parseIni(text);
    QVERIFY(entries);
    QCOMPARE(qsizetype(entries->size()), text.count('\n'));
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
}

void TestIniFile::writtenValueIsReadBack_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isQuoted");

    QTest::newRow("plain") << "16 MiB" << false;
    QTest::newRow("backslash") << "a\\nb" << false;
    QTest::newRow("number sign in a word") << "a#b" << false;
    QTest::newRow("empty") << "" << true;
    QTest::newRow("space around") << " a " << true;
    QTest::newRow("comment") << "a # b" << true;
    QTest::newRow("begins as a comment") << "#b" << true;
    QTest::newRow("begins with a quote") << "\"a" << true;
    QTest::newRow("newline") << "a\nb\\" << true;
    QTest::newRow("override") << u"a\u202eb"_s << true;
    QTest::newRow("umlaut") << u"\u00fc"_s << false;
    QTest::newRow("two units") << u"\U0001F600\n"_s << true;
}

void TestIniFile::writtenValueIsReadBack()
{
    QFETCH(QString, value);
    const auto written = iniValue(value);
    QTEST(written.startsWith(u'"'), "isQuoted");
    const auto entries = parseIni("key = " + written.toUtf8() + "  # comment\n");
    QVERIFY(entries);
    QCOMPARE(entries->size(), std::size_t(1));
    QCOMPARE(entries->front().value, value);
}

QTEST_GUILESS_MAIN(TestIniFile)
#include "tst_inifile.moc"
