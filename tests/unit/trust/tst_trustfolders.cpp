// SPDX-License-Identifier: MIT
#include "core/trust/trustfolders.h"

#include <QProcessEnvironment>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestTrustFolders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void path_data();
    void path();
    void theErrorNamesTheOption_data();
    void theErrorNamesTheOption();
    void whatIsGivenCountsFirst();
    void whoWaitsIsBesideTheKey();
};

using Variables = QList<std::pair<QString, QString>>;

static QProcessEnvironment environmentOf(const Variables &variables)
{
    QProcessEnvironment environment;
    for (const auto &[name, value] : variables)
        environment.insert(name, value);
    return environment;
}

void TestTrustFolders::path_data()
{
    QTest::addColumn<Variables>("variables");
    QTest::addColumn<QString>("serverKey");
    QTest::addColumn<QString>("authorizedAgents");

    const std::pair home{u"HOME"_s, u"/home/eve"_s};
    QTest::newRow("home") << Variables{home} << u"/home/eve/.local/state/sealcord/server.key"_s
                          << u"/home/eve/.config/sealcord/authorized_agents"_s;
    QTest::newRow("XDG") << Variables{home, {u"XDG_STATE_HOME"_s, u"/state"_s},
        {u"XDG_CONFIG_HOME"_s, u"/config"_s}}
                         << u"/state/sealcord/server.key"_s
                         << u"/config/sealcord/authorized_agents"_s;
    QTest::newRow("systemd") << Variables{home, {u"XDG_STATE_HOME"_s, u"/state"_s},
        {u"STATE_DIRECTORY"_s, u"/var/lib/sealcord"_s},
        {u"CONFIGURATION_DIRECTORY"_s, u"/etc/sealcord"_s}}
                             << u"/var/lib/sealcord/server.key"_s
                             << u"/etc/sealcord/authorized_agents"_s;
    QTest::newRow("the first of several of systemd's")
        << Variables{home, {u"STATE_DIRECTORY"_s, u"/var/lib/a:/var/lib/b"_s}}
        << u"/var/lib/a/server.key"_s << u"/home/eve/.config/sealcord/authorized_agents"_s;
    QTest::newRow("a relative path does not count")
        << Variables{home, {u"XDG_STATE_HOME"_s, u"state"_s}, {u"STATE_DIRECTORY"_s, u"b"_s},
               {u"XDG_CONFIG_HOME"_s, {}}}
        << u"/home/eve/.local/state/sealcord/server.key"_s
        << u"/home/eve/.config/sealcord/authorized_agents"_s;
}

void TestTrustFolders::path()
{
    QFETCH(Variables, variables);
    const auto environment = environmentOf(variables);
    QTEST(defaultPath(TrustFile::ServerKey, environment).value(), "serverKey");
    QTEST(defaultPath(TrustFile::AuthorizedAgents, environment).value(), "authorizedAgents");
    QVERIFY(defaultPath(TrustFile::AgentKey, environment)->endsWith(u"/agent.key"_s));
    QVERIFY(defaultPath(TrustFile::KnownServers, environment)->endsWith(u"/known_servers"_s));
}

void TestTrustFolders::theErrorNamesTheOption_data()
{
    QTest::addColumn<int>("file");
    QTest::addColumn<QString>("text");

    QTest::newRow("a key") << int(TrustFile::AgentKey)
                           << u"there is no folder for agent.key: neither STATE_DIRECTORY, "
                              "XDG_STATE_HOME nor HOME holds an absolute path. Say where it is "
                              "with --identity FILE"_s;
    QTest::newRow("a list") << int(TrustFile::KnownServers)
                            << u"there is no folder for known_servers: neither "
                               "CONFIGURATION_DIRECTORY, XDG_CONFIG_HOME nor HOME holds an "
                               "absolute path. Say where it is with --known-servers FILE"_s;
}

void TestTrustFolders::theErrorNamesTheOption()
{
    QFETCH(int, file);
    const auto path = defaultPath(TrustFile(file), environmentOf({{u"HOME"_s, u"nowhere"_s}}));
    QVERIFY(!path);
    QTEST(path.error().text, "text");
}

void TestTrustFolders::whatIsGivenCountsFirst()
{
    QCOMPARE(pathOf(u"a.key"_s, TrustFile::ServerKey, {}).value(), u"a.key"_s);
    QVERIFY(!pathOf({}, TrustFile::ServerKey, {}));
    const auto environment = environmentOf({{u"STATE_DIRECTORY"_s, u"/s"_s}});
    QCOMPARE(pathOf({}, TrustFile::ServerKey, environment).value(), u"/s/server.key"_s);
}

void TestTrustFolders::whoWaitsIsBesideTheKey()
{
    QCOMPARE(pendingAgentsPath(u"/var/lib/sealcord/server.key"_s),
        u"/var/lib/sealcord/pending_agents"_s);
    QCOMPARE(pendingAgentsPath(u"my.key"_s), u"pending_agents"_s);
}

QTEST_APPLESS_MAIN(TestTrustFolders)
#include "tst_trustfolders.moc"
