// SPDX-License-Identifier: MIT
#include "core/compare/bytedifferences.h"
#include "tests/support/bytesof.h"
#include "tests/support/patience.h"
#include "tests/support/randombytes.h"

#include <QByteArray>
#include <QTest>

#include <ctime>

using namespace sealcord;
using namespace sealcord::test;

using Found = std::vector<ByteDifference>;

class TestByteDifferences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsTakenOutAndPutIn_data();
    void tellsWhatIsTakenOutAndPutIn();
    void aFewChangesInLongMessagesAreFound();
    void whatLiesAroundOtherBytesIsCompared();
    void ofWhatHasNothingInCommonItGivesUp();
    void ofTooManyLinesTheBytesAreCompared();
    void endsWhenItIsAskedTo();
};

void TestByteDifferences::tellsWhatIsTakenOutAndPutIn_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<ComparedAs>("as");
    QTest::addColumn<Found>("expected");
    const auto row = [](const char *name, const char *first, const char *second, ComparedAs as,
                         const Found &expected) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(second) << as << expected;
    };
    using enum ComparedAs;
    row("the same", "abc", "abc", Bytes, {});
    row("both empty", "", "", Text, {});
    row("all of it", "", "abc", Bytes, {{{0, 0}, {0, 3}}});
    row("one byte", "Hello", "Hallo", Bytes, {{{1, 2}, {1, 2}}});
    row("put in and taken out", "0123456789", "01x2345689", Bytes,
        {{{2, 2}, {2, 3}}, {{7, 8}, {8, 8}}});
    row("two bytes that are not beside each other", "10:15", "11:16", Bytes,
        {{{1, 2}, {1, 2}}, {{4, 5}, {4, 5}}});
    row("a speck between", "....abcde-fghij....", "....ABCDE-FGHIJ....", Bytes,
        {{{4, 15}, {4, 15}}});
    row("one of several that are the same", "aab aab aab", "aab aab", Bytes, {{{7, 11}, {7, 7}}});
    row("a byte of a character", "1 \u00e4", "1 \u00f6", Bytes, {{{3, 4}, {3, 4}}});
    row("a character", "1 \u00e4", "1 \u00f6", Text, {{{2, 4}, {2, 4}}});
    row("characters that share bytes", "\u20ac", "\u20ad\u20ac", Text, {{{0, 3}, {0, 6}}});
    // By bytes, it would be a line's end and the beginning of the next.
    row("a line", "{\n \"a\": 1,\n \"c\": 3\n}\n", "{\n \"a\": 1,\n \"b\": 1,\n \"c\": 3\n}\n",
        Text, {{{11, 11}, {11, 20}}});
    row("a line that is there twice", "x\ny\nx\n", "x\ny\nz\nx\n", Text, {{{4, 4}, {4, 6}}});
}

void TestByteDifferences::tellsWhatIsTakenOutAndPutIn()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    QFETCH(const ComparedAs, as);
    QFETCH(const Found, expected);
    const auto differences = byteDifferences(bytesOf(first), bytesOf(second), as);
    QVERIFY(differences.found == expected);
    QVERIFY(differences.isComplete);
}

void TestByteDifferences::aFewChangesInLongMessagesAreFound()
{
    const auto first = randomBytes(1, 16 * 1024 * 1024);
    auto second = first;
    second.insert(15'000'000, "put in");
    second[7'000'000] = char(second[7'000'000] + 1);
    second.remove(100, 2);
    const auto differences = byteDifferences(bytesOf(first), bytesOf(second), ComparedAs::Bytes);
    QVERIFY(differences.isComplete);
    QCOMPARE(differences.found.size(), 3U);
    QCOMPARE(differences.found[1].first.length(), 1U);
    QCOMPARE(differences.found[2].second.length(), 6U);
}

// Which need too many edits to find the fewest.
void TestByteDifferences::whatLiesAroundOtherBytesIsCompared()
{
    const auto head = randomBytes(1, 50'000);
    const auto tail = randomBytes(2, 50'000);
    const auto first = "1" + head + "2" + randomBytes(3, 40'000) + tail + "3";
    const auto second = "a" + head + "b" + randomBytes(4, 60'000) + tail + "c";
    const auto differences = byteDifferences(bytesOf(first), bytesOf(second), ComparedAs::Bytes);
    QVERIFY(differences.isComplete);
    const auto &found = differences.found;
    QVERIFY((found.front() == ByteDifference{{0, 1}, {0, 1}}));
    QVERIFY(found[1].first.begin == 50'001);
    QVERIFY((found.back() == ByteDifference{{140'002, 140'003}, {160'002, 160'003}}));
    QVERIFY(found[found.size() - 2].first.end <= 90'002);
}

// The whole of both would take the product of their lengths.
void TestByteDifferences::ofWhatHasNothingInCommonItGivesUp()
{
    const auto first = "head" + randomBytes(1, 16 * 1024 * 1024) + "tail";
    const auto second = "head" + randomBytes(2, 16 * 1024 * 1024) + "tail";
    // A step is that much slower with a sanitizer.
    const Effort effort(isSanitized ? Effort::someSeconds / 16 : Effort::someSeconds);
    const auto begin = std::clock(); // of the processor: others may use it too
    const auto differences =
        byteDifferences(bytesOf(first), bytesOf(second), ComparedAs::Bytes, effort);
    const auto seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 10, qPrintable(QString::number(seconds)));
    QVERIFY(!differences.isComplete);
    QVERIFY(differences.found.front().first.begin >= 4);
    QVERIFY(differences.found.back().first.end <= quint64(first.size()) - 4);
}

void TestByteDifferences::ofTooManyLinesTheBytesAreCompared()
{
    const auto first = QByteArray("line\n").repeated(300'000);
    auto second = first;
    second.insert(5'000, "other\n").append("end");
    const auto differences = byteDifferences(bytesOf(first), bytesOf(second), ComparedAs::Text);
    QVERIFY(differences.isComplete);
    QCOMPARE(differences.found.size(), 2U);
    QCOMPARE(differences.found[0].second.length(), 6U);
    QCOMPARE(differences.found[1].second.length(), 3U);
}

void TestByteDifferences::endsWhenItIsAskedTo()
{
    const auto first = randomBytes(1, 100'000);
    const auto second = randomBytes(2, 100'000);
    std::stop_source stop;
    stop.request_stop();
    const auto begin = std::clock();
    QVERIFY(!byteDifferences(bytesOf(first), bytesOf(second), ComparedAs::Bytes,
        Effort(Effort::someSeconds, stop.get_token()))
            .isComplete);
    QVERIFY(double(std::clock() - begin) / CLOCKS_PER_SEC < 0.1);
}

QTEST_APPLESS_MAIN(TestByteDifferences)
#include "tst_bytedifferences.moc"
