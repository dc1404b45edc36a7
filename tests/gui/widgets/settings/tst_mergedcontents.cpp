// SPDX-License-Identifier: MIT
#include "widgets/settings/mergedcontents.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestMergedContents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historyHasWhatBothAdded_data();
    void historyHasWhatBothAdded();
    void filtersHaveWhatBothChanged_data();
    void filtersHaveWhatBothChanged();
};

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

/// "a=1 b=2"
QList<NamedFilter> filters(const QString &text)
{
    QList<NamedFilter> all;
    for (const auto &one : text.split(u' ', Qt::SkipEmptyParts))
        all += {one.section(u'=', 0, 0), one.section(u'=', 1)};
    return all;
}

} // namespace

void TestMergedContents::historyHasWhatBothAdded_data()
{
    QTest::addColumn<QStringList>("known");
    QTest::addColumn<QStringList>("mine");
    QTest::addColumn<QStringList>("stored");
    QTest::addColumn<QStringList>("merged");

    const auto row = [](const char *name, const char *known, const char *mine, const char *stored,
                         const char *merged) {
        QTest::newRow(name) << words(known) << words(mine) << words(stored) << words(merged);
    };
    row("nothing", "", "", "", "");
    row("nobody else", "a b", "c a b", "a b", "c a b");
    row("used again", "a b", "b a", "a b", "b a");
    row("both added", "a b", "c a b", "d e a b", "c d e a b");
    row("both the same", "a", "c a", "c a", "c a");
    row("only the other", "a b", "a b", "d a b", "d a b");
    row("fell off here", "a b", "d c", "a b", "d c");
    row("all new here", "", "a", "b", "a b");
}

void TestMergedContents::historyHasWhatBothAdded()
{
    QFETCH(const QStringList, known);
    QFETCH(const QStringList, mine);
    QFETCH(const QStringList, stored);
    QTEST(mergedHistory(known, mine, stored), "merged");
}

void TestMergedContents::filtersHaveWhatBothChanged_data()
{
    QTest::addColumn<QString>("known");
    QTest::addColumn<QString>("mine");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("merged");

    const auto row = [](const char *name, const char *known, const char *mine, const char *stored,
                         const char *merged) {
        QTest::newRow(name) << QString::fromLatin1(known) << QString::fromLatin1(mine)
                            << QString::fromLatin1(stored) << QString::fromLatin1(merged);
    };
    row("nothing", "", "", "", "");
    row("both added", "a=1", "a=1 b=2", "a=1 c=3", "a=1 b=2 c=3");
    row("removed here", "a=1 b=2", "b=2", "a=1 b=2 c=3", "b=2 c=3");
    row("removed there", "a=1 b=2", "a=1 b=2", "b=2", "b=2");
    row("changed here", "a=1", "a=2", "a=1", "a=2");
    row("changed there", "a=1", "a=1", "a=2", "a=2");
    row("changed by both", "a=1", "a=2", "a=3", "a=2");
    row("changed here, removed there", "a=1", "a=2", "", "a=2");
    row("renamed here", "a=1", "b=1", "a=1 c=3", "b=1 c=3");
    row("the same name for two", "", "a=1", "a=2", "a=1");
}

void TestMergedContents::filtersHaveWhatBothChanged()
{
    QFETCH(const QString, known);
    QFETCH(const QString, mine);
    QFETCH(const QString, stored);
    QFETCH(const QString, merged);
    QCOMPARE(mergedFilters(filters(known), filters(mine), filters(stored)), filters(merged));
}

QTEST_GUILESS_MAIN(TestMergedContents)
#include "tst_mergedcontents.moc"
