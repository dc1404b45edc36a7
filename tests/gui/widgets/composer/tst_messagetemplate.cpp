// SPDX-License-Identifier: MIT
#include "widgets/composer/messagetemplate.h"

#include "widgets/composer/writtenmessage.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

using Form = MessageTemplate::Form;

class TestMessageTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsBytes_data();
    void textIsBytes();
    void hexIsBytes_data();
    void hexIsBytes();
    void placesAreFilledIn_data();
    void placesAreFilledIn();
    void lengthCountsItself_data();
    void lengthCountsItself();
    void randomIsRandom();
    void errorIsWhereItIs_data();
    void errorIsWhereItIs();
    void messageIsWrittenBack_data();
    void messageIsWrittenBack();
    void everyByteSurvivesBothForms();
    void controlsBecomeEscapes();
};

namespace {

const MessageTemplate::Clock::time_point moment{std::chrono::milliseconds(1'795'511'775'120)};

QByteArray made(const QString &text, Form form, quint64 counter = 1)
{
    QRandomGenerator random(1);
    const auto message = MessageTemplate::parse(text, form);
    if (!message)
        return "unparsed: " + message.error().text.toUtf8();
    const QByteArray bytes = message->make(counter, moment, random);
    return bytes.size() == message->length(counter, moment) ? bytes : "not as long as announced"_ba;
}

} // namespace

void TestMessageTemplate::textIsBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("nothing") << u""_s << ""_ba;
    QTest::newRow("plain") << u"Hello from client!"_s << "Hello from client!"_ba;
    QTest::newRow("UTF-8") << u"Grüße €"_s
                           << "Gr\xc3\xbc\xc3\x9f"
                              "e \xe2\x82\xac"_ba;
    QTest::newRow("pair") << u"\U0001F600"_s << "\xf0\x9f\x98\x80"_ba;
    QTest::newRow("line end") << u"a\\r\\nb\\tc"_s << "a\r\nb\tc"_ba;
    QTest::newRow("zero") << u"a\\0b"_s << QByteArray("a\0b", 3);
    QTest::newRow("backslash") << u"C:\\\\new"_s << "C:\\new"_ba;
    QTest::newRow("byte") << u"\\x41\\xfF1"_s
                          << "A\xff"
                             "1"_ba;
    QTest::newRow("character") << u"\\u{20ac}\\u{41}\\u{1F600}"_s
                               << "\xe2\x82\xac"
                                  "A\xf0\x9f\x98\x80"_ba;
    QTest::newRow("single braces") << u"{\"a\":{\"b\":1}}"_s << "{\"a\":{\"b\":1}}"_ba;
    QTest::newRow("escaped braces") << u"\\{{counter}}"_s << "{{counter}}"_ba;
    QTest::newRow("brace before a place") << u"\\{{{counter}}"_s << "{1"_ba;
    QTest::newRow("closing braces") << u"a}}"_s << "a}}"_ba;
    QTest::newRow("space stays") << u" a "_s << " a "_ba;
}

void TestMessageTemplate::textIsBytes()
{
    QFETCH(QString, text);
    QTEST(made(text, Form::Text), "bytes");
}

void TestMessageTemplate::hexIsBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("nothing") << u" \n"_s << ""_ba;
    QTest::newRow("together") << u"48656c6C6F"_s << "Hello"_ba;
    QTest::newRow("spaces") << u" 48  65 6c "_s << "Hel"_ba;
    QTest::newRow("line ends and tabs") << u"48\n65\r\n6c\t6c"_s << "Hell"_ba;
    QTest::newRow("0x before each") << u"0x48 0X65"_s << "He"_ba;
    QTest::newRow("0x before all") << u"0x4865"_s << "He"_ba;
    QTest::newRow("as in C") << u"0x48, 0x65,\n0x6c"_s << "Hel"_ba;
    QTest::newRow("0x without space") << u"0x480x65"_s << "He"_ba;
    QTest::newRow("colons") << u"48:65:6c"_s << "Hel"_ba;
    QTest::newRow("hyphens") << u"48-65-6c"_s << "Hel"_ba;
    QTest::newRow("escapes") << u"\\x48\\x65\\x6C"_s << "Hel"_ba;
    QTest::newRow("string in C") << u"\"\\x48\\x65\""_s << "He"_ba;
    QTest::newRow("one digit behind 0x") << u"0x4, 0x0"_s << QByteArray("\4\0", 2);
    QTest::newRow("braces") << u" {0x48, 0x65}\n"_s << "He"_ba;
    QTest::newRow("array") << u"unsigned char a[2] = { 0x48, 0x65 };"_s << "He"_ba;
    QTest::newRow("array in C++") << u"std::uint8_t a[] {0x48,0x65};"_s << "He"_ba;
    QTest::newRow("as xxd writes it")
        << u"unsigned char a[] = {\n  0x48, 0x65\n};\nunsigned int a_len = 2;\n"_s << "He"_ba;
    QTest::newRow("place in an array") << u"{ 0x48, {{len}} }"_s << QByteArray("H\0\0\0\5", 5);
    QTest::newRow("zero") << u"00"_s << QByteArray(1, '\0');
}

void TestMessageTemplate::hexIsBytes()
{
    QFETCH(QString, text);
    QTEST(made(text, Form::Hex), "bytes");
}

void TestMessageTemplate::placesAreFilledIn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Form>("form");
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("counter") << u"no {{counter}}."_s << Form::Text << "no 258."_ba;
    QTest::newRow("space inside") << u"{{ counter }}"_s << Form::Text << "258"_ba;
    QTest::newRow("time") << u"{{time}}"_s << Form::Text << "2026-11-24T09:16:15.120Z"_ba;
    QTest::newRow("milliseconds") << u"{{unixms}}"_s << Form::Text << "1795511775120"_ba;
    QTest::newRow("two beside each other")
        << u"{{counter}}{{counter}}"_s << Form::Text << "258258"_ba;
    QTest::newRow("counter in hex")
        << u"ff {{counter}} ff"_s << Form::Hex << QByteArray("\xff\0\0\0\0\0\0\1\2\xff", 10);
    QTest::newRow("milliseconds in hex")
        << u"{{unixms}}"_s << Form::Hex << QByteArray::fromHex("000001a20cd76f90");
    QTest::newRow("time in hex") << u"{{time}}"_s << Form::Hex << "2026-11-24T09:16:15.120Z"_ba;
    QTest::newRow("length in hex") << u"{{len}} 41"_s << Form::Hex << QByteArray("\0\0\0\5A", 5);
}

void TestMessageTemplate::placesAreFilledIn()
{
    QFETCH(QString, text);
    QFETCH(Form, form);
    QTEST(made(text, form, 258), "bytes");
}

void TestMessageTemplate::lengthCountsItself_data()
{
    QTest::addColumn<int>("others");
    QTest::addColumn<int>("places");
    QTest::addColumn<int>("whole");

    QTest::newRow("alone") << 0 << 1 << 1;
    QTest::newRow("last of one digit") << 8 << 1 << 9;
    QTest::newRow("its own digit makes ten") << 9 << 1 << 11;
    QTest::newRow("last of two digits") << 97 << 1 << 99;
    QTest::newRow("its own digits make a hundred") << 98 << 1 << 101;
    QTest::newRow("twice") << 8 << 2 << 12;
    QTest::newRow("many") << 0 << 50 << 150;
}

void TestMessageTemplate::lengthCountsItself()
{
    QFETCH(int, others);
    QFETCH(int, places);
    QFETCH(int, whole);
    const QByteArray message =
        made(QString(others, u'a') + u"{{len}}"_s.repeated(places), Form::Text);
    QCOMPARE(message.size(), whole);
    QCOMPARE(message, QByteArray(others, 'a') + QByteArray::number(whole).repeated(places));
}

void TestMessageTemplate::randomIsRandom()
{
    QVERIFY(QRegularExpression(u"^<[0-9a-f]{32}>$"_s)
            .match(QString::fromLatin1(made(u"<{{random 16}}>"_s, Form::Text)))
            .hasMatch());
    QCOMPARE(made(u"{{random 5}}"_s, Form::Hex).size(), 5);
    QCOMPARE(made(u"{{random  5}}"_s, Form::Hex).toHex(), made(u"{{random 5}}"_s, Form::Text));

    QRandomGenerator random(1);
    const auto message = MessageTemplate::parse(u"{{random 16}}", Form::Hex);
    QVERIFY(message);
    QVERIFY(message->make(1, moment, random) != message->make(2, moment, random));
}

void TestMessageTemplate::errorIsWhereItIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Form>("form");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("length");

    QTest::newRow("backslash at the end") << u"abc\\"_s << Form::Text << 3 << 1;
    QTest::newRow("unknown escape") << u"ab\\q c"_s << Form::Text << 2 << 2;
    QTest::newRow("unknown escape, pair") << u"\\\U0001F600"_s << Form::Text << 0 << 3;
    QTest::newRow("x without digits") << u"a\\xg0"_s << Form::Text << 1 << 2;
    QTest::newRow("x with one digit") << u"a\\x0"_s << Form::Text << 1 << 3;
    QTest::newRow("u without brace") << u"\\u20ac"_s << Form::Text << 0 << 2;
    QTest::newRow("u without digits") << u"\\u{}"_s << Form::Text << 0 << 4;
    QTest::newRow("u not closed") << u"\\u{20ac"_s << Form::Text << 0 << 7;
    QTest::newRow("u with seven digits") << u"\\u{0000041}"_s << Form::Text << 0 << 11;
    QTest::newRow("u beyond Unicode") << u"a\\u{110000}"_s << Form::Text << 1 << 10;
    QTest::newRow("u a surrogate") << u"\\u{d800}"_s << Form::Text << 0 << 8;
    QTest::newRow("half a character") << QString(u"ab"_s + QChar(0xd83d)) << Form::Text << 2 << 1;
    QTest::newRow("unknown place") << u"a {{count}} b"_s << Form::Text << 2 << 9;
    QTest::newRow("empty place") << u"{{}}"_s << Form::Text << 0 << 4;
    QTest::newRow("place not closed") << u"a {{counter} b"_s << Form::Text << 2 << 12;
    QTest::newRow("random without N") << u"{{random}}"_s << Form::Text << 0 << 10;
    QTest::newRow("random 0") << u"{{random 0}}"_s << Form::Text << 0 << 12;
    QTest::newRow("random -1") << u"{{random -1}}"_s << Form::Text << 0 << 13;
    QTest::newRow("random too many") << u"{{random 16777217}}"_s << Form::Text << 0 << 19;
    QTest::newRow("random beyond numbers")
        << u"{{random 99999999999999999999}}"_s << Form::Text << 0 << 31;
    QTest::newRow("random of other digits") << u"{{random ٣}}"_s << Form::Text << 0 << 12;
    QTest::newRow("no digit") << u"48 6g"_s << Form::Hex << 3 << 1;
    QTest::newRow("not a digit at all") << u"48 z"_s << Form::Hex << 3 << 1;
    QTest::newRow("single digit") << u"48 6"_s << Form::Hex << 3 << 1;
    QTest::newRow("odd digits") << u"486 56c"_s << Form::Hex << 2 << 1;
    QTest::newRow("0x alone") << u"48 0x"_s << Form::Hex << 3 << 2;
    QTest::newRow("0x and no digit") << u"0xyz"_s << Form::Hex << 0 << 2;
    QTest::newRow("x alone in hex") << u"48 \\x"_s << Form::Hex << 3 << 2;
    QTest::newRow("wrong in an array") << u"a[] = { 0x48, 0xg5 };"_s << Form::Hex << 14 << 2;
    QTest::newRow("array not closed") << u"a[] = { 48"_s << Form::Hex << 0 << 1;
    QTest::newRow("behind an array") << u"{ 48 } x"_s << Form::Hex << 0 << 1;
    QTest::newRow("single brace in hex") << u"48 {x"_s << Form::Hex << 3 << 1;
    QTest::newRow("unknown place in hex") << u"48 {{x}}"_s << Form::Hex << 3 << 5;
    QTest::newRow("escape in hex") << u"\\n"_s << Form::Hex << 0 << 1;
}

void TestMessageTemplate::errorIsWhereItIs()
{
    QFETCH(QString, text);
    QFETCH(Form, form);
    const auto message = MessageTemplate::parse(text, form);
    QVERIFY(!message);
    QTEST(static_cast<int>(message.error().offset), "offset");
    QTEST(static_cast<int>(message.error().length), "length");
    QVERIFY(message.error().text.endsWith(u'.'));
    QVERIFY(message.error().offset + message.error().length <= text.size());
}

void TestMessageTemplate::messageIsWrittenBack_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("text"); // null where it is none

    QTest::newRow("plain") << "Hello"_ba << u"Hello"_s;
    QTest::newRow("line ends") << "a\r\n\tb"_ba << u"a\\r\\n\\tb"_s;
    QTest::newRow("backslash") << "C:\\n"_ba << u"C:\\\\n"_s;
    QTest::newRow("braces") << "{{{a}}"_ba << u"\\{\\{{a}}"_s;
    QTest::newRow("UTF-8") << "\xe2\x82\xac"_ba << u"€"_s;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf"
                                        "a"_ba
                                     << u"\\u{feff}a"_s;
    QTest::newRow("right-to-left override") << "\xe2\x80\xae"
                                               "a"_ba
                                            << u"\\u{202e}a"_s;
    QTest::newRow("not UTF-8") << "a\xff"_ba << QString();
    QTest::newRow("cut UTF-8") << "a\xe2\x82"_ba << QString();
    QTest::newRow("zero") << QByteArray("a\0", 2) << QString();
    QTest::newRow("escape sequence") << "\x1b[2J"_ba << QString();
    QTest::newRow("control of Latin-1") << "\xc2\x9b"_ba << QString();
}

void TestMessageTemplate::messageIsWrittenBack()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, text);
    const auto written = messageAsText(message);
    QCOMPARE(written.value_or(QString()), text);
    QCOMPARE(written.has_value(), !text.isNull());
    if (written)
        QCOMPARE(made(*written, Form::Text), message);
}

void TestMessageTemplate::everyByteSurvivesBothForms()
{
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all += static_cast<char>(byte);
    QCOMPARE(made(messageAsHex(all), Form::Hex), all);
    for (char32_t code = 0; code <= 0xffff; ++code) {
        if (QChar::isSurrogate(code))
            continue;
        const auto character = QChar::fromUcs4(code);
        const QByteArray message = QStringView(character).toUtf8();
        if (const auto text = messageAsText(message))
            QCOMPARE(made(*text, Form::Text), message);
    }
}

void TestMessageTemplate::controlsBecomeEscapes()
{
    QCOMPARE(spacedControls(u"48\r\n65\t6c\u2028"), u"48  65 6c "_s);
    QCOMPARE(escapedControls(u"a\nb\r\tc\u2028\x01\x7f\\n"), u"a\\nb\\r\\tc\\n\\x01\\x7f\\n"_s);
}

QTEST_GUILESS_MAIN(TestMessageTemplate)
#include "tst_messagetemplate.moc"
