// SPDX-License-Identifier: MIT
#include "core/compare/bytedifferences.h"
#include "core/compare/comparedrows.h"
#include "tests/support/bytesof.h"

#include <QByteArray>
#include <QStringList>
#include <QTest>

#include <random>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

using Form = ComparedRows::Form;

namespace {

/// Two messages and their rows.
struct Compared {
    Compared(const QByteArray &one, const QByteArray &two, Form form, std::size_t width)
        : first(one)
        , second(two)
        , differences(byteDifferences(bytesOf(first), bytesOf(second),
              form == Form::Text ? ComparedAs::Text : ComparedAs::Bytes))
        , rows(bytesOf(first), bytesOf(second), differences.found, form, width)
    { }

    // "ab[c  ]d|ab[xyz]d": what is different in brackets, what is left free as a space.
    [[nodiscard]] QString text(std::size_t row) const
    {
        QString left;
        QString right;
        for (const auto &run : rows.row(row)) {
            auto one = QString::fromUtf8(piece(first, run.first)).replace(u'\n', u'$');
            auto two = QString::fromUtf8(piece(second, run.second)).replace(u'\n', u'$');
            const auto columns = std::max(one.size(), two.size());
            one = one.leftJustified(columns);
            two = two.leftJustified(columns);
            left += run.difference ? u'[' + one + u']' : one;
            right += run.difference ? u'[' + two + u']' : two;
        }
        return left + u'|' + right;
    }
    [[nodiscard]] QStringList texts() const
    {
        QStringList all;
        for (std::size_t row = 0; row < rows.count(); ++row)
            all += text(row);
        return all;
    }
    [[nodiscard]] static QByteArray piece(const QByteArray &bytes, const ByteRange &range)
    {
        return bytes.mid(qsizetype(range.begin), qsizetype(range.length()));
    }

    const QByteArray first;
    const QByteArray second;
    const ByteDifferences differences;
    const ComparedRows rows;
};

} // namespace

class TestComparedRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTheSameStandsInTheSameColumn_data();
    void whatIsTheSameStandsInTheSameColumn();
    void allBytesStandInSomeRow_data();
    void allBytesStandInSomeRow();
    void aDifferenceIsFoundInItsRow();
    void wideAndInvisibleCharactersHaveRoom();
    void noBytesHaveNoRows();
};

void TestComparedRows::whatIsTheSameStandsInTheSameColumn_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<Form>("form");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *first, const char *second, Form form,
                         const QStringList &expected) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(second) << form << expected;
    };
    row("bytes", "0123456789", "01ab23456789", Form::Hex,
        {u"01[  ]2345|01[ab]2345"_s, u"6789|6789"_s});
    row("more bytes than a row", "0z", "0123456789abcdefz", Form::Hex,
        {u"0[       ]|0[1234567]"_s, u"[        ]|[89abcdef]"_s, u"z|z"_s});
    row("a newline in bytes", "a\nb", "a\nc", Form::Hex, {u"a$[b]|a$[c]"_s});
    row("lines", "a\nb\n", "a\nb\n", Form::Text, {u"a$|a$"_s, u"b$|b$"_s});
    row("a long line", "0123456789", "0123456789", Form::Text,
        {u"01234567|01234567"_s, u"89|89"_s});
    row("a word", "a: 1;\n", "a: 1021;\n", Form::Text, {u"a: 1[   ];$|a: 1[021];$"_s});
    row("a line more", "a\nc\n", "a\nb\nc\n", Form::Text, {u"a$|a$"_s, u"[  ]|[b$]"_s, u"c$|c$"_s});
    row("a line less at the end", "a\nb\n", "a\n", Form::Text, {u"a$|a$"_s, u"[b$]|[  ]"_s});
    row("other lines", "a\nb1\nb2\nz\n", "a\nc\nz\n", Form::Text,
        {u"a$|a$"_s, u"[b1$]|[   ]"_s, u"[b2]$|[c ]$"_s, u"z$|z$"_s});
    row("a line in two", "0123 4567\n", "0123\n4567\n", Form::Text,
        {u"0123[ ]|0123[$]"_s, u"[ ]4567$|[ ]4567$"_s});
}

void TestComparedRows::whatIsTheSameStandsInTheSameColumn()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    QFETCH(const Form, form);
    QFETCH(const QStringList, expected);
    QCOMPARE(Compared(first, second, form, 8).texts(), expected);
}

void TestComparedRows::allBytesStandInSomeRow_data()
{
    QTest::addColumn<Form>("form");
    QTest::newRow("text") << Form::Text;
    QTest::newRow("hex") << Form::Hex;
}

void TestComparedRows::allBytesStandInSomeRow()
{
    QFETCH(const Form, form);
    std::mt19937 random(1);
    const auto text = [&random] {
        QByteArray made(qsizetype(random() % 400), Qt::Uninitialized);
        for (auto &byte : made)
            byte = "abc\n"[random() % 4];
        return made;
    };
    for (int round = 0; round < 200; ++round) {
        const Compared compared(text(), text(), form, 1 + random() % 20);
        quint64 first = 0;
        quint64 second = 0;
        for (std::size_t row = 0; row < compared.rows.count(); ++row) {
            const auto runs = compared.rows.row(row);
            QVERIFY(!runs.empty());
            for (const auto &run : runs) {
                QCOMPARE(run.first.begin, std::exchange(first, run.first.end));
                QCOMPARE(run.second.begin, std::exchange(second, run.second.end));
                QVERIFY(run.difference
                    || Compared::piece(compared.first, run.first)
                        == Compared::piece(compared.second, run.second));
            }
        }
        QCOMPARE(first, quint64(compared.first.size()));
        QCOMPARE(second, quint64(compared.second.size()));
    }
}

void TestComparedRows::aDifferenceIsFoundInItsRow()
{
    QByteArray first;
    for (int line = 0; line < 1000; ++line)
        first += "line " + QByteArray::number(line) + '\n';
    auto second = first;
    second.replace("line 77\n", "line 7x7\n").replace("line 500\n", "").append("end");
    for (const auto form : {Form::Text, Form::Hex}) {
        const Compared compared(first, second, form, 16);
        QCOMPARE(compared.differences.found.size(), 3U);
        for (std::size_t difference = 0; difference < 3; ++difference) {
            const auto row = compared.rows.rowOf(difference);
            const auto has = [&](std::size_t at) {
                return std::ranges::any_of(compared.rows.row(at),
                    [&](const ComparedRows::Run &run) { return run.difference == difference; });
            };
            QVERIFY(has(row));
            QVERIFY(!has(row - 1));
        }
    }
}

void TestComparedRows::wideAndInvisibleCharactersHaveRoom()
{
    QCOMPARE(columnsOf(U'a'), 1U);
    QCOMPARE(columnsOf(U'\u4e2d'), 2U);
    QCOMPARE(columnsOf(U'\u202e'), 8U); // <U+202E>
    const auto text = QByteArray("\u202ea\u4e2d\u4e2d\u4e2d\u4e2d");
    QCOMPARE(Compared(text, text, Form::Text, 8).rows.count(), 3U);
    QCOMPARE(Compared(text, text, Form::Text, 1).rows.count(), 6U);
}

void TestComparedRows::noBytesHaveNoRows()
{
    QCOMPARE(Compared({}, {}, Form::Text, 8).rows.count(), 0U);
}

QTEST_APPLESS_MAIN(TestComparedRows)
#include "tst_comparedrows.moc"
