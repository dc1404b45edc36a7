// SPDX-License-Identifier: MIT
#include "core/app/options/agentoptions.h"
#include "core/app/options/serveroptions.h"
#include "core/app/options/windowoptions.h"
#include "core/trust/keyword.h"
#include "tests/support/strings.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

// The text of X25519(9), a key like any other.
static const auto someKey = u"x25519:hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo"_s;

class TestTrustOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agentSpeaksSealedByDefault();
    void serverTakesAnyoneByDefault();
    void agentStoresEveryOption();
    void serverStoresEveryOption();
    void trustModes_data();
    void trustModes();
    void agentPolicies_data();
    void agentPolicies();
    void lineWinsOverEnvironmentOverFile();
    void windowsTakeThemToo();
    void nameOfTheLongestLength();
    void presharedKeyBesideClassicIsAWarning();
    void agentRefuses_data();
    void agentRefuses();
    void serverRefuses_data();
    void serverRefuses();
    void windowsRefuseThemToo();
};

void TestTrustOptions::agentSpeaksSealedByDefault()
{
    const auto options = parseAgentOptions({}, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    const auto &trust = options->trust;
    QCOMPARE(trust.protocol, Protocol::Sealed);
    QVERIFY(!trust.identity);
    QVERIFY(!trust.knownServers);
    QVERIFY(!trust.trust);
    QVERIFY(!trust.serverKey);
    QVERIFY(!trust.pskFile);
    QVERIFY(trust.name.isEmpty());
}

void TestTrustOptions::serverTakesAnyoneByDefault()
{
    const auto options = parseServerOptions({}, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    const auto &trust = options->trust;
    QCOMPARE(trust.protocol, Protocol::None);
    QVERIFY(!trust.isSealedForAgents);
    QVERIFY(!trust.identity);
    QCOMPARE(trust.agents, AgentPolicy::Anyone);
    QVERIFY(!trust.authorizedAgents);
    QVERIFY(!trust.pskFile);
    QVERIFY(trust.name.isEmpty());
    QVERIFY(options->warnings.isEmpty());
}

void TestTrustOptions::agentStoresEveryOption()
{
    const auto options =
        parseAgentOptions({u"--protocol=Sealed"_s, u"--identity=a.key"_s, u"--known-servers"_s,
                              u"/k"_s, u"--trust=strict"_s, u"--server-key"_s, someKey,
                              u"--psk-file=./none"_s, u"--name=pump 3"_s},
            {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    const auto &trust = options->trust;
    QCOMPARE(trust.protocol, Protocol::Sealed);
    QCOMPARE(trust.identity, std::optional(u"a.key"_s));
    QCOMPARE(trust.knownServers, std::optional(u"/k"_s));
    QCOMPARE(trust.trust, std::optional(TrustMode::Strict));
    QVERIFY(trust.serverKey);
    QCOMPARE(keyWord(*trust.serverKey), someKey);
    QCOMPARE(trust.pskFile, std::optional(u"./none"_s));
    QCOMPARE(trust.name, u"pump 3"_s);
}

void TestTrustOptions::serverStoresEveryOption()
{
    const auto options = parseServerOptions(
        strings({"--protocol=sealed", "--identity", "s.key", "--agents=authorized",
            "--authorized-agents=/a", "--psk-file=/p", "--name=lab"}),
        {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    const auto &trust = options->trust;
    QCOMPARE(trust.protocol, Protocol::Sealed);
    QVERIFY(!trust.isSealedForAgents);
    QCOMPARE(trust.identity, std::optional(u"s.key"_s));
    QCOMPARE(trust.agents, AgentPolicy::Authorized);
    QCOMPARE(trust.authorizedAgents, std::optional(u"/a"_s));
    QCOMPARE(trust.pskFile, std::optional(u"/p"_s));
    QCOMPARE(trust.name, u"lab"_s);
}

void TestTrustOptions::trustModes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<TrustMode>>("mode");

    QTest::newRow("left to the program") << u"auto"_s << std::optional<TrustMode>();
    QTest::newRow("strict") << u"strict"_s << std::optional(TrustMode::Strict);
    QTest::newRow("ask") << u"ask"_s << std::optional(TrustMode::Ask);
    QTest::newRow("accept new") << u"accept-new"_s << std::optional(TrustMode::AcceptNew);
}

void TestTrustOptions::trustModes()
{
    QFETCH(const QString, text);
    QFETCH(const std::optional<TrustMode>, mode);

    const auto options = parseAgentOptions({u"--trust"_s, text}, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QVERIFY(options->trust.trust == mode);
}

void TestTrustOptions::agentPolicies_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<AgentPolicy>("agents");
    QTest::addColumn<Protocol>("protocol");
    QTest::addColumn<bool>("isSealedForAgents");

    QTest::newRow("anyone") << strings({"--agents=anyone"}) << AgentPolicy::Anyone << Protocol::None
                            << false;
    QTest::newRow("anyone, sealed") << strings({"--agents=anyone", "--protocol=sealed"})
                                    << AgentPolicy::Anyone << Protocol::Sealed << false;
    QTest::newRow("anyone, classic") << strings({"--agents=anyone", "--protocol=classic"})
                                     << AgentPolicy::Anyone << Protocol::Classic << false;
    QTest::newRow("ask") << strings({"--agents=ask"}) << AgentPolicy::Ask << Protocol::Sealed
                         << true;
    QTest::newRow("ask, both") << strings({"--agents=ask", "--protocol=both"}) << AgentPolicy::Ask
                               << Protocol::Sealed << true;
    QTest::newRow("ask, sealed") << strings({"--agents=ask", "--protocol=sealed"})
                                 << AgentPolicy::Ask << Protocol::Sealed << false;
    QTest::newRow("authorized") << strings({"--agents=authorized"}) << AgentPolicy::Authorized
                                << Protocol::Sealed << true;
}

void TestTrustOptions::agentPolicies()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const AgentPolicy, agents);
    QFETCH(const Protocol, protocol);
    QFETCH(const bool, isSealedForAgents);

    const auto options = parseServerOptions(arguments, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->trust.agents, agents);
    QCOMPARE(options->trust.protocol, protocol);
    QCOMPARE(options->trust.isSealedForAgents, isSealedForAgents);
}

void TestTrustOptions::lineWinsOverEnvironmentOverFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"sealcord.ini"_s));
    const QByteArray text =
        "[agent]\nprotocol = classic\nidentity = /file\nname = file\nserver-key = none\n"
        "[server]\nprotocol = both\nagents = ask\n";
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_IDENTITY"_s, u"/environment"_s);
    environment.insert(u"SEALCORD_NAME"_s, u"environment"_s);
    environment.insert(u"SEALCORD_PSK_FILE"_s, QString());

    const auto options =
        parseAgentOptions({u"--config"_s, file.fileName(), u"--name"_s, u"line"_s}, environment);
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->trust.protocol, Protocol::Classic);
    QCOMPARE(options->trust.identity, std::optional(u"/environment"_s));
    QCOMPARE(options->trust.name, u"line"_s);
    QVERIFY(!options->trust.pskFile);
    QVERIFY(options->warnings.isEmpty());
}

void TestTrustOptions::windowsTakeThemToo()
{
    const auto agent = parseAgentWindowOptions(strings({"--trust=ask", "--protocol=classic"}), {});
    QVERIFY2(agent, qPrintable(agent ? QString() : agent.error().text));
    QVERIFY(agent->agent.trust.trust == TrustMode::Ask);
    QCOMPARE(agent->agent.trust.protocol, Protocol::Classic);

    const auto server = parseServerWindowOptions(strings({"--agents=ask", "--name=lab"}), {});
    QVERIFY2(server, qPrintable(server ? QString() : server.error().text));
    QCOMPARE(server->server.trust.protocol, Protocol::Sealed);
    QVERIFY(server->server.trust.isSealedForAgents);
    QCOMPARE(server->server.trust.name, u"lab"_s);
}

void TestTrustOptions::nameOfTheLongestLength()
{
    const QString longest(32, u'\u00e4'); // two bytes each
    const auto options = parseServerOptions({u"--name"_s, longest}, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->trust.name, longest);
    QVERIFY(!parseServerOptions({u"--name"_s, longest + u'a'}, {}));
}

void TestTrustOptions::presharedKeyBesideClassicIsAWarning()
{
    const auto both = parseServerOptions(strings({"--psk-file=/p"}), {});
    QVERIFY(both);
    QCOMPARE(both->warnings.size(), 1);
    const auto sealed = parseServerOptions(strings({"--psk-file=/p", "--protocol=sealed"}), {});
    QVERIFY(sealed);
    QVERIFY(sealed->warnings.isEmpty());
    const auto ask = parseServerOptions(strings({"--psk-file=/p", "--agents=ask"}), {});
    QVERIFY(ask);
    QVERIFY(ask->warnings.isEmpty());
}

void TestTrustOptions::agentRefuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("about");

    QTest::newRow("protocol") << strings({"--protocol=both"})
                              << "--protocol: \"both\" is none of sealed, classic";
    QTest::newRow("trust") << strings({"--trust=blindly"}) << "--trust: \"blindly\" is none of ";
    QTest::newRow("fingerprint") << strings({"--server-key=SHA256:AAAA"})
                                 << "--server-key: \"SHA256:AAAA\" is no public key";
    QTest::newRow("empty key") << strings({"--server-key="}) << "--server-key: \"\"";
    QTest::newRow("empty path") << strings({"--identity="}) << "--identity: must not be empty";
    QTest::newRow("no secret") << strings({"--psk-file", ""}) << "--psk-file: must not be empty";
    QTest::newRow("long name") << QStringList{u"--name"_s, QString(65, u'n')} << "--name: ";
    QTest::newRow("secret for classic")
        << strings({"--psk-file=/p", "--protocol=classic"}) << "--psk-file needs --protocol sealed";
    QTest::newRow("server's option") << strings({"--agents=ask"}) << "unknown option --agents";
}

void TestTrustOptions::agentRefuses()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, about);

    const auto options = parseAgentOptions(arguments, {});
    QVERIFY(!options);
    QVERIFY2(options.error().text.startsWith(u"sealcord agent: "_s + about),
        qPrintable(options.error().text));
    QVERIFY(!options.error().text.contains(u'\n'));
}

void TestTrustOptions::serverRefuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("about");

    QTest::newRow("protocol") << strings({"--protocol=tls"}) << "--protocol: \"tls\" is none of ";
    QTest::newRow("agents") << strings({"--agents=some"}) << "--agents: \"some\" is none of ";
    QTest::newRow("ask over classic")
        << strings({"--agents=ask", "--protocol=classic"})
        << "--agents ask needs --protocol sealed: classic cannot tell who an agent is";
    QTest::newRow("authorized over classic")
        << strings({"--agents=authorized", "--protocol=classic"})
        << "--agents authorized needs --protocol sealed";
    QTest::newRow("secret for classic") << strings({"--psk-file=/p", "--protocol=classic"})
                                        << "--psk-file needs --protocol sealed or both";
    QTest::newRow("empty path") << strings({"--authorized-agents="})
                                << "--authorized-agents: must not be empty";
    QTest::newRow("agent's option") << strings({"--trust=ask"}) << "unknown option --trust";
}

void TestTrustOptions::serverRefuses()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, about);

    const auto options = parseServerOptions(arguments, {});
    QVERIFY(!options);
    QVERIFY2(options.error().text.startsWith(u"sealcord server: "_s + about),
        qPrintable(options.error().text));
    QVERIFY(!options.error().text.contains(u'\n'));
}

void TestTrustOptions::windowsRefuseThemToo()
{
    const auto server =
        parseServerWindowOptions(strings({"--agents=ask", "--protocol=classic"}), {});
    QVERIFY(!server);
    QVERIFY2(server.error().text.startsWith(u"sealcord-server-gui: --agents ask needs"_s),
        qPrintable(server.error().text));
    const auto agent =
        parseAgentWindowOptions(strings({"--psk-file=/p", "--protocol=classic"}), {});
    QVERIFY(!agent);
    QVERIFY2(agent.error().text.startsWith(u"sealcord-agent-gui: --psk-file needs"_s),
        qPrintable(agent.error().text));
}

QTEST_GUILESS_MAIN(TestTrustOptions)
#include "tst_trustoptions.moc"
