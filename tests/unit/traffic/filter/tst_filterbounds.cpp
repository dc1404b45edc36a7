// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filter.h"

#include "core/traffic/trafficrow.h"
#include "tests/support/bytesof.h"
#include "tests/support/rows/parsedfilter.h"

#include <QElapsedTimer>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Neither a filter nor a message makes the filter slow or the stack deep.
class TestFilterBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLitIsBounded();
    void expressionsTakeBoundedTime_data();
    void expressionsTakeBoundedTime();
    void expressionsLookAtTheBeginningOnly();
    void deepAndLongFiltersAreErrors();
};

void TestFilterBounds::whatIsLitIsBounded()
{
    const QByteArray content(1000, 'a');
    QCOMPARE(filter(u"a"_s).highlights(bytesOf(content), 7).size(), std::size_t(7));
    QVERIFY(filter(u"a"_s).highlights(bytesOf(content), 0).empty());
    QCOMPARE(filter(u"text matches /a/"_s).highlights(bytesOf(content), 7).size(), std::size_t(7));
}

void TestFilterBounds::expressionsTakeBoundedTime_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nested repetition") << u"text matches /(a+)+$/"_s;
    QTest::newRow("alternatives") << u"text matches /(a|aa)+$/"_s;
    QTest::newRow("back reference") << u"text matches /(a*)*\\1[xy]/"_s;
    QTest::newRow("wildcards") << u"text matches /.*.*.*[xy]/"_s;
    QTest::newRow("classes") << u"text matches /[ab]*[ac]*[ad]*[xy]/"_s;
    QTest::newRow("quadratic") << u"text matches /a*[xy]/"_s;
}

void TestFilterBounds::expressionsTakeBoundedTime()
{
    QFETCH(QString, text);
    const auto parsed = filter(text);
    auto content = QByteArray(64 * 1024, 'a');
    content[16 * 1024 - 1] = '!'; // the last that is looked at
    TrafficRow row;
    row.content = bytesOf(content);

    QElapsedTimer timer;
    timer.start();
    QVERIFY(!parsed.matches(row));
    qInfo("%lld us", static_cast<long long>(timer.nsecsElapsed() / 1000));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

void TestFilterBounds::expressionsLookAtTheBeginningOnly()
{
    auto content = QByteArray(16 * 1024 - 1, 'a') + "bc"_ba;
    TrafficRow row;
    row.content = bytesOf(content);
    QVERIFY(filter(u"text matches /ab/"_s).matches(row));
    QVERIFY(!filter(u"text matches /bc/"_s).matches(row));
    QVERIFY(filter(u"text:bc"_s).matches(row));

    // A character that the end of what is looked at would cut is left out, and the rest is UTF-8.
    content = QByteArray(16 * 1024 - 2, 'a') + "\xe2\x82\xac"_ba;
    row.content = bytesOf(content);
    QVERIFY(filter(u"text matches /a$/"_s).matches(row));
}

void TestFilterBounds::deepAndLongFiltersAreErrors()
{
    const auto nested = [](int depth) {
        return QString(depth, u'(') + u"dir:in"_s + QString(depth, u')');
    };
    QVERIFY(Filter::parse(nested(32)));
    const auto tooDeep = Filter::parse(nested(33));
    QVERIFY(!tooDeep);
    QCOMPARE(tooDeep.error().offset, 32);
    QCOMPARE(tooDeep.error().length, 1);
    QVERIFY(!Filter::parse(QString(4000, u'(')));
    QVERIFY(filter(u"not "_s.repeated(1001) + u"tag"_s).matches(TrafficRow()));

    QVERIFY(Filter::parse(u"a "_s.repeated(100)));
    const auto tooMany = Filter::parse(u"a "_s.repeated(101));
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().offset, 200);

    QVERIFY(Filter::parse(QString(4096, u'a')));
    const auto tooLong = Filter::parse(QString(4097, u'a'));
    QVERIFY(!tooLong);
    QCOMPARE(tooLong.error().offset, 4096);
}

QTEST_GUILESS_MAIN(TestFilterBounds)
#include "tst_filterbounds.moc"
