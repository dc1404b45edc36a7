// SPDX-License-Identifier: MIT
#include "core/text/values.h"

#include <QTest>

#include <limits>

using namespace sealcord;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void count_data();
    void count();
    void size_data();
    void size();
    void duration_data();
    void duration();
    void flag_data();
    void flag();
    void choice();
    void list_data();
    void list();
    void textMustNotBeEmpty();
    void errorQuotesInOneLine();
};

namespace {

constexpr qint64 wrong = -1;

template <typename T> qint64 plain(const Value<T> &value)
{
    if (!value)
        return wrong;
    if constexpr (std::is_same_v<T, std::chrono::milliseconds>)
        return value->count();
    else
        return static_cast<qint64>(*value);
}

} // namespace

void TestValues::count_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("value");

    QTest::newRow("least") << "1" << qint64(1);
    QTest::newRow("most") << "1000" << qint64(1000);
    QTest::newRow("space around") << " 12 " << qint64(12);
    QTest::newRow("leading zeros") << "0012" << qint64(12);
    QTest::newRow("below") << "0" << wrong;
    QTest::newRow("above") << "1001" << wrong;
    QTest::newRow("negative") << "-1" << wrong;
    QTest::newRow("plus sign") << "+1" << wrong;
    QTest::newRow("empty") << "" << wrong;
    QTest::newRow("space") << " " << wrong;
    QTest::newRow("junk behind") << "12x" << wrong;
    QTest::newRow("fraction") << "1.5" << wrong;
    QTest::newRow("space within") << "1 2" << wrong;
    QTest::newRow("hexadecimal") << "0x10" << wrong;
    QTest::newRow("one more than 64 bits") << "18446744073709551617" << wrong;
    QTest::newRow("digits of another script") << u"\u0661"_s << wrong;
}

void TestValues::count()
{
    QFETCH(QString, text);
    QTEST(plain(parseCount(text, 1, 1000)), "value");
}

void TestValues::size_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("value");

    QTest::newRow("plain") << "65536" << qint64(65536);
    QTest::newRow("bytes") << "10 B" << qint64(10);
    QTest::newRow("KiB") << "64 KiB" << qint64(65536);
    QTest::newRow("MiB without space") << "16MiB" << qint64(16) * 1024 * 1024;
    QTest::newRow("GiB") << "1GiB" << qint64(1024) * 1024 * 1024;
    QTest::newRow("short and small letters") << "2m" << qint64(2) * 1024 * 1024;
    QTest::newRow("decimal unit") << "16MB" << wrong;
    QTest::newRow("above") << "1025 MiB" << wrong;
    QTest::newRow("below") << "0" << wrong;
    QTest::newRow("negative") << "-5" << wrong;
    QTest::newRow("fraction") << "1.5 MiB" << wrong;
    QTest::newRow("empty") << "" << wrong;
    QTest::newRow("unit only") << "MiB" << wrong;
    QTest::newRow("junk behind") << "1 MiB!" << wrong;
    QTest::newRow("product is 2^64 and 1 GiB") << "17179869185 GiB" << wrong;
    QTest::newRow("too many digits") << "99999999999999999999" << wrong;
}

void TestValues::size()
{
    QFETCH(QString, text);
    QTEST(plain(parseSize(text, 1, std::size_t{1} << 30)), "value");
}

void TestValues::duration_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("value");

    QTest::newRow("seconds by default") << "5" << qint64(5000);
    QTest::newRow("s") << "10 s" << qint64(10'000);
    QTest::newRow("ms") << "250ms" << qint64(250);
    QTest::newRow("min") << "2 min" << qint64(120'000);
    QTest::newRow("h") << "1h" << qint64(3'600'000);
    QTest::newRow("d") << "1d" << qint64(86'400'000);
    QTest::newRow("fraction") << "1.25s" << qint64(1250);
    QTest::newRow("small fraction") << "0.001" << qint64(1);
    QTest::newRow("fraction of an hour") << "0.5 h" << qint64(1'800'000);
    QTest::newRow("most") << "2147483647 ms" << qint64(2147483647);
    QTest::newRow("above") << "2147483648 ms" << wrong;
    QTest::newRow("below") << "0" << wrong;
    QTest::newRow("finer than a millisecond") << "1.5 ms" << wrong;
    QTest::newRow("four decimals") << "1.0001" << wrong;
    QTest::newRow("negative") << "-5 s" << wrong;
    QTest::newRow("empty") << "" << wrong;
    QTest::newRow("unit only") << "s" << wrong;
    QTest::newRow("no digit before the point") << ".5" << wrong;
    QTest::newRow("no digit behind the point") << "5." << wrong;
    QTest::newRow("two points") << "1.2.3" << wrong;
    QTest::newRow("unknown unit") << "5 weeks" << wrong;
    QTest::newRow("off") << "off" << wrong;
    QTest::newRow("product over 64 bits") << "213503982335 d" << wrong;
    QTest::newRow("too many digits") << "18446744073709551617" << wrong;
}

void TestValues::duration()
{
    QFETCH(QString, text);
    QTEST(plain(parseDuration(text, 1ms)), "value");
}

void TestValues::flag_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("value");

    for (const auto *yes : {"true", "yes", "on", "1", "TRUE", " yes "})
        QTest::addRow("\"%s\"", yes) << yes << qint64(1);
    for (const auto *no : {"false", "no", "off", "0"})
        QTest::addRow("\"%s\"", no) << no << qint64(0);
    for (const auto *neither : {"", "2", "y", "truest"})
        QTest::addRow("\"%s\"", neither) << neither << wrong;
}

void TestValues::flag()
{
    QFETCH(QString, text);
    QTEST(plain(parseFlag(text)), "value");
}

void TestValues::choice()
{
    const auto parse = [](QStringView text) {
        return parseChoice<int>(text, {{"one"_L1, 1}, {"two"_L1, 2}});
    };
    QCOMPARE(plain(parse(u"two")), 2);
    QCOMPARE(plain(parse(u" ONE ")), 1);
    QCOMPARE(plain(parse(u"on")), wrong);
    QCOMPARE(parse(u"three").error().text, u"\"three\" is none of one, two"_s);
}

void TestValues::list_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("values");

    QTest::newRow("nothing") << "" << "";
    QTest::newRow("nothing between") << " ,, \n" << "";
    QTest::newRow("one") << "on" << "1";
    QTest::newRow("spaces") << " on  off\ton" << "1 0 1";
    QTest::newRow("commas") << "on,off, on," << "1 0 1";
    QTest::newRow("wrong one") << "on maybe" << "\"maybe\" is neither true nor false";
}

void TestValues::list()
{
    QFETCH(QString, text);
    const auto values = parseList(QStringView(text), parseFlag);
    QString seen;
    for (const bool value : values ? *values : std::vector<bool>())
        seen += value ? u"1 "_s : u"0 "_s;
    QTEST(values ? seen.trimmed() : values.error().text, "values");
}

void TestValues::textMustNotBeEmpty()
{
    QVERIFY(!parseText(u""));
    QCOMPARE(*parseText(u" "), u" "_s);
}

void TestValues::errorQuotesInOneLine()
{
    const auto error = parseCount(u"1\n2"_s + QString(500, u'x'), 0, 9).error().text;
    QVERIFY(error.startsWith(u"\"1\\n2xxx"_s));
    QVERIFY(!error.contains(u'\n'));
    QVERIFY(error.size() < 120);
}

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
