// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filter.h"
#include "core/traffic/filter/filterend.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TstFilterEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unfinishedWordIsLeftOut_data();
    void unfinishedWordIsLeftOut();
    void whatIsWrongStays_data();
    void whatIsWrongStays();
    void everyBeginningOfARightFilterIsRight();
};

void TstFilterEnd::unfinishedWordIsLeftOut_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("whole");

    const auto row = [](const char *typed, const char *whole) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(whole);
    };
    row("", "");
    row("hel", "");
    row("hello ", "hello");
    row("dir", "");
    row("dir:", "");
    row("dir:in", "dir:in");
    row("dir:in a", "dir:in");
    row("dir:in and", "dir:in");
    row("dir:in and ", "dir:in");
    row("dir:in and not ", "dir:in");
    row("dir:in and (", "dir:in");
    row("dir:in and (not le", "dir:in");
    row("dir:in len>", "dir:in");
    row("dir:in len> ", "dir:in");
    row("dir:in text contains", "dir:in");
    row("dir:in text:\"hello, wor", "dir:in");
    row("dir:in \"hello\\", "dir:in");
    row("dir:in \"hello\\x4", "dir:in");
    row("dir:in text matches /a", "dir:in");
    row("dir:in text matches /a/", "dir:in text matches /a/");
    row("(dir:in or len>5", "(dir:in or len>5)");
    row("(dir:in) or ", "(dir:in)");
    row("((dir:in) o", "((dir:in))");
}

void TstFilterEnd::unfinishedWordIsLeftOut()
{
    QFETCH(const QString, typed);
    QTEST(wholePart(typed), "whole");
    QVERIFY(Filter::parse(wholePart(typed)));
}

void TstFilterEnd::whatIsWrongStays_data()
{
    QTest::addColumn<QString>("typed");

    for (const auto *typed : {"len>>5", "lenn>5", "dir:in len>>5 and ", "dir:in) o", "len (", "> a",
             "text:\"a\\q\" and", "text matches a b", "dir:o"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

void TstFilterEnd::whatIsWrongStays()
{
    QFETCH(const QString, typed);
    const auto parsed = Filter::parse(wholePart(typed));
    QVERIFY(!parsed);
    QVERIFY(parsed.error().offset <= typed.size());
}

void TstFilterEnd::everyBeginningOfARightFilterIsRight()
{
    const auto filter =
        u"(dir=in or hello) and not (text matches /a b\\/c/i or \"q\\x41\\n\" len >= 64KiB)"_s;
    QVERIFY(Filter::parse(filter));
    for (qsizetype length = 0; length <= filter.size(); ++length) {
        const auto typed = filter.first(length);
        if (typed.endsWith(u"dir=i"_s) || typed.endsWith(u"64Ki"_s))
            continue; // no direction and no unit yet, and said so
        const auto parsed = Filter::parse(wholePart(typed));
        QVERIFY2(parsed, qPrintable(typed + u" -> "_s + wholePart(typed)));
    }
}

QTEST_GUILESS_MAIN(TstFilterEnd)
#include "tst_filterend.moc"
