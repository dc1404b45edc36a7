// SPDX-License-Identifier: MIT
#include "core/app/options/keyoptions.h"
#include "core/app/options/programs.h"
#include "tests/support/strings.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

using Action = KeyOptions::Action;

class TestKeyOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actions_data();
    void actions();
    void pskHasAFile();
    void keyIsWhereTheProgramHasIt();
    void helpNeedsNoAction();
    void refuses_data();
    void refuses();
};

void TestKeyOptions::actions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Action>("action");
    QTest::addColumn<TrustFile>("whose");

    QTest::newRow("show") << strings({"show"}) << Action::Show << TrustFile::ServerKey;
    QTest::newRow("of the server")
        << strings({"show", "server"}) << Action::Show << TrustFile::ServerKey;
    QTest::newRow("of the agent") << strings({"fingerprint", "agent"}) << Action::Fingerprint
                                  << TrustFile::AgentKey;
    QTest::newRow("new") << strings({"new", "agent", "--json"}) << Action::New
                         << TrustFile::AgentKey;
}

void TestKeyOptions::actions()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const Action, action);
    QFETCH(const TrustFile, whose);

    const auto options = parseKeyOptions(arguments, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->action, action);
    QCOMPARE(options->whose, whose);
    QVERIFY(!options->identity);
    QCOMPARE(options->isJson, arguments.contains(u"--json"_s));
}

void TestKeyOptions::pskHasAFile()
{
    const auto options = parseKeyOptions(strings({"psk", "agent"}), {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->action, Action::Psk);
    QCOMPARE(options->pskPath, u"agent"_s);
}

void TestKeyOptions::keyIsWhereTheProgramHasIt()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"sealcord.ini"_s));
    const QByteArray text = "[server]\nlisten = 127.0.0.1:1\nidentity = /s\n"
                            "[agent]\nidentity = /a\nname = pump-3\n";
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();

    const QStringList config{u"--config"_s, file.fileName()};
    const auto server = parseKeyOptions(strings({"show"}) + config, {});
    QVERIFY2(server, qPrintable(server ? QString() : server.error().text));
    QCOMPARE(server->identity, std::optional(u"/s"_s));
    const auto agent = parseKeyOptions(strings({"show", "agent"}) + config, {});
    QVERIFY2(agent, qPrintable(agent ? QString() : agent.error().text));
    QCOMPARE(agent->identity, std::optional(u"/a"_s));

    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_IDENTITY"_s, u"/e"_s);
    environment.insert(u"SEALCORD_JSON"_s, u"yes"_s); // asked for on the command line alone
    const auto variable = parseKeyOptions(strings({"show"}) + config, environment);
    QVERIFY(variable);
    QCOMPARE(variable->identity, std::optional(u"/e"_s));
    QVERIFY(!variable->isJson);
    const auto line = parseKeyOptions(strings({"show", "--identity=/l"}) + config, environment);
    QVERIFY(line);
    QCOMPARE(line->identity, std::optional(u"/l"_s));
}

void TestKeyOptions::helpNeedsNoAction()
{
    for (const auto &arguments : {strings({"--help"}), strings({"show", "--help"})}) {
        const auto options = parseKeyOptions(arguments, {});
        QVERIFY(options && options->answer);
        QVERIFY(options->answer->startsWith(u"Usage: sealcord key show|"_s));
    }
}

void TestKeyOptions::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("about");

    QTest::newRow("nothing") << QStringList() << "an action is missing";
    QTest::newRow("action") << strings({"print"}) << "\"print\" is none of show, ";
    QTest::newRow("whose") << strings({"show", "mine"}) << "\"mine\" is none of server, agent";
    QTest::newRow("three words") << strings({"psk", "a", "b"}) << "\"b\" is unexpected";
    QTest::newRow("no file") << strings({"psk"}) << "psk needs the FILE";
    QTest::newRow("empty file") << strings({"psk", ""}) << "psk needs the FILE";
    QTest::newRow("word behind an option")
        << strings({"show", "--json", "agent"}) << "unexpected argument \"agent\"";
    QTest::newRow("empty path") << strings({"show", "--identity="})
                                << "--identity: must not be empty";
}

void TestKeyOptions::refuses()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, about);

    const auto options = parseKeyOptions(arguments, {});
    QVERIFY(!options);
    QVERIFY2(options.error().text.startsWith(u"sealcord key: "_s + about),
        qPrintable(options.error().text));
    QVERIFY(!options.error().text.contains(u'\n'));
}

QTEST_GUILESS_MAIN(TestKeyOptions)
#include "tst_keyoptions.moc"
