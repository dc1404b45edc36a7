// SPDX-License-Identifier: MIT
#include "tests/support/rows/content.h"
#include "widgets/message/contentanalysis.h"
#include "widgets/message/textdecoder.h"

#include "core/text/visibletext.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestTextDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesBecomeText_data();
    void bytesBecomeText();
    void utf8AgreesWithQt();
    void longLinesAreBroken();
    void offsetsLeadBothWays();
    void pagesCoverAllBytes_data();
    void pagesCoverAllBytes();
    void contentIsRecognized_data();
    void contentIsRecognized();
    void stopIsNoticed();
};

void TestTextDecoder::bytesBecomeText_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");

    using enum TextEncoding;
    const auto row = [](const char *name, TextEncoding encoding, const QByteArray &bytes,
                         const QString &text) { QTest::newRow(name) << encoding << bytes << text; };
    row("nothing", Utf8, "", u""_s);
    row("ASCII", Utf8, "Hello", u"Hello"_s);
    row("two, three and four bytes", Utf8, "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", u"ä€😀"_s);
    row("control characters", Utf8, QByteArray("\0\x1b[\x7f\r\t", 6), u"␀␛[␡␍␉"_s);
    row("newline", Utf8, "a\nb", u"a\nb"_s);
    row("right-to-left override", Utf8, "\xe2\x80\xae", u"<U+202E>"_s);
    row("isolate", Utf8, "\xe2\x81\xa6", u"<U+2066>"_s);
    row("zero width space", Utf8, "\xe2\x80\x8b", u"<U+200B>"_s);
    row("line separator", Utf8, "\xe2\x80\xa8", u"<U+2028>"_s);
    row("tag character", Utf8, "\xf3\xa0\x81\x81", u"<U+E0041>"_s);
    row("C1 control", Utf8, "\xc2\x9b", u"<U+009B>"_s);
    row("lone byte", Utf8, "a\xff", u"a\ufffd"_s);
    row("lone continuation", Utf8, "\x80", u"\ufffd"_s);
    row("cut short", Utf8, "\xc3", u"\ufffd"_s);
    row("overlong", Utf8, "\xc0\xaf", u"\ufffd\ufffd"_s);
    row("overlong in three", Utf8, "\xe0\x80\xaf", u"\ufffd\ufffd\ufffd"_s);
    row("surrogate in UTF-8", Utf8, "\xed\xa0\x80", u"\ufffd\ufffd\ufffd"_s);
    row("beyond Unicode", Utf8, "\xf4\x90\x80\x80", u"\ufffd\ufffd\ufffd\ufffd"_s);
    row("Latin-1", Latin1, "gr\xfc\xdf", u"grüß"_s);
    row("Latin-1 control", Latin1, "\x85", u"<U+0085>"_s);
    row("UTF-16 little", Utf16Le, QByteArray("\xac\x20\x3d\xd8\x00\xde", 6), u"€😀"_s);
    row("UTF-16 big", Utf16Be, QByteArray("\x20\xac\xd8\x3d\xde\x00", 6), u"€😀"_s);
    row("UTF-16 high surrogate alone", Utf16Be, QByteArray("\xd8\x3d\x00\x41", 4), u"\ufffdA"_s);
    row("UTF-16 low surrogate alone", Utf16Be, QByteArray("\xde\x00\x00\x41", 4), u"\ufffdA"_s);
    row("UTF-16 with half a unit", Utf16Be, QByteArray("\x00\x41\x00", 3), u"A\ufffd"_s);
}

void TestTextDecoder::bytesBecomeText()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, bytes);
    const Content content(bytes);
    QTEST(decodePage(content.bytes(), encoding, 0).text, "text");
}

// Every code point that there is, against Qt's decoder.
void TestTextDecoder::utf8AgreesWithQt()
{
    for (char32_t character = 0x80; character <= 0x10ffff; character += 7) {
        if (character >= 0xd800 && character <= 0xdfff)
            continue;
        const Content content(QString::fromUcs4(&character, 1).toUtf8());
        const auto page = decodePage(content.bytes(), TextEncoding::Utf8, 0);
        QCOMPARE(page.text, visibleCharacter(character));
        QCOMPARE(page.offsets.back(), content.bytes().size());
        QVERIFY(isReadableUtf8(content.bytes()));
    }
}

void TestTextDecoder::longLinesAreBroken()
{
    const Content content(QByteArray(3 * textLineUnits - 5, 'x'));
    const auto page = decodePage(content.bytes(), TextEncoding::Utf8, 0);
    const auto lines = page.text.split(u'\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.at(0).size(), textLineUnits);
    QCOMPARE(lines.at(2).size(), textLineUnits - 5);
}

void TestTextDecoder::offsetsLeadBothWays()
{
    const Content content(QByteArray("a\xe2\x80\xae\xc3\xa4z"));
    const auto page = decodePage(content.bytes(), TextEncoding::Utf8, 0);
    QCOMPARE(page.text, u"a<U+202E>äz"_s);
    QCOMPARE(page.positionOf(0), 0);
    QCOMPARE(page.positionOf(1), 1);
    QCOMPARE(page.positionOf(2), 1); // within the override
    QCOMPARE(page.positionOf(4), 9);
    QCOMPARE(page.positionOf(6), 10);
    QCOMPARE(page.positionOf(7), 11);
    QCOMPARE(page.offsets[5], 1U);
    QCOMPARE(page.offsets[9], 4U);
}

void TestTextDecoder::pagesCoverAllBytes_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    const auto size = qsizetype(textPageBytes);
    QTest::newRow("nothing") << TextEncoding::Utf8 << QByteArray();
    QTest::newRow("one page") << TextEncoding::Utf8 << QByteArray(size, 'x');
    QTest::newRow("one byte more") << TextEncoding::Utf8 << QByteArray(size + 1, 'x');
    QTest::newRow("three bytes each")
        << TextEncoding::Utf8 << QByteArray("\xe2\x82\xac").repeated(size);
    QTest::newRow("continuations only") << TextEncoding::Utf8 << QByteArray(2 * size + 3, '\x80');
    QTest::newRow("pairs of surrogates")
        << TextEncoding::Utf16Be
        << QByteArray("\x00\x41", 2) + QByteArray("\xd8\x3d\xde\x00", 4).repeated(size);
    QTest::newRow("half a unit") << TextEncoding::Utf16Le << QByteArray(size + 1, 'x');
}

void TestTextDecoder::pagesCoverAllBytes()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, bytes);
    const Content content(bytes);
    const auto size = content.bytes().size();
    QCOMPARE(pageBegin(content.bytes(), encoding, 0), 0U);
    QCOMPARE(pageBegin(content.bytes(), encoding, pageCount(size)), size);
    const bool isValid = encoding == TextEncoding::Utf16Be
        || (encoding == TextEncoding::Utf8 && isReadableUtf8(content.bytes()));
    for (std::size_t index = 0; index < pageCount(size); ++index) {
        const auto page = decodePage(content.bytes(), encoding, index);
        QCOMPARE(page.offsets.front(), pageBegin(content.bytes(), encoding, index));
        QCOMPARE(page.offsets.back(), pageBegin(content.bytes(), encoding, index + 1));
        QCOMPARE(page.offsets.size(), static_cast<std::size_t>(page.text.size()) + 1);
        QVERIFY(!isValid || !page.text.contains(QChar::ReplacementCharacter));
    }
}

void TestTextDecoder::contentIsRecognized_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ContentAnalysis::Kind>("kind");
    using enum ContentAnalysis::Kind;
    QTest::newRow("nothing") << QByteArray() << Text;
    QTest::newRow("text") << QByteArray("gr\xc3\xbc\xc3\x9f\r\n\tx") << Text;
    QTest::newRow("zero") << QByteArray("a\0b", 3) << Hex;
    QTest::newRow("escape") << QByteArray("\x1b[2J") << Hex;
    QTest::newRow("Latin-1") << QByteArray("gr\xfc\xdf") << Hex;
    QTest::newRow("cut short") << QByteArray("abc\xe2\x82") << Hex;
    QTest::newRow("replacement character itself") << QByteArray("\xef\xbf\xbd") << Text;
    QTest::newRow("object") << QByteArray(" {\"a\": [1]}\n") << Json;
    QTest::newRow("array") << QByteArray("[]") << Json;
    QTest::newRow("string alone") << QByteArray("\"a\"") << Text;
    QTest::newRow("broken object") << QByteArray("{\"a\": }") << Text;
    QTest::newRow("UTF-16") << QByteArray("\xfe\xff\x00\x41", 4) << Text;
}

void TestTextDecoder::contentIsRecognized()
{
    QFETCH(QByteArray, bytes);
    const Content content(bytes);
    const auto analysis = analyse(content.bytes());
    QTEST(analysis.kind, "kind");
    QCOMPARE(analysis.json.has_value(), analysis.kind == ContentAnalysis::Kind::Json);
}

void TestTextDecoder::stopIsNoticed()
{
    const Content content(QByteArray(1024 * 1024, 'x'));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(isReadableUtf8(content.bytes()));
    QVERIFY(!isReadableUtf8(content.bytes(), stop.get_token()));
}

QTEST_APPLESS_MAIN(TestTextDecoder)
#include "tst_textdecoder.moc"
