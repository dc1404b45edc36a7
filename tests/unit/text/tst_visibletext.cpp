// SPDX-License-Identifier: MIT
#include "core/text/visibletext.h"

#include "core/text/escape.h"
#include "tests/support/bytesof.h"

#include <QByteArrayView>
#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestVisibleText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void characters_data();
    void characters();
    void everyCharacterIsReadBack();
    void whatIsValidIsWhatQtTakes();
    void visibility_data();
    void visibility();
    void everyWayOfShowingHasTheSameRule();
    void previews_data();
    void previews();
    void previewIsBounded();
};

namespace {

QByteArray utf8Of(char32_t character)
{
    const auto units = QChar::fromUcs4(character); // QString::fromUcs4() drops a byte order mark
    return QStringView(units).toUtf8();
}

constexpr char32_t lastCharacter = 0x10ffff;

bool isSurrogate(char32_t character)
{
    return character >= 0xd800 && character <= 0xdfff;
}

} // namespace

void TestVisibleText::characters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<char32_t>("value");
    QTest::addColumn<std::size_t>("length");
    QTest::addColumn<bool>("isValid");

    const auto valid = [](const char *name, const char *text, char32_t value, std::size_t length) {
        QTest::newRow(name) << QByteArray(text) << value << length << true;
    };
    valid("ASCII", "ab", U'a', 1);
    valid("two bytes", "\xc3\xbc", U'\u00fc', 2);
    valid("three bytes", "\xe2\x80\xae", U'\u202e', 3);
    valid("four bytes", "\xf0\x9f\x94\x92", U'\U0001f512', 4);
    valid("the last", "\xf4\x8f\xbf\xbf", U'\U0010ffff', 4);
    valid("the replacement character", "\xef\xbf\xbd", U'\ufffd', 3);
    for (const auto *text : {"\x80", "\xbf", "\xc3", "\xc3\x28", "\xe2\x80", "\xf0\x9f\x94",
             "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xf0\x80\x80\x80",
             "\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"})
        QTest::addRow("%s", QByteArray(text).toHex().constData())
            << QByteArray(text) << U'\ufffd' << std::size_t(1) << false;
}

void TestVisibleText::characters()
{
    QFETCH(QByteArray, text);
    const auto first = firstUtf8Character(bytesOf(text));
    QTEST(first.value, "value");
    QTEST(first.length, "length");
    QTEST(first.isValid, "isValid");
}

void TestVisibleText::everyCharacterIsReadBack()
{
    for (char32_t character = 0; character <= lastCharacter; ++character) {
        if (isSurrogate(character))
            continue;
        const auto text = utf8Of(character) + "x";
        const auto first = firstUtf8Character(bytesOf(text));
        if (!first.isValid || first.value != character
            || first.length + 1 != std::size_t(text.size()))
            QFAIL(qPrintable(QString::number(character, 16)));
    }
}

void TestVisibleText::whatIsValidIsWhatQtTakes()
{
    // Bytes at the borders of the table of RFC 3629, 4, so that many texts are nearly right.
    constexpr std::array<unsigned char, 17> interesting{0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0,
        0xbf, 0xc1, 0xc2, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf4, 0xf5};
    QRandomGenerator random(1);
    for (int round = 0; round < 200'000; ++round) {
        QByteArray text;
        const auto size = random.bounded(1, 7);
        while (text.size() < size)
            text += static_cast<char>(interesting.at(random.bounded(quint32(interesting.size()))));
        bool isValid = true;
        for (auto rest = bytesOf(text); !rest.empty() && isValid;) {
            const auto next = firstUtf8Character(rest);
            isValid = next.isValid;
            rest = rest.subspan(next.length);
        }
        if (isValid != QByteArrayView(text).isValidUtf8())
            QFAIL(text.toHex().constData());
    }
}

void TestVisibleText::visibility_data()
{
    QTest::addColumn<char32_t>("character");
    QTest::addColumn<QString>("shown"); // empty: itself

    const auto row = [](const char *name, char32_t character, const QString &shown = {}) {
        QTest::newRow(name) << character << shown;
    };
    row("letter", U'a');
    row("space", U' ');
    row("no-break space", U'\u00a0');
    row("combining mark", U'\u0301');
    row("emoji", U'\U0001f512');
    row("replacement", U'\ufffd');
    row("zero", U'\0', u"\u2400"_s);
    row("newline", U'\n', u"\u240a"_s);
    row("escape", U'\x1b', u"\u241b"_s);
    row("delete", U'\x7f', u"\u2421"_s);
    row("C1", U'\u009b', u"<U+009B>"_s);
    row("soft hyphen", U'\u00ad', u"<U+00AD>"_s);
    row("override", U'\u202e', u"<U+202E>"_s);
    row("isolate", U'\u2066', u"<U+2066>"_s);
    row("zero width space", U'\u200b', u"<U+200B>"_s);
    row("byte order mark", U'\ufeff', u"<U+FEFF>"_s);
    row("line separator", U'\u2028', u"<U+2028>"_s);
    row("grapheme joiner", U'\u034f', u"<U+034F>"_s);
    row("Hangul filler", U'\u3164', u"<U+3164>"_s);
    row("Khmer vowel", U'\u17b4', u"<U+17B4>"_s);
    row("Mongolian selector", U'\u180b', u"<U+180B>"_s);
    row("variation selector", U'\ufe0f', u"<U+FE0F>"_s);
    row("tag", U'\U000e0041', u"<U+E0041>"_s);
    row("private", U'\ue000', u"<U+E000>"_s);
    row("unassigned", U'\U0010ffff', u"<U+10FFFF>"_s);
}

void TestVisibleText::visibility()
{
    QFETCH(char32_t, character);
    QFETCH(QString, shown);
    QCOMPARE(isVisible(character), shown.isEmpty());
    const auto itself = QString::fromUcs4(&character, 1);
    QCOMPARE(visibleCharacter(character), shown.isEmpty() ? itself : shown);
}

// A log, JSON and a list, for each character there is.
void TestVisibleText::everyWayOfShowingHasTheSameRule()
{
    for (char32_t character = 0x20; character <= lastCharacter; ++character) {
        if (isSurrogate(character) || character == U'"' || character == U'\\')
            continue;
        const auto utf8 = utf8Of(character);
        const auto text = utf8.toStdString();
        const auto isSame = printable(std::string_view(text)) == text;
        if (isSame != isVisible(character) || isSame != (escaped(text) == text)
            || isSame != (jsonString(text) == '"' + text + '"')
            || isSame != (previewText(bytesOf(utf8), 100).toUtf8() == utf8))
            QFAIL(qPrintable(QString::number(character, 16)));
    }
}

void TestVisibleText::previews_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("expected");
    using namespace std::string_view_literals;
    const auto row = [](const char *name, std::string_view content, const QString &expected) {
        QTest::newRow(name) << QByteArray(content.data(), static_cast<qsizetype>(content.size()))
                            << expected;
    };
    row("empty", ""sv, {});
    row("plain", "Hello"sv, u"Hello"_s);
    row("markup stays text", "<b>x</b>"sv, u"<b>x</b>"_s);
    row("controls", "a\tb\r\n\0\x1b\x7f"sv, u"a\u2409b\u240d\u240a\u2400\u241b\u2421"_s);
    row("C1 control", "\xc2\x9b"sv, u"<U+009B>"_s);
    row("umlaut", "gr\xc3\xbc\xc3\x9f"sv, u"gr\u00fc\u00df"_s);
    row("not UTF-8", "a\xff\x62"sv, u"a\ufffdb"_s);
    row("cut sequence", "a\xc3"sv, u"a\ufffd"_s);
    row("right to left override", "\xe2\x80\xaegpj"sv, u"<U+202E>gpj"_s);
    row("zero width space", "a\xe2\x80\x8b\x62"sv, u"a<U+200B>b"_s);
    row("byte order mark", "\xef\xbb\xbfx"sv, u"<U+FEFF>x"_s);
    row("line separator", "\xe2\x80\xa8"sv, u"<U+2028>"_s);
    row("tag character", "\xf3\xa0\x81\x81"sv, u"<U+E0041>"_s);
    row("Hangul filler", "\xe3\x85\xa4"sv, u"<U+3164>"_s);
    row("beyond the BMP", "\xf0\x9f\x94\x92"sv, u"\U0001f512"_s);
}

void TestVisibleText::previews()
{
    QFETCH(QByteArray, content);
    QTEST(previewText(bytesOf(content), 100), "expected");
}

void TestVisibleText::previewIsBounded()
{
    QCOMPARE(previewText(bytesOf("12345"), 5), u"12345"_s);
    QCOMPARE(previewText(bytesOf("123456"), 5), u"12345\u2026"_s);
    QCOMPARE(previewText(bytesOf("1\xe2\x80\xae"), 5), u"1\u2026"_s); // no half of <U+202E>
    QCOMPARE(previewText(bytesOf("\xf0\x9f\x94\x92\xf0\x9f\x94\x92"), 1), u"\U0001f512\u2026"_s);
    const std::string longText(1'000'000, '\xff');
    QCOMPARE(previewText(bytesOf(longText), 256).size(), 257);
}

QTEST_GUILESS_MAIN(TestVisibleText)
#include "tst_visibletext.moc"
