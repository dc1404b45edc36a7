// SPDX-License-Identifier: MIT
#include "core/text/names.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agent_data();
    void agent();
    void serviceAndTarget_data();
    void serviceAndTarget();
    void oneIsTakenOrToldWhy();
    void listsAreTakenWhole();
    void theErrorQuotesTheOneThatIsWrong();
};

void TestNames::agent_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isName");

    const auto row = [](const QString &text, bool isName) {
        QTest::addRow("\"%s\"", qPrintable(text)) << text << isName;
    };
    row(u"pump-3"_s, true);
    row(u"zählwerk"_s, true);
    row(u"a=b,c/d\\e"_s, true);
    row(u"x"_s.repeated(64), true);
    row(u"ä"_s.repeated(32), true);
    row({}, false);
    row(u"x"_s.repeated(65), false);
    row(u"ä"_s.repeated(33), false);
    row(u"two words"_s, false);
    row(u"no\u00a0break"_s, false);
    row(u"tab\tbed"_s, false);
    row(u"a#b"_s, false);
    row(u"a\"b"_s, false);
    row(u"a'b"_s, false);
    row(u"a\x1b"_s, false);
    row(u"a\x7f"_s, false);
    row(u"a\u0085"_s, false);
    row(QString(QChar(0xd800)), false);
}

void TestNames::agent()
{
    QFETCH(QString, text);
    QTEST(isAgentName(text), "isName");
}

void TestNames::serviceAndTarget_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isService");
    QTest::addColumn<bool>("isTarget");

    const auto row = [](const QString &text, bool isService, bool isTarget) {
        QTest::addRow("\"%s\"", qPrintable(text)) << text << isService << isTarget;
    };
    row(u"web"_s, true, true);
    row(u"A.z_0-9"_s, true, true);
    row(u"-"_s, true, true);
    row(u"x"_s.repeated(64), true, true);
    row(u"web@pump-3"_s, false, true);
    row(u"web@zählwerk@home"_s, false, true); // the first one parts them
    row(u"x"_s.repeated(64) + u'@' + u"ä"_s.repeated(32), false, true);
    row({}, false, false);
    row(u"x"_s.repeated(65), false, false);
    row(u"x"_s.repeated(65) + u"@pump-3"_s, false, false);
    row(u"web@"_s + u"ä"_s.repeated(33), false, false);
    row(u"web@"_s, false, false);
    row(u"@pump-3"_s, false, false);
    row(u"web@two words"_s, false, false);
    row(u"web@a,b"_s, false, false);
    row(u"*"_s, false, false);
    row(u"web page"_s, false, false);
    row(u"wäb"_s, false, false);
    row(u"w\u0660b"_s, false, false); // a digit, but none of ASCII
    row(u"a,b"_s, false, false);
    row(u"a=b"_s, false, false);
    row(u"a:1"_s, false, false);
    row(u"a/b"_s, false, false);
    row(u"web\n"_s, false, false);
}

void TestNames::serviceAndTarget()
{
    QFETCH(QString, text);
    QTEST(isServiceName(text), "isService");
    QTEST(isStreamTarget(text), "isTarget");
}

void TestNames::oneIsTakenOrToldWhy()
{
    QCOMPARE(parseAgentName(u"pump-3").value(), u"pump-3"_s);
    QCOMPARE(parseServiceName(u"web").value(), u"web"_s);
    QCOMPARE(parseStreamTarget(u"web@pump-3").value(), u"web@pump-3"_s);
    QCOMPARE(parseAgentName(u"a b").error().text,
        u"\"a b\" is no name: 1 to 64 bytes without white space, control characters, # and "
        "quotation marks"_s);
    QCOMPARE(parseServiceName(u"a b").error().text,
        u"\"a b\" is no name of a service: 1 to 64 characters of A-Z a-z 0-9 . _ -"_s);
    QCOMPARE(parseStreamTarget(u"web@").error().text,
        u"\"web@\" is neither a service nor a service @ an agent: web, web@pump-3; a service's "
        "name has 1 to 64 characters of A-Z a-z 0-9 . _ -"_s);
    QVERIFY(!parseServiceName(u"web,db")); // one alone
}

void TestNames::listsAreTakenWhole()
{
    QCOMPARE(parseServiceNames(u"web").value(), QStringList(u"web"_s));
    QCOMPARE(parseServiceNames(u"web,db").value(), QStringList({u"web"_s, u"db"_s}));
    QCOMPARE(parseStreamTargets(u"web,db@pump-3").value(), QStringList({u"web"_s, u"db@pump-3"_s}));
}

void TestNames::theErrorQuotesTheOneThatIsWrong()
{
    QCOMPARE(parseServiceNames(u"web,db@pump-3").error().text,
        u"\"db@pump-3\" is no name of a service: 1 to 64 characters of A-Z a-z 0-9 . _ -"_s);
    QVERIFY(parseStreamTargets(u"web,d b,x").error().text.startsWith(u"\"d b\" is neither "_s));
    for (const auto *const text : {u"", u",", u"web,", u",web", u"web,,db"}) {
        QVERIFY(!parseServiceNames(text));
        QVERIFY(!parseStreamTargets(text));
    }
}

QTEST_APPLESS_MAIN(TestNames)
#include "tst_names.moc"
