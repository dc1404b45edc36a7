// SPDX-License-Identifier: MIT
#include "tests/support/rows/content.h"
#include "widgets/message/bytesearch.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestByteSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hexIsRead_data();
    void hexIsRead();
    void patternsAreFound_data();
    void patternsAreFound();
    void matchAcrossSlicesIsFound();
    void matchesAreBounded();
    void stopIsNoticed();
};

void TestByteSearch::hexIsRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isValid");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << u"48656c"_s << true << QByteArray("Hel");
    QTest::newRow("apart") << u" 48 65\n6C "_s << true << QByteArray("Hel");
    QTest::newRow("nothing") << u""_s << true << QByteArray();
    QTest::newRow("half a byte") << u"486"_s << false << QByteArray();
    QTest::newRow("no digit") << u"4g"_s << false << QByteArray();
    QTest::newRow("digit of another script") << u"4\u0664"_s << false << QByteArray();
}

void TestByteSearch::hexIsRead()
{
    QFETCH(QString, text);
    QFETCH(bool, isValid);
    const auto bytes = bytesFromHex(text);
    QCOMPARE(bytes.has_value(), isValid);
    if (bytes)
        QTEST(*bytes, "bytes");
}

void TestByteSearch::patternsAreFound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("ignoresCase");
    QTest::addColumn<QList<int>>("offsets");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &pattern,
                         bool ignoresCase, const QList<int> &offsets) {
        QTest::newRow(name) << bytes << pattern << ignoresCase << offsets;
    };
    row("twice", "one two one", "one", false, {0, 8});
    row("not overlapping", "aaaaa", "aa", false, {0, 2});
    row("case matters", "One one", "one", false, {4});
    row("case does not matter", "One ONE", "oNe", true, {0, 4});
    row("letters of ASCII only", "\xc3\x84 \xc3\xa4", "\xc3\xa4", true, {3});
    row("zero", QByteArray("a\0b", 3), QByteArray("\0b", 2), false, {1});
    row("not there", "abc", "x", false, {});
    row("longer than all", "abc", "abcd", false, {});
    row("nothing to find", "abc", "", false, {});
    row("nothing to look at", "", "a", false, {});
}

void TestByteSearch::patternsAreFound()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, pattern);
    QFETCH(bool, ignoresCase);
    const Content content(bytes);
    QList<int> offsets;
    for (const auto &range : findBytes(content.bytes(), {pattern, ignoresCase}, 100)) {
        QCOMPARE(range.length, static_cast<std::size_t>(pattern.size()));
        offsets.append(static_cast<int>(range.offset));
    }
    QTEST(offsets, "offsets");
}

void TestByteSearch::matchAcrossSlicesIsFound()
{
    QByteArray bytes(1024 * 1024, '.');
    const QList<qsizetype> places{0, 256 * 1024 - 1, 512 * 1024 - 3, 1024 * 1024 - 4};
    for (const auto place : places)
        bytes.replace(place, 4, "here");
    const Content content(bytes);
    QList<qsizetype> found;
    for (const auto &range : findBytes(content.bytes(), {"here", false}, 100))
        found.append(qsizetype(range.offset));
    QCOMPARE(found, places);
}

void TestByteSearch::matchesAreBounded()
{
    const Content content(QByteArray(1000, 'x'));
    QCOMPARE(findBytes(content.bytes(), {"x", false}, 10).size(), 10U);
}

void TestByteSearch::stopIsNoticed()
{
    const Content content(QByteArray(1000, 'x'));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(findBytes(content.bytes(), {"x", false}, 10, stop.get_token()).empty());
}

QTEST_APPLESS_MAIN(TestByteSearch)
#include "tst_bytesearch.moc"
