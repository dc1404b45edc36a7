// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filter.h"
#include "core/traffic/filter/filterhelp.h"
#include "core/traffic/filter/filtertable.h"

#include <QStringList>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TstFilterHelp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyExampleIsAFilter();
    void everyWordOfTheLanguageIsThere();
};

void TstFilterHelp::everyExampleIsAFilter()
{
    for (const auto &group : filterHelp()) {
        for (const auto &line : group.lines) {
            QVERIFY2(Filter::parse(line.example), qPrintable(line.example));
            QVERIFY2(!line.example.isEmpty(), qPrintable(line.word));
            QVERIFY2(!line.meaning.isEmpty(), qPrintable(line.example));
            QVERIFY2(line.word.isEmpty() || line.example.contains(line.word.first(1)),
                qPrintable(line.example));
        }
    }
}

void TstFilterHelp::everyWordOfTheLanguageIsThere()
{
    QStringList told;
    for (const auto &group : filterHelp()) {
        for (const auto &line : group.lines)
            told += line.word;
    }
    for (const auto &row : filterTable()) {
        QVERIFY2(told.contains(row.name), row.name.data());
        for (const auto op : row.operators)
            QVERIFY2(told.contains(name(op)), name(op).data());
    }
    for (const auto &word : {u"and"_s, u"or"_s, u"not"_s, u"( )"_s})
        QVERIFY2(told.contains(word), qPrintable(word));
}

QTEST_GUILESS_MAIN(TstFilterHelp)
#include "tst_filterhelp.moc"
