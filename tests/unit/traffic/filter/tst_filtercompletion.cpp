// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filtercompletion.h"

#include <QStringList>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TstFilterCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choicesFitThePlace_data();
    void choicesFitThePlace();
    void everyCursorIsInside();
    void whatTheLanguageOffersIsExplained();
};

void TstFilterCompletion::choicesFitThePlace_data()
{
    QTest::addColumn<QString>("text"); // the cursor is at |
    QTest::addColumn<QString>("replaced");
    QTest::addColumn<QString>("choices");

    const auto row = [](const char *text, const char *replaced, const char *choices) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(replaced)
                            << QString::fromUtf8(choices);
    };
    row("|", "",
        "dir: peer: agent: connection: stream: target: len: time: text: hex: event: level: not");
    row("l|", "l", "len: level: text:l");
    row("LE|", "LE", "len: level: text:LE");
    row("dir:in |", "",
        "dir: peer: agent: connection: stream: target: len: time: text: hex: event: level: and or "
        "not");
    row("dir:in a|", "a", "agent: and text:a");
    row("dir:in and |", "",
        "dir: peer: agent: connection: stream: target: len: time: text: hex: event: level: not");
    row("(n|", "n", "not text:n");
    row("(dir:in) o|", "o", "or text:o");
    row("dir:|", "", "in out");
    row("dir:o|", "o", "out");
    row("not dir = i|", "i", "in");
    row("dir |", "", ": = !=");
    row("text c|", "c", "contains");
    row("text contains|", "contains", "contains");
    row("len |", "", ": = != < <= > >=");
    row("len>|", "", "");
    row("peer:127.0.0.1:5|", "127.0.0.1:5", "127.0.0.1:50000");
    row("agent:p|", "p", "pump-3 pump-4");
    row("target:w|", "w", "web");
    row("connection:|", "", "3 4");
    row("level>=w|", "w", "warning");
    row("event:not-a|", "not-a", "not-a-peer not-authorised not-authentic");
    row("\"le|", "\"le", "");
    row("text:\"le|", "\"le", "");
    row("text matches /le|", "/le", "");
    row("dir:o| len>5", "o", "out"); // what stands behind does not count
    row("xyz|", "xyz", "text:xyz");
}

void TstFilterCompletion::choicesFitThePlace()
{
    QFETCH(QString, text);
    const FilterValuesSeen seen{{u"127.0.0.1:50000"_s, u"[::1]:50001"_s},
        {u"pump-3"_s, u"pump-4"_s}, {u"db"_s, u"web"_s}, {u"3"_s, u"4"_s}};
    const auto cursor = text.indexOf(u'|');
    const auto without = text.first(cursor) + text.sliced(cursor + 1);
    const auto completion = completeFilter(without, cursor, seen);
    QTEST(without.sliced(completion.offset, completion.length), "replaced");
    QCOMPARE(completion.offset + completion.length, cursor);
    QStringList choices;
    for (const auto &choice : completion.choices)
        choices += choice.text;
    QTEST(choices.join(u' '), "choices");
}

void TstFilterCompletion::everyCursorIsInside()
{
    const auto text = u"(dir:in or !text matches /a\\/ \" b/) \"x\\ len>"_s;
    for (qsizetype cursor = -1; cursor <= text.size() + 1; ++cursor) {
        const auto completion = completeFilter(text, cursor, {});
        QVERIFY(completion.offset >= 0 && completion.length >= 0);
        QVERIFY(completion.offset + completion.length <= text.size());
    }
}

void TstFilterCompletion::whatTheLanguageOffersIsExplained()
{
    for (const auto &text : {u""_s, u"dir:in "_s, u"l"_s, u"dir:"_s, u"text "_s, u"time "_s,
             u"len "_s, u"event:"_s, u"level:"_s}) {
        for (const auto &choice : completeFilter(text, text.size(), {}).choices)
            QVERIFY2(!choice.meaning.isEmpty(), qPrintable(text + choice.text));
    }
}

QTEST_GUILESS_MAIN(TstFilterCompletion)
#include "tst_filtercompletion.moc"
