// SPDX-License-Identifier: MIT
#include "core/app/trust/codecomparison.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;
using State = CodeComparison::State;

class TestCodeComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsLeadOn_data();
    void eventsLeadOn();
    void codeIsThereOnceItIsAgreed();
    void sentencesAreThoseOfTheSpecification();
    void everyStateIsSaid();
    void whatIsToldElsewhereIsTheSame();
    void whatDoesNotFitIsNotTaken();
};

namespace {

const VerificationCode someCode{
    "103 993", {"indoors", "camelot", "pupil", "suspicious", "wayside"}};

// What happens, a letter each: h asked here, t asked there, c code, s same, d differ, e end. True:
// it was news.
bool happens(CodeComparison &comparison, char what)
{
    switch (what) {
    case 'h':
        return comparison.askHere();
    case 't':
        return comparison.askedThere();
    case 'c':
        return comparison.agreed(someCode);
    case 's':
        return comparison.decide(true);
    case 'd':
        return comparison.decide(false);
    default:
        return comparison.end();
    }
}

} // namespace

void TestCodeComparison::eventsLeadOn_data()
{
    QTest::addColumn<QByteArray>("events");
    QTest::addColumn<QByteArray>("news"); // of each event: y or n
    QTest::addColumn<State>("state");

    const auto row = [](const char *events, const char *news, State state) {
        QTest::newRow(*events == 0 ? "nothing" : events)
            << QByteArray(events) << QByteArray(news) << state;
    };
    row("", "", State::Unasked);
    row("h", "y", State::AskedHere);
    row("t", "y", State::AskedThere);
    row("th", "yy", State::AskedHere);
    row("ht", "yn", State::AskedHere);
    row("hh", "yn", State::AskedHere);
    row("hc", "yy", State::Code);
    row("thc", "yyy", State::Code);
    row("c", "n", State::Unasked); // without a person here there is no code to show
    row("tc", "yn", State::AskedThere);
    row("hs", "yn", State::AskedHere);
    row("hcs", "yyy", State::Same);
    row("hcd", "yyy", State::Differ);
    row("hcsd", "yyyn", State::Same);
    row("hcds", "yyyn", State::Differ);
    row("hcc", "yyn", State::Code);
    row("he", "yy", State::BrokenOff);
    row("te", "yy", State::BrokenOff);
    row("hec", "yyn", State::BrokenOff);
    row("heh", "yyn", State::BrokenOff);
    row("e", "n", State::Unasked); // a connection on which nobody asked
    row("hce", "yyn", State::Code); // the two people can compare it still
    row("hces", "yyny", State::Same);
    row("hcse", "yyyn", State::Same);
}

void TestCodeComparison::eventsLeadOn()
{
    QFETCH(const QByteArray, events);
    QFETCH(const QByteArray, news);
    QFETCH(const State, state);

    CodeComparison comparison;
    QByteArray told;
    for (const auto what : events)
        told += happens(comparison, what) ? 'y' : 'n';
    QCOMPARE(told, news);
    QCOMPARE(comparison.state(), state);
}

void TestCodeComparison::codeIsThereOnceItIsAgreed()
{
    CodeComparison comparison;
    QVERIFY(comparison.askHere());
    QVERIFY(!comparison.code());
    QVERIFY(comparison.agreed(someCode));
    QCOMPARE(comparison.code().value().digits, someCode.digits);
    QCOMPARE(wordsOf(*comparison.code()), u"indoors camelot pupil suspicious wayside"_s);
}

void TestCodeComparison::sentencesAreThoseOfTheSpecification()
{
    for (const auto here : {Role::Agent, Role::Server}) {
        QCOMPARE(comparisonText(State::Differ, here),
            u"The codes differ: somebody is in between. End this connection."_s);
        QCOMPARE(comparisonText(State::BrokenOff, here),
            u"The comparison was broken off; if that happens again, somebody may be in between."_s);
    }
}

void TestCodeComparison::everyStateIsSaid()
{
    QStringList names;
    QStringList texts;
    for (int state = 0; state <= int(State::BrokenOff); ++state) {
        const auto word = name(State(state));
        names += QString::fromUtf8(word.data(), qsizetype(word.size()));
        texts += comparisonText(State(state), Role::Server);
        QVERIFY(texts.last().endsWith(u'.'));
    }
    QCOMPARE(names, u"unasked asked-here asked-there code same differ broken-off"_s.split(u' '));
    QCOMPARE(texts.removeDuplicates(), 0);
    // Each end is told what the other one has to do.
    QVERIFY(comparisonText(State::AskedHere, Role::Agent).contains(u"sealcord ctl verify"_s));
    QVERIFY(comparisonText(State::AskedHere, Role::Server).contains(u"sealcord agent --verify"_s));
}

void TestCodeComparison::whatIsToldElsewhereIsTheSame()
{
    for (const auto *events : {"", "h", "t", "hc", "hcs", "hcd", "he"}) {
        CodeComparison comparison;
        for (const char what : QByteArray(events))
            QVERIFY(happens(comparison, what));
        const auto told = CodeComparison::told(name(comparison.state()), comparison.code());
        QVERIFY(told);
        QCOMPARE(*told == comparison, true);
    }
}

void TestCodeComparison::whatDoesNotFitIsNotTaken()
{
    QVERIFY(!CodeComparison::told("code", std::nullopt));
    QVERIFY(!CodeComparison::told("asked-here", someCode));
    QVERIFY(!CodeComparison::told("anything", std::nullopt));
}

QTEST_GUILESS_MAIN(TestCodeComparison)
#include "tst_codecomparison.moc"
