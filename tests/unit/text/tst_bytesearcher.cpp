// SPDX-License-Identifier: MIT
#include "core/text/bytesearcher.h"
#include "tests/support/bytesof.h"

#include <QTest>

#include <algorithm>
#include <cctype>
#include <ctime>
#include <random>
#include <string>

using namespace sealcord;
using namespace sealcord::test;

namespace {

std::string asciiLower(std::string text)
{
    std::ranges::transform(text, text.begin(),
        [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : char(c); });
    return text;
}

std::size_t plainestFind(std::string content, std::string pattern, bool ignoresCase)
{
    if (ignoresCase) {
        content = asciiLower(content);
        pattern = asciiLower(pattern);
    }
    return std::min(content.find(pattern), content.size());
}

} // namespace

class TestByteSearcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatThePlainestSearchFinds_data();
    void findsWhatThePlainestSearchFinds();
    void timeGrowsWithTheContentAlone_data();
    void timeGrowsWithTheContentAlone();
};

void TestByteSearcher::findsWhatThePlainestSearchFinds_data()
{
    QTest::addColumn<QByteArray>("alphabet");
    QTest::newRow("one letter") << QByteArray("a");
    QTest::newRow("two cases of one letter") << QByteArray("aA");
    QTest::newRow("two letters") << QByteArray("abAB");
    QTest::newRow("signs") << QByteArray("-=");
    QTest::newRow("signs that letters differ from by one bit") << QByteArray("@`[{aAzZ");
    QTest::newRow("bytes of no ASCII") << QByteArray("\x00\xc4\xe4\xff", 4);
}

// A small alphabet makes what begins like the pattern and ends otherwise the usual case.
void TestByteSearcher::findsWhatThePlainestSearchFinds()
{
    QFETCH(const QByteArray, alphabet);
    std::mt19937 random(1);
    const auto text = [&](std::size_t most) {
        std::string made(1 + random() % most, '\0');
        for (auto &character : made)
            character = alphabet[static_cast<qsizetype>(random() % std::size_t(alphabet.size()))];
        return made;
    };
    for (int round = 0; round < 2000; ++round) {
        const auto content = text(40);
        const auto pattern = text(8);
        const bool ignoresCase = round % 2 == 0;
        const ByteSearcher searcher(bytesOf(pattern), ignoresCase);
        QCOMPARE(searcher.length(), pattern.size());
        QCOMPARE(searcher.find(bytesOf(content)), plainestFind(content, pattern, ignoresCase));
    }
}

void TestByteSearcher::timeGrowsWithTheContentAlone_data()
{
    QTest::addColumn<char>("letter");
    QTest::addColumn<std::size_t>("before");
    QTest::addColumn<std::size_t>("behind");
    for (const char letter : {'=', 'x'}) { // in which case is no matter, and is one
        for (const auto length : {std::size_t(120), std::size_t(3000)}) {
            QTest::addRow("%c, then %zu dashes", letter, length)
                << letter << std::size_t(0) << length;
            QTest::addRow("%zu dashes, then %c", length, letter)
                << letter << length << std::size_t(0);
            QTest::addRow("%c between %zu dashes", letter, length) << letter << length << length;
        }
    }
}

// Where the product of both lengths counts, the longer ones take half a minute.
void TestByteSearcher::timeGrowsWithTheContentAlone()
{
    QFETCH(const char, letter);
    QFETCH(const std::size_t, before);
    QFETCH(const std::size_t, behind);
    const std::string content(4 * 1024 * 1024, '-');
    const auto pattern = std::string(before, '-') + letter + std::string(behind, '-');
    for (const bool ignoresCase : {false, true}) {
        const auto begin = std::clock(); // of the processor: others may use it too
        QCOMPARE(
            ByteSearcher(bytesOf(pattern), ignoresCase).find(bytesOf(content)), content.size());
        const auto seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
        QVERIFY2(seconds < 0.5, qPrintable(QString::number(seconds)));
    }
}

QTEST_APPLESS_MAIN(TestByteSearcher)
#include "tst_bytesearcher.moc"
