// SPDX-License-Identifier: MIT
#include "core/text/escape.h"

#include <QJsonDocument>
#include <QTest>

using namespace sealcord;

class TestEscape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textOfStrangers_data();
    void textOfStrangers();
    void everyByteIsHarmless();
    void jsonIsReadBack();
    void jsonReplacesInvalidBytes();
};

void TestEscape::textOfStrangers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("printable");
    QTest::addColumn<QByteArray>("escaped");

    const auto row = [](const char *name, const QByteArray &text, const QByteArray &result) {
        QTest::newRow(name) << text << result << result;
    };
    row("plain", "Hello, world", "Hello, world");
    row("UTF-8", "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80",
        "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80");
    row("line ends", "a\r\nb\tc", "a\\r\\nb\\tc");
    row("terminal's escape", "\x1b[2J", "\\x1b[2J");
    row("zero and delete", QByteArray("\0\x7f", 2), "\\x00\\x7f");
    row("C1 control",
        "\xc2\x9b"
        "31m",
        "\\u{009b}31m");
    row("bidirectional override",
        "a\xe2\x80\xae"
        "b",
        "a\\u{202e}b");
    row("bidirectional isolate", "\xe2\x81\xa6", "\\u{2066}");
    row("zero width space", "\xe2\x80\x8b", "\\u{200b}");
    row("byte order mark", "\xef\xbb\xbf", "\\u{feff}");
    row("line separator", "\xe2\x80\xa8", "\\u{2028}");
    row("tag character", "\xf3\xa0\x81\x81", "\\u{0e0041}");
    row("private use", "\xee\x80\x80", "\\u{e000}");
    row("not assigned", "\xf0\xaf\xbf\xbf", "\\u{02ffff}");
    row("lone byte", "\xff", "\\xff");
    row("lone continuation", "\x80", "\\x80");
    row("cut short", "a\xe2\x82", "a\\xe2\\x82");
    row("broken sequence", "\xe2\x28\xa1", "\\xe2(\\xa1");
    row("overlong slash", "\xc0\xaf", "\\xc0\\xaf");
    row("overlong in three", "\xe0\x80\xaf", "\\xe0\\x80\\xaf");
    row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
    row("beyond Unicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
    QTest::newRow("backslash and quote")
        << QByteArray("\\n\"") << QByteArray("\\n\"") << QByteArray("\\\\n\\\"");
}

void TestEscape::textOfStrangers()
{
    QFETCH(QByteArray, text);
    QTEST(QByteArray::fromStdString(printable(text.toStdString())), "printable");
    QTEST(QByteArray::fromStdString(escaped(text.toStdString())), "escaped");
}

void TestEscape::everyByteIsHarmless()
{
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text(1, char(byte));
        for (const auto &result : {printable(text), escaped(text)}) {
            for (const char c : result)
                QVERIFY2(c >= 0x20 && c < 0x7f, qPrintable(QString::number(byte)));
        }
    }
}

void TestEscape::jsonIsReadBack()
{
    for (char32_t codePoint = 0; codePoint < 0x20000; ++codePoint) {
        if (QChar::isSurrogate(codePoint))
            continue;
        const auto text = QString::fromUcs4(&codePoint, 1);
        const auto json = jsonString(text.toStdString());
        const auto document = QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]");
        QVERIFY2(document[0].toString() == text, json.c_str());
        for (const char c : json)
            QVERIFY(static_cast<unsigned char>(c) >= 0x20);
    }
    QCOMPARE(jsonString("\xe2\x80\xae\xf3\xa0\x81\x81"), std::string("\"\\u202e\\udb40\\udc41\""));
}

void TestEscape::jsonReplacesInvalidBytes()
{
    QCOMPARE(jsonString("a\xff\xed\xa0\x80"), std::string("\"a\\ufffd\\ufffd\\ufffd\\ufffd\""));
}

QTEST_GUILESS_MAIN(TestEscape)
#include "tst_escape.moc"
