// SPDX-License-Identifier: MIT
#include "core/recording/compare/messagealignment.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestMessageAlignment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsDifferences_data();
    void tellsDifferences();
    void accountsForEveryMessage();
};

namespace {

// A message for each letter.
std::vector<IndexedMessage> messages(const QString &letters)
{
    std::vector<IndexedMessage> made(std::size_t(letters.size()));
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i].digest[0] = std::byte(letters[qsizetype(i)].unicode());
    return made;
}

// "-1" missing, "+1" extra, "1~2" changed, "1>2" reordered, by place from 0.
QString words(const std::vector<MessageDifference> &differences)
{
    QStringList words;
    for (const auto &difference : differences) {
        const auto first = difference.first ? QString::number(*difference.first) : QString();
        const auto second = difference.second ? QString::number(*difference.second) : QString();
        switch (difference.kind) {
        case DifferenceKind::Missing:
            words += u'-' + first + second;
            break;
        case DifferenceKind::Extra:
            words += u'+' + first + second;
            break;
        case DifferenceKind::Changed:
            words += first + u'~' + second;
            break;
        case DifferenceKind::Reordered:
            words += first + u'>' + second;
            break;
        }
    }
    return words.join(u' ');
}

} // namespace

void TestMessageAlignment::tellsDifferences_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("told");
    QTest::newRow("nothing at all") << u""_s << u""_s << u""_s;
    QTest::newRow("the same") << u"abcabc"_s << u"abcabc"_s << u""_s;
    QTest::newRow("missing at the beginning") << u"abc"_s << u"bc"_s << u"-0"_s;
    QTest::newRow("missing within") << u"abcde"_s << u"abde"_s << u"-2"_s;
    QTest::newRow("missing at the end") << u"abc"_s << u"ab"_s << u"-2"_s;
    QTest::newRow("all missing") << u"ab"_s << u""_s << u"-0 -1"_s;
    QTest::newRow("extra within") << u"abc"_s << u"abxc"_s << u"+2"_s;
    QTest::newRow("all extra") << u""_s << u"ab"_s << u"+0 +1"_s;
    QTest::newRow("changed") << u"abc"_s << u"axc"_s << u"1~1"_s;
    QTest::newRow("changed behind a missing one") << u"abcde"_s << u"acxe"_s << u"-1 3~2"_s;
    QTest::newRow("two become one") << u"abcd"_s << u"axd"_s << u"1~1 -2"_s;
    QTest::newRow("one becomes two") << u"abd"_s << u"axyd"_s << u"1~1 +2"_s;
    QTest::newRow("two changed places") << u"abcd"_s << u"acbd"_s << u"1>2"_s;
    QTest::newRow("the first came last") << u"abcde"_s << u"bcdea"_s << u"0>4"_s;
    QTest::newRow("reordered beside a changed one") << u"abcde"_s << u"axdce"_s << u"1~1 2>3"_s;
    QTest::newRow("one fewer of the same") << u"aaaa"_s << u"aaa"_s << u"-3"_s;
    QTest::newRow("one of those there several times") << u"abab"_s << u"bab"_s << u"-0"_s;
}

void TestMessageAlignment::tellsDifferences()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, told);
    QCOMPARE(words(differences(messages(first), messages(second))), told);
}

// Whatever the rows are: what no difference names is the same, in the same order.
void TestMessageAlignment::accountsForEveryMessage()
{
    std::mt19937 random(1); // the same rows each time
    const auto letters = [&random] {
        QString text(qsizetype(random() % 12), u'a');
        for (auto &letter : text)
            letter = QChar(u'a' + int(random() % 5));
        return text;
    };
    for (int round = 0; round < 5000; ++round) {
        auto first = letters();
        auto second = letters();
        const auto text = first + u" "_s + second;
        for (const auto &difference : differences(messages(first), messages(second))) {
            if (difference.kind == DifferenceKind::Reordered)
                QCOMPARE(
                    first[qsizetype(*difference.first)], second[qsizetype(*difference.second)]);
            for (auto [row, place] :
                {std::pair(&first, difference.first), std::pair(&second, difference.second)}) {
                if (!place)
                    continue;
                QVERIFY2((*row)[qsizetype(*place)] != u' ', qPrintable(text)); // told once
                (*row)[qsizetype(*place)] = u' ';
            }
        }
        QVERIFY2(first.remove(u' ') == second.remove(u' '), qPrintable(text));
    }
}

QTEST_APPLESS_MAIN(TestMessageAlignment)
#include "tst_messagealignment.moc"
