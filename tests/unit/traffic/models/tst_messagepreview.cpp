// SPDX-License-Identifier: MIT
#include "core/traffic/models/messagepreview.h"

#include <QByteArray>
#include <QLocale>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestMessagePreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void textOrBytes_data();
    void textOrBytes();
    void cutThroughACharacterIsNoFault();
    void placesAreThoseOfTheBytes();
};

static MessagePreview previewOf(const QByteArray &content)
{
    return {std::as_bytes(std::span(content)), 256};
}

void TestMessagePreview::textOrBytes_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("expected");
    QTest::newRow("text") << QByteArray("Hello") << u"Hello"_s;
    QTest::newRow("nothing") << QByteArray("") << QString();
    QTest::newRow("text of lines")
        << QByteArray("a\n\n\tb\r\n") << u"a\u240a\u240a\u2409b\u240d\u240a"_s;
    QTest::newRow("other letters") << QByteArray("Gr\xc3\xbc\xc3\x9f"
                                                 "e")
                                   << u"Grüße"_s;
    QTest::newRow("one stray byte") << QByteArray("Hello Gr\xfc\xc3\x9f"
                                                  "e")
                                    << u"Hello Gr\ufffdße"_s;
    QTest::newRow("one byte") << QByteArray("\xff") << u"ff"_s;
    QTest::newRow("a length before a text")
        << QByteArray("\0\0\0\5Hello", 9) << u"00 00 00 05 48 65 6c 6c 6f"_s;
    QTest::newRow("long") << QByteArray(1 << 20, '\xfe')
                          << u"binary, 1 MiB: "_s + u"fe "_s.repeated(32) + u"…"_s;
    QTest::newRow("33 bytes") << QByteArray(33, '\0')
                              << u"binary, 33 B: "_s + u"00 "_s.repeated(32) + u"…"_s;
}

void TestMessagePreview::textOrBytes()
{
    QFETCH(const QByteArray, content);
    QTEST(previewOf(content).text(), "expected");
}

// What is looked at ends within a character of one in eight.
void TestMessagePreview::cutThroughACharacterIsNoFault()
{
    for (int lead = 0; lead < 4; ++lead) {
        const auto content = QByteArray(lead, 'a') + QByteArray("\xf0\x9f\x94\x92").repeated(300);
        QVERIFY(!previewOf(content).isBinary());
    }
}

void TestMessagePreview::placesAreThoseOfTheBytes()
{
    const auto bytes = QByteArray("\x01\x02\x03");
    auto shortOne = previewOf(bytes);
    QCOMPARE(shortOne.place(1), 3);
    const QByteArray many(100, '\xfe');
    auto longOne = previewOf(many);
    const auto text = longOne.text();
    QCOMPARE(longOne.place(0), text.indexOf(u"fe"_s));
    QCOMPARE(longOne.place(31), text.lastIndexOf(u"fe"_s));
    QCOMPARE(longOne.place(99), text.indexOf(u"…"_s)); // not in the line: behind it
    const auto letters = QByteArray("\xc3\xbc"
                                    "b");
    auto letter = previewOf(letters);
    QCOMPARE(letter.place(2), 1);
}

QTEST_GUILESS_MAIN(TestMessagePreview)
#include "tst_messagepreview.moc"
