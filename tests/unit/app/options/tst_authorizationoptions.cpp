// SPDX-License-Identifier: MIT
#include "core/app/options/authorizationoptions.h"
#include "tests/support/strings.h"

#include <QProcessEnvironment>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

using Action = AuthorizationOptions::Action;

class TestAuthorizationOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actions_data();
    void actions();
    void approvingTakesEverything();
    void nothingIsNotTheSameAsNotGiven();
    void ownNameOfAServerIsNoAgents();
    void helpNeedsNoAction();
    void refuses_data();
    void refuses();
};

void TestAuthorizationOptions::actions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Action>("action");

    QTest::newRow("list") << strings({"list"}) << Action::List;
    QTest::newRow("pending") << strings({"pending", "--json"}) << Action::Pending;
    QTest::newRow("approve") << strings({"approve", "pump-3"}) << Action::Approve;
    QTest::newRow("allow") << strings({"allow", "pump-3", "--publish=cam"}) << Action::Allow;
    QTest::newRow("revoke") << strings({"revoke", "--json", "pump-3"}) << Action::Revoke;
}

void TestAuthorizationOptions::actions()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const Action, action);

    const auto options = parseAuthorizationOptions(arguments, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->action, action);
    QVERIFY(!options->identity);
    QVERIFY(!options->authorizedAgents);
    QCOMPARE(options->who, arguments.contains(u"pump-3"_s) ? u"pump-3"_s : QString());
    QCOMPARE(options->isJson, arguments.contains(u"--json"_s));
}

void TestAuthorizationOptions::approvingTakesEverything()
{
    const auto options = parseAuthorizationOptions(
        strings({"approve", "--name", "pump-3", "SHA256:x", "--from=10.1.0.0/16,::1",
            "--expires=2999-01-02", "--forward=web,ssh@gate", "--publish=cam", "--identity=/k",
            "--authorized-agents=/a"}),
        {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->who, u"SHA256:x"_s);
    QCOMPARE(options->entry.name, u"pump-3"_s);
    QCOMPARE(options->entry.from.size(), std::size_t(2));
    QCOMPARE(options->entry.from.front().toString(), u"10.1.0.0/16"_s);
    QVERIFY(options->entry.expires);
    QCOMPARE(utcText(*options->entry.expires), u"2999-01-02"_s);
    QCOMPARE(options->forward, std::optional(QStringList({u"web"_s, u"ssh@gate"_s})));
    QCOMPARE(options->publish, std::optional(QStringList(u"cam"_s)));
    QCOMPARE(options->identity, std::optional(u"/k"_s));
    QCOMPARE(options->authorizedAgents, std::optional(u"/a"_s));
}

void TestAuthorizationOptions::nothingIsNotTheSameAsNotGiven()
{
    const auto options = parseAuthorizationOptions(strings({"allow", "pump-3", "--forward="}), {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->forward, std::optional(QStringList()));
    QVERIFY(!options->publish);
}

// SEALCORD_NAME is what a server or an agent calls itself: no entry may get it by accident.
void TestAuthorizationOptions::ownNameOfAServerIsNoAgents()
{
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_NAME"_s, u"lab"_s);
    environment.insert(u"SEALCORD_AUTHORIZED_AGENTS"_s, u"/e"_s);
    const auto options = parseAuthorizationOptions(strings({"approve", "pump-3"}), environment);
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QVERIFY(options->entry.name.isEmpty());
    QCOMPARE(options->authorizedAgents, std::optional(u"/e"_s));
    QVERIFY(options->warnings.isEmpty());
}

void TestAuthorizationOptions::helpNeedsNoAction()
{
    const auto options = parseAuthorizationOptions(strings({"--help"}), {});
    QVERIFY(options && options->answer);
    QVERIFY(options->answer->startsWith(u"Usage: sealcord agents list|"_s));
    QVERIFY(options->answer->contains(u"\n  --expires DATE"_s));
}

void TestAuthorizationOptions::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("about");

    QTest::newRow("nothing") << QStringList() << "an action is missing";
    QTest::newRow("action") << strings({"remove"}) << "\"remove\" is none of list, ";
    QTest::newRow("nobody approved") << strings({"approve"}) << "WHO is missing";
    QTest::newRow("nobody revoked") << strings({"revoke"}) << "WHO is missing";
    QTest::newRow("empty who") << strings({"revoke", ""}) << "WHO: must not be empty";
    QTest::newRow("list of one") << strings({"list", "pump-3"}) << "\"pump-3\" is unexpected";
    QTest::newRow("two") << strings({"revoke", "a", "b"}) << "unexpected argument \"b\"";
    QTest::newRow("name of a list")
        << strings({"list", "--name=a"}) << "--name, --from and --expires go with approve";
    QTest::newRow("expiry of one who goes") << strings({"revoke", "a", "--expires=2999-01-01"})
                                            << "--name, --from and --expires go with approve";
    QTest::newRow("name of one who is there") << strings({"allow", "a", "--forward=b", "--name=b"})
                                              << "--name, --from and --expires go with approve";
    QTest::newRow("nobody allowed") << strings({"allow", "--forward=a"}) << "WHO is missing";
    QTest::newRow("nothing allowed")
        << strings({"allow", "a"}) << "allow needs --forward or --publish";
    QTest::newRow("target of one who is refused") << strings(
        {"refuse", "a", "--forward=web"}) << "--forward and --publish go with approve and allow";
    QTest::newRow("service of a list") << strings({"pending", "--publish=web"})
                                       << "--forward and --publish go with approve and allow";
    QTest::newRow("target") << strings({"approve", "a", "--forward=web,*"})
                            << "--forward: \"*\" is neither a service nor";
    QTest::newRow("service") << strings({"approve", "a", "--publish=web@b"})
                             << "--publish: \"web@b\" is no name of a service";
    QTest::newRow("name") << strings({"approve", "a", "--name=two words"})
                          << "--name: \"two words\" is no name";
    QTest::newRow("from") << strings({"approve", "a", "--from=10.1.0.1/16"})
                          << "--from: \"10.1.0.1/16\" is neither";
    QTest::newRow("local time") << strings({"approve", "a", "--expires=2999-01-01T00:00:00"})
                                << "--expires: \"2999-01-01T00:00:00\" is no time in UTC";
    QTest::newRow("past") << strings({"approve", "a", "--expires=2020-01-01"})
                          << "--expires: \"2020-01-01\" is past";
}

void TestAuthorizationOptions::refuses()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, about);

    const auto options = parseAuthorizationOptions(arguments, {});
    QVERIFY(!options);
    QVERIFY2(options.error().text.startsWith(u"sealcord agents: "_s + about),
        qPrintable(options.error().text));
    QVERIFY(!options.error().text.contains(u'\n'));
}

QTEST_GUILESS_MAIN(TestAuthorizationOptions)
#include "tst_authorizationoptions.moc"
