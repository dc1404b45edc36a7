// SPDX-License-Identifier: MIT
#include "core/trust/identity.h"
#include "core/trust/keyword.h"
#include "core/trust/pendingagents.h"
#include "core/trust/pskfile.h"
#include "core/trust/trustfolders.h"
#include "tests/support/processes/runningprogram.h"
#include "tests/unit/trust/trustfolder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// `sealcord key` and `sealcord agents`, on files in a home of its own.
class TestTrustCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keyIsMadeOnceAndShown();
    void keyOfTheAgentIsAnother();
    void keyIsNeverPrinted();
    void presharedKeyIsMadeAndNotShown();
    void keyErrors_data();
    void keyErrors();
    void agentIsApprovedAndRevoked();
    void whatAnAgentMayHaveIsChanged();
    void whoIsApprovedWaitsNoMore();
    void brokenFileIsToldWithItsLine();
    void revokingNobodyIsAnError();
    void withoutAHome();
};

namespace {

struct Outcome {
    int code = 0;
    QString output;
    QString errors;
};

Outcome run(const TrustFolder &home, const QStringList &arguments)
{
    RunningProgram program(arguments);
    for (const auto *name : {"STATE_DIRECTORY", "CONFIGURATION_DIRECTORY"})
        program.setVariable(QString::fromLatin1(name), {});
    program.setVariable(u"HOME"_s, home.path({}));
    program.setVariable(u"XDG_STATE_HOME"_s, home.path(u"state"_s));
    program.setVariable(u"XDG_CONFIG_HOME"_s, home.path(u"config"_s));
    if (!program.start())
        return {RunningProgram::stillRunning, {}, u"did not start"_s};
    const auto code = program.exitCode();
    return {code, program.output(), program.errors()};
}

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ');
}

// The key is one of no agent in particular.
X25519KeyPair::PublicKey someKey(int number)
{
    return {static_cast<std::byte>(number)};
}

void letWait(const TrustFolder &home, int number, const QString &name)
{
    const auto path = pendingAgentsPath(home.path(u"state/sealcord/server.key"_s));
    auto pending = PendingAgents::read(path).value();
    pending.add(someKey(number), name, IpAddress::parse(u"10.1.2.3").value(), utcNow());
    QVERIFY(pending.write(path));
}

} // namespace

void TestTrustCommands::keyIsMadeOnceAndShown()
{
    const TrustFolder home;
    const auto made = run(home, words("key new"));
    QCOMPARE(made.code, 0);
    const auto path = home.path(u"state/sealcord/server.key"_s);
    QCOMPARE(home.mode(u"state/sealcord/server.key"_s), mode_t(0600));
    const auto key = readIdentity(path).value().publicKey();
    QCOMPARE(made.output, path + u'\n' + keyWord(key) + u'\n' + fingerprintWord(key) + u'\n');

    const auto shown = run(home, words("key show"));
    QCOMPARE(shown.code, 0);
    QCOMPARE(shown.output, keyWord(key) + u'\n');
    const auto fingerprint = run(home, words("key fingerprint server"));
    QCOMPARE(fingerprint.output, fingerprintWord(key) + u'\n');
    const auto json = run(home, words("key fingerprint --json"));
    const auto object = QJsonDocument::fromJson(json.output.toUtf8()).object();
    QCOMPARE(object["key"_L1].toString(), keyWord(key));
    QCOMPARE(object["fingerprint"_L1].toString(), fingerprintWord(key));
    QCOMPARE(object["path"_L1].toString(), path);

    const auto again = run(home, words("key new"));
    QCOMPARE(again.code, 2);
    QVERIFY2(again.errors.startsWith(u"sealcord key: "_s + path), qPrintable(again.errors));
    QCOMPARE(run(home, words("key show")).output, shown.output);
}

void TestTrustCommands::keyOfTheAgentIsAnother()
{
    const TrustFolder home;
    QCOMPARE(run(home, words("key new")).code, 0);
    QCOMPARE(run(home, words("key new agent")).code, 0);
    const auto server = run(home, words("key show server"));
    const auto agent = run(home, words("key show agent"));
    QCOMPARE(agent.code, 0);
    QVERIFY(server.output != agent.output);
    const auto named =
        run(home, {u"key"_s, u"show"_s, u"--identity"_s, home.path(u"state/sealcord/agent.key"_s)});
    QCOMPARE(named.output, agent.output);
}

void TestTrustCommands::keyIsNeverPrinted()
{
    const TrustFolder home;
    QString all;
    for (const auto *line : {"key new", "key show", "key fingerprint", "key new", "key show --json",
             "key fingerprint --print-config"}) {
        const auto outcome = run(home, words(line));
        all += outcome.output + outcome.errors;
    }
    const auto pem = home.read(u"state/sealcord/server.key"_s);
    const auto secret = QString::fromLatin1(pem.split('\n').value(1));
    QVERIFY(secret.size() > 60); // RFC 8410, 7: 48 bytes in base64
    QVERIFY(!all.contains(u"PRIVATE"_s));
    QVERIFY(!all.contains(secret.last(43)));
}

void TestTrustCommands::presharedKeyIsMadeAndNotShown()
{
    const TrustFolder home;
    const auto path = home.path(u"psk"_s);
    const auto made = run(home, {u"key"_s, u"psk"_s, path});
    QCOMPARE(made.code, 0);
    QCOMPARE(made.output, path + u'\n');
    QCOMPARE(home.mode(u"psk"_s), mode_t(0600));
    QVERIFY(readPsk(path));
    const auto again = run(home, {u"key"_s, u"psk"_s, path, u"--json"_s});
    QCOMPARE(again.code, 2);
    QVERIFY(again.output.isEmpty());
}

void TestTrustCommands::keyErrors_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<mode_t>("mode");
    QTest::addColumn<QString>("why");

    QTest::newRow("no key") << QByteArray("ssh-ed25519 AAAA\n") << mode_t(0600) << u""_s;
    QTest::newRow("everybody reads it")
        << QByteArray("-----BEGIN PRIVATE KEY-----\n") << mode_t(0644) << u"chmod 600 "_s;
}

void TestTrustCommands::keyErrors()
{
    QFETCH(const QByteArray, content);
    QFETCH(const mode_t, mode);
    QFETCH(const QString, why);

    const TrustFolder home;
    const auto path = home.write(u"a.key"_s, content, mode);
    const auto outcome = run(home, {u"key"_s, u"show"_s, u"--identity"_s, path});
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.output.isEmpty());
    QVERIFY2(outcome.errors.startsWith(u"sealcord key: "_s + path + u": "_s),
        qPrintable(outcome.errors));
    QVERIFY2(outcome.errors.contains(why), qPrintable(outcome.errors));
    QCOMPARE(outcome.errors.count(u'\n'), 1);
}

void TestTrustCommands::agentIsApprovedAndRevoked()
{
    const TrustFolder home;
    const auto who = fingerprintWord(someKey(1));
    letWait(home, 1, u"pump 3"_s);
    const auto waits = run(home, words("agents pending"));
    QCOMPARE(waits.code, 0);
    QVERIFY2(waits.output.startsWith(who + u"  10.1.2.3  calls itself \"pump 3\""_s),
        qPrintable(waits.output));

    const auto approved = run(home,
        {u"agents"_s, u"approve"_s, who, u"--name"_s, u"pump-3"_s, u"--from=10.1.0.0/16"_s,
            u"--expires"_s, u"2999-01-01"_s, u"--forward=web,db@gate"_s, u"--publish"_s, u"cam"_s});
    QCOMPARE(approved.code, 0);
    const auto line = u"pump-3  "_s + who
        + u"  from 10.1.0.0/16  expires 2999-01-01  forward web,db@gate  publish cam\n"_s;
    QCOMPARE(approved.output, u"Authorised "_s + line);
    QCOMPARE(run(home, words("agents list")).output, line);
    QCOMPARE(home.read(u"config/sealcord/authorized_agents"_s),
        keyWord(someKey(1)).toUtf8()
            + " name=pump-3 from=10.1.0.0/16 expires=2999-01-01 forward=web,db@gate publish=cam\n");

    const auto revoked = run(home, words("agents revoke pump-3 --json"));
    QCOMPARE(revoked.code, 0);
    const auto object = QJsonDocument::fromJson(revoked.output.toUtf8()).object();
    QCOMPARE(object["key"_L1].toString(), keyWord(someKey(1)));
    QVERIFY(run(home, words("agents list")).output.isEmpty());
}

// What is not told stays, and so does all else of the entry.
void TestTrustCommands::whatAnAgentMayHaveIsChanged()
{
    const TrustFolder home;
    const auto entry = keyWord(someKey(1)).toUtf8() + " name=pump-3 expires=2020-01-01";
    const auto path = home.write(u"agents"_s, entry + " publish=cam # by the lake\n");
    const auto allow = [&](const QStringList &words) {
        return run(home,
            QStringList{u"agents"_s, u"allow"_s} + words
                + QStringList{u"--authorized-agents"_s, path});
    };
    const auto more = allow({u"pump-3"_s, u"--forward=web,db@gate"_s});
    QCOMPARE(more.code, 0);
    QCOMPARE(more.output,
        u"Changed pump-3  "_s + fingerprintWord(someKey(1))
            + u"  expired 2020-01-01  forward web,db@gate  publish cam\n"_s);
    QCOMPARE(home.read(u"agents"_s), entry + " forward=web,db@gate publish=cam # by the lake\n");
    QCOMPARE(allow({keyWord(someKey(1)), u"--forward=web"_s, u"--publish="_s}).code, 0);
    QCOMPARE(home.read(u"agents"_s), entry + " forward=web # by the lake\n");

    const auto nobody = allow({u"pump-4"_s, u"--forward=web"_s});
    QCOMPARE(nobody.code, 2);
    QCOMPARE(nobody.errors, u"sealcord agents: \"pump-4\" is not authorised\n"_s);
    QCOMPARE(home.read(u"agents"_s), entry + " forward=web # by the lake\n");
}

void TestTrustCommands::whoIsApprovedWaitsNoMore()
{
    const TrustFolder home;
    letWait(home, 1, u"pump"_s);
    letWait(home, 2, u"pump"_s);
    const auto ambiguous = run(home, words("agents approve pump"));
    QCOMPARE(ambiguous.code, 2);
    QVERIFY2(ambiguous.errors.startsWith(u"sealcord agents: 2 agents wait that call themselves"_s),
        qPrintable(ambiguous.errors));
    QCOMPARE(ambiguous.errors.count(u'\n'), 1);

    const auto first = run(home, {u"agents"_s, u"approve"_s, keyWord(someKey(1))});
    QCOMPARE(first.code, 0);
    const auto left = run(home, words("agents pending --json"));
    QCOMPARE(left.output.count(u'\n'), 1);
    QVERIFY(left.output.contains(fingerprintWord(someKey(2))));
    // The name is taken, but its owner is no longer among those who wait.
    const auto namesake = run(home, words("agents approve pump"));
    QCOMPARE(namesake.code, 2);
    QVERIFY2(namesake.errors.contains(u"authorized_agents:1: the name stands here already"_s),
        qPrintable(namesake.errors));
    QCOMPARE(run(home, words("agents approve pump --name pump-2")).code, 0);
    QVERIFY(run(home, words("agents pending")).output.isEmpty());
}

void TestTrustCommands::brokenFileIsToldWithItsLine()
{
    const TrustFolder home;
    const auto path = home.write(u"agents"_s, "# none yet\n\nx25519:nonsense name=a\n");
    for (const auto *action : {"list", "pending", "approve", "allow", "revoke"}) {
        QStringList arguments{
            u"agents"_s, QString::fromLatin1(action), u"--authorized-agents"_s, path};
        if (arguments[1] != u"list"_s && arguments[1] != u"pending"_s)
            arguments += u"a"_s;
        if (arguments[1] == u"allow"_s)
            arguments += u"--publish=web"_s;
        const auto outcome = run(home, arguments);
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.errors.startsWith(u"sealcord agents: "_s + path + u":3: "_s),
            qPrintable(outcome.errors));
        QCOMPARE(outcome.errors.count(u'\n'), 1);
    }
    QCOMPARE(home.read(u"agents"_s), QByteArray("# none yet\n\nx25519:nonsense name=a\n"));
}

void TestTrustCommands::revokingNobodyIsAnError()
{
    const TrustFolder home;
    const auto outcome = run(home, words("agents revoke pump-3"));
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.errors, u"sealcord agents: \"pump-3\" is not authorised\n"_s);
    QVERIFY(outcome.output.isEmpty());
}

void TestTrustCommands::withoutAHome()
{
    for (const auto *line : {"key show", "agents list"}) {
        RunningProgram program(words(line));
        for (const auto *name : {"HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "STATE_DIRECTORY",
                 "CONFIGURATION_DIRECTORY"})
            program.setVariable(QString::fromLatin1(name), {});
        QVERIFY(program.start());
        QCOMPARE(program.exitCode(), 2);
        const auto option = line[0] == 'k' ? u"--identity FILE"_s : u"--authorized-agents FILE"_s;
        QVERIFY2(program.errors().contains(option), qPrintable(program.errors()));
        QCOMPARE(program.errors().count(u'\n'), 1);
    }
}

QTEST_GUILESS_MAIN(TestTrustCommands)
#include "tst_trustcommands.moc"
