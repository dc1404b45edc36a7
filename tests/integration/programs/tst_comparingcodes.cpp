// SPDX-License-Identifier: MIT
#include "core/control/controlquestion.h"
#include "tests/integration/programs/atterminal.h"
#include "tests/support/patience.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <expected>
#include <memory>
#include <string>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// Two people, one at `sealcord agent --verify` and one at `sealcord ctl` beside the server; and
/// what that one does with the list of agents while it runs.
class TestComparingCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sameCodeIsWrittenDownAtBothEnds();
    void serversPersonMayAskFirst();
    void codeThatDiffersEndsTheConnection();
    void otherAnswersAreAskedAgain();
    void agentThatIsInterruptedBreaksItOff();
    void serverThatGoesBreaksItOff();
    void verdictNeedsACode();
    void withoutATerminal();
    void agentsAreApprovedRefusedAndRevokedWhileItTalks();
    void agentIsGoneWhenItsEntryExpires();
    void agentsCommandAsksTheServerThatRuns();
    void entryIsWrittenAsItIsGiven();
    void changesAreCounted();

private:
    struct Outcome {
        int code = 0;
        QString output;
        QString errors;
    };
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QByteArray read(const QString &name) const;
    [[nodiscard]] Outcome ctl(const QStringList &arguments) const;
    /// What the server answers to a line; or its error.
    [[nodiscard]] std::expected<QJsonDocument, QString> ask(const std::string &request) const;
    [[nodiscard]] bool serve(const QStringList &options = {});
    [[nodiscard]] std::unique_ptr<AtTerminal> agent() const;
    [[nodiscard]] std::unique_ptr<AtTerminal> verify(const QString &options = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_server;
};

void TestComparingCodes::init()
{
    m_server.reset();
    m_folder = std::make_unique<QTemporaryDir>();
}

QByteArray TestComparingCodes::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

TestComparingCodes::Outcome TestComparingCodes::ctl(const QStringList &arguments) const
{
    RunningProgram program(
        QStringList{u"ctl"_s} + arguments + QStringList{u"--control"_s, path(u"control.sock"_s)});
    if (!program.start())
        return {RunningProgram::stillRunning, {}, {}};
    const auto code = program.exitCode();
    return {code, program.output(), program.errors()};
}

std::expected<QJsonDocument, QString> TestComparingCodes::ask(const std::string &request) const
{
    const auto answer = askServer(path(u"control.sock"_s), request);
    if (!answer)
        return std::unexpected(u"no answer: "_s + answer.error());
    if (!answer->result)
        return std::unexpected(QString::fromStdString(answer->result.error()));
    return QJsonDocument::fromJson(QByteArray::fromStdString(*answer->result));
}

bool TestComparingCodes::serve(const QStringList &options)
{
    m_server = std::make_unique<ServerProgram>(QStringList{u"--control"_s, path(u"control.sock"_s),
                                                   u"--authorized-agents"_s, path(u"agents"_s)}
        + options);
    return m_server->listen() && m_server->waitFor(Stream::Errors, u"Control socket "_s).hasMatch();
}

std::unique_ptr<AtTerminal> TestComparingCodes::agent() const
{
    return std::make_unique<AtTerminal>(
        QStringList{u"agent"_s, u"--verify"_s, u"--trust=accept-new"_s, u"--identity"_s,
            path(u"agent.key"_s), u"--known-servers"_s, path(u"servers"_s), m_server->address()});
}

std::unique_ptr<AtTerminal> TestComparingCodes::verify(const QString &options) const
{
    return std::make_unique<AtTerminal>(QStringList{
        u"ctl"_s, u"verify"_s, u"1"_s, u"--control"_s, path(u"control.sock"_s), options});
}

void TestComparingCodes::sameCodeIsWrittenDownAtBothEnds()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    QVERIFY(m_server->waitFor(Stream::Errors, u"wants to compare codes"_s).hasMatch());
    const auto servers = verify(u"--name=pump-3"_s);
    QVERIFY(servers->start());
    const auto code = agents->code();
    QVERIFY(!code.isEmpty());
    QCOMPARE(servers->code(), code);

    agents->type("y\n");
    QCOMPARE(agents->exitCode(), 0);
    QVERIFY2(agents->output().contains(u"The codes are the same: nobody is in between."_s),
        qPrintable(agents->output()));
    QVERIFY2(read(u"servers"_s).contains(" verified=20"), read(u"servers"_s).constData());
    // The agent has gone, and the person at the server takes the time it takes.
    QVERIFY(m_server->waitFor(Stream::Errors, u"disconnected|closed"_s).hasMatch());
    servers->type("yes\n");
    QCOMPARE(servers->exitCode(), 0);
    QVERIFY2(read(u"agents"_s).contains(" name=pump-3\n"), read(u"agents"_s).constData());
    QVERIFY(m_server->waitFor(Stream::Errors, u"The codes are the same"_s).hasMatch());
    const auto digits = code.section(u'(', 1).chopped(1);
    QVERIFY(!m_server->errors().contains(digits));
    QVERIFY(!(agents->errors() + agents->output()).contains(digits));
}

void TestComparingCodes::serversPersonMayAskFirst()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    Outcome state;
    QTRY_VERIFY((state = ctl({u"verify"_s, u"1"_s, u"--json"_s})).code == 0);
    QTRY_VERIFY(ctl({u"verify"_s, u"1"_s, u"--json"_s}).output.contains(u"\"state\":\"code\""_s));
    const auto object =
        QJsonDocument::fromJson(ctl({u"verify"_s, u"1"_s, u"--json"_s}).output.toUtf8()).object();
    QCOMPARE(u"%1 (%2)"_s.arg(object[u"words"_s].toString(), object[u"digits"_s].toString()),
        agents->code());
}

void TestComparingCodes::codeThatDiffersEndsTheConnection()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    const auto servers = verify(u"--name=pump-3"_s);
    QVERIFY(servers->start());
    QVERIFY(!agents->code().isEmpty());
    QVERIFY(!servers->code().isEmpty());
    servers->type("n\n");
    QCOMPARE(servers->exitCode(), 6);
    QVERIFY2(servers->errors().contains(
                 u"The codes differ: somebody is in between. End this connection."_s),
        qPrintable(servers->errors()));
    QVERIFY(m_server->waitFor(Stream::Errors, u"The codes differ"_s).hasMatch());
    QCOMPARE(agents->exitCode(), 1); // nobody has answered here when the connection ends
    QVERIFY(!read(u"servers"_s).contains("verified"));
    QVERIFY(read(u"agents"_s).isEmpty());
}

void TestComparingCodes::otherAnswersAreAskedAgain()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    QCOMPARE(ctl({u"verify"_s, u"1"_s, u"--json"_s}).code, 0);
    QVERIFY(!agents->code().isEmpty());
    agents->type("perhaps\n\nno\n");
    QCOMPARE(agents->exitCode(), 6);
    QVERIFY2(agents->errors().contains(
                 u"The codes differ: somebody is in between. End this connection."_s),
        qPrintable(agents->errors()));
    QVERIFY(!read(u"servers"_s).contains("verified"));
}

void TestComparingCodes::agentThatIsInterruptedBreaksItOff()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    QVERIFY(m_server->waitFor(Stream::Errors, u"wants to compare codes"_s).hasMatch());
    agents->type("\x03"); // Ctrl-C
    QCOMPARE(agents->exitCode(), 1);
    const auto sentence =
        u"The comparison was broken off; if that happens again, somebody may be in between."_s;
    QVERIFY2(agents->errors().contains(sentence), qPrintable(agents->errors()));
    QVERIFY(m_server->waitFor(Stream::Errors, QRegularExpression::escape(sentence)).hasMatch());
    const auto servers = verify();
    QVERIFY(servers->start());
    QCOMPARE(servers->exitCode(), 3);
    QVERIFY2(servers->errors().contains(sentence), qPrintable(servers->errors()));
}

void TestComparingCodes::serverThatGoesBreaksItOff()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    m_server->signal(SIGTERM);
    QCOMPARE(agents->exitCode(), 1);
    QVERIFY2(agents->errors().contains(u"The comparison was broken off"_s),
        qPrintable(agents->errors()));
}

void TestComparingCodes::verdictNeedsACode()
{
    QVERIFY(serve());
    QCOMPARE(ctl({u"verify"_s, u"1"_s, u"--json"_s}).errors,
        u"sealcord ctl: there is no connection 1\n"_s);
    QCOMPARE(ctl({u"verify"_s, u"x"_s, u"--json"_s}).code, 2);
    QCOMPARE(ctl({u"verify"_s, u"1"_s, u"--from=10.0.0.1"_s}).code, 2);
}

void TestComparingCodes::withoutATerminal()
{
    // A session of its own has none, whatever the test was started from.
    RunningProgram agent({});
    agent.setScript(u"exec setsid \"$0\" agent --verify 127.0.0.1:1"_s);
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 2);
    QCOMPARE(
        agent.errors(), u"sealcord agent: --verify asks a person, and there is no terminal\n"_s);
    QVERIFY(serve());
    RunningProgram ctl({});
    ctl.setScript(u"exec setsid \"$0\" ctl verify 1 --control "_s + path(u"control.sock"_s));
    QVERIFY(ctl.start());
    QCOMPARE(ctl.exitCode(), 2);
    QCOMPARE(ctl.errors().count(u'\n'), 1);
}

void TestComparingCodes::agentsAreApprovedRefusedAndRevokedWhileItTalks()
{
    QVERIFY(serve({u"--agents=ask"_s}));
    const auto start = [this](RunningProgram &agent) {
        QVERIFY(agent.start());
        QTRY_VERIFY(ctl({u"pending"_s}).output.contains(u"calls itself \"pump\""_s));
    };
    const QStringList words{u"agent"_s, m_server->address(), u"--trust=accept-new"_s,
        u"--name=pump"_s, u"--identity"_s, path(u"agent.key"_s), u"--known-servers"_s,
        path(u"servers"_s), u"--count=0"_s, u"--interval=50ms"_s, u"--no-reconnect"_s};
    {
        RunningProgram first(words);
        start(first);
        QCOMPARE(first.exitCode(), 5);
    }
    QVERIFY(ctl({u"refuse"_s, u"pump"_s}).output.startsWith(u"No longer waits: "_s));
    QVERIFY(ctl({u"pending"_s}).output.isEmpty());
    QCOMPARE(ctl({u"refuse"_s, u"pump"_s}).code, 3);
    {
        RunningProgram told(words); // once, that it is not wanted
        QVERIFY(told.start());
        QCOMPARE(told.exitCode(), 5);
        QVERIFY(ctl({u"pending"_s}).output.isEmpty());
    }
    {
        RunningProgram second(words);
        start(second);
        QCOMPARE(second.exitCode(), 5);
    }
    const auto approved =
        ctl({u"approve"_s, u"pump"_s, u"--name=pump-3"_s, u"--from=127.0.0.0/8"_s});
    QVERIFY2(
        approved.output.startsWith(u"Authorised pump-3  SHA256:"_s), qPrintable(approved.errors));
    QVERIFY(ctl({u"pending"_s}).output.isEmpty());
    QCOMPARE(u"Authorised "_s + ctl({u"agents"_s}).output, approved.output);
    QCOMPARE(ctl({u"approve"_s, u"pump"_s}).code, 3);

    RunningProgram third(words);
    QVERIFY(third.start());
    QVERIFY(third.waitFor(Stream::Output, u"Received from server"_s).hasMatch());
    QCOMPARE(ctl({u"revoke"_s, u"pump-3"_s, u"--json"_s}).code, 0);
    QCOMPARE(third.exitCode(), 5);
    QVERIFY(read(u"agents"_s).isEmpty());
    QCOMPARE(ctl({u"revoke"_s, u"pump-3"_s}).code, 3);
}

void TestComparingCodes::agentIsGoneWhenItsEntryExpires()
{
    QVERIFY(serve({u"--agents=authorized"_s}));
    RunningProgram key({u"key"_s, u"new"_s, u"agent"_s, u"--identity"_s, path(u"agent.key"_s)});
    QVERIFY(key.start());
    QCOMPARE(key.exitCode(), 0);
    const auto who = key.output().split(u'\n')[1];
    QCOMPARE(ctl({u"approve"_s, who, u"--name=pump"_s, u"--expires=2020-01-01"_s}).code, 3);
    const auto soon = QDateTime::currentDateTimeUtc().addSecs(6);
    QCOMPARE(ctl({u"approve"_s, who, u"--name=pump"_s,
                     u"--expires="_s + soon.toString(u"yyyy-MM-ddTHH:mm:ssZ"_s)})
                 .code,
        0);
    RunningProgram agent({u"agent"_s, m_server->address(), u"--trust=accept-new"_s, u"--identity"_s,
        path(u"agent.key"_s), u"--known-servers"_s, path(u"servers"_s), u"--count=0"_s,
        u"--interval=50ms"_s, u"--no-reconnect"_s});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 5); // whether it got in before that or not
    QVERIFY(ctl({u"agents"_s}).output.contains(u"  expired "_s));
}

void TestComparingCodes::agentsCommandAsksTheServerThatRuns()
{
    QVERIFY(serve());
    const auto run = [this](const QStringList &words) {
        RunningProgram program(QStringList{u"agents"_s} + words
            + QStringList{u"--control"_s, path(u"control.sock"_s)});
        if (!program.start())
            return Outcome{};
        const auto code = program.exitCode();
        return Outcome{code, program.output(), program.errors()};
    };
    const auto key = u"x25519:P99T93zo9UsOSG3jDyY+vh8zZBGOPfcuTq9Aqnq8yio"_s;
    const auto approved = run({u"approve"_s, key, u"--name=pump"_s, u"--from=10.1.0.0/16"_s});
    QVERIFY2(
        approved.output.startsWith(u"Authorised pump  SHA256:"_s), qPrintable(approved.errors));
    QVERIFY(read(u"agents"_s).contains(" name=pump from=10.1.0.0/16"));
    QVERIFY(m_server->waitFor(Stream::Errors, u"The authorised agents have changed"_s).hasMatch());
    QCOMPARE(u"Authorised "_s + run({u"list"_s}).output, approved.output);
    QVERIFY(run({u"list"_s, u"--json"_s}).output.contains(u"\"name\":\"pump\""_s));
    QVERIFY(run({u"pending"_s}).output.isEmpty());
    QCOMPARE(run({u"refuse"_s, u"pump"_s}).code, 2);
    QCOMPARE(run({u"revoke"_s, u"pump"_s}).code, 0);
    QVERIFY(read(u"agents"_s).isEmpty());
    m_server->signal(SIGTERM);
    QCOMPARE(m_server->exitCode(), 0);
    QCOMPARE(run({u"list"_s}).code, 1);
}

void TestComparingCodes::entryIsWrittenAsItIsGiven()
{
    QVERIFY(serve({u"--agents"_s, u"ask"_s}));
    const std::string key = "x25519:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const auto write = [this, &key](const std::string &members) {
        return ask(R"({"id":1,"do":"write","key":")" + key + "\"," + members + '}');
    };
    const auto fault = [&write](const std::string &members) {
        const auto written = write(members);
        return written ? QString() : written.error();
    };
    // Also what is over: who takes it back may not have seen that.
    const auto written = write(R"("name":"pump-3","from":"10.1.0.0/16","expires":"2020-01-01")");
    QVERIFY(written);
    QVERIFY(written->object()[u"expired"_s].toBool());
    const auto entry = QByteArray::fromStdString(key) + " name=pump-3";
    QCOMPARE(read(u"agents"_s), entry + " from=10.1.0.0/16 expires=2020-01-01\n");
    QVERIFY2(fault(R"("name":"pump-3")").contains(u"already"_s), "a second one of its key");
    QVERIFY(fault(R"("name":"pump-3","was_name":"pump-3")").contains(u"changed the entry"_s));
    const std::string was =
        R"("was_name":"pump-3","was_from":"10.1.0.0/16","was_expires":"2020-01-01")";
    QCOMPARE(fault(R"("name":"pump-4",)" + was), QString());
    QCOMPARE(read(u"agents"_s), QByteArray::fromStdString(key) + " name=pump-4\n");
    for (const auto *wrong : {R"("name":"two words")", R"("from":"10.0.0.0/8")",
             R"("name":"a","expires":"soon")", R"("name":"a","from":"nowhere")"})
        QVERIFY2(!fault(wrong).isEmpty(), wrong);
    QVERIFY(!ask(R"({"id":1,"do":"write","key":"nonsense","name":"a"})"));
    QCOMPARE(read(u"agents"_s), QByteArray::fromStdString(key) + " name=pump-4\n");
}

void TestComparingCodes::changesAreCounted()
{
    QVERIFY(serve({u"--agents"_s, u"ask"_s}));
    const auto count = [this](const QString &of) {
        const auto changes = ask(R"({"id":1,"do":"changes"})");
        return changes ? changes->object()[of].toInteger(-1) : -2;
    };
    const auto lists = count(u"lists"_s);
    auto agents = agent();
    QVERIFY(agents->start());
    QTRY_VERIFY(count(u"lists"_s) > lists); // it waits
    const auto waiting = ask(R"({"id":1,"do":"pending"})");
    QVERIFY(waiting);
    QCOMPARE(waiting->array().size(), 1);
    QVERIFY(waiting->array()[0].toObject()[u"tries"_s].toInteger() >= 1);
    const auto approval = ctl({u"approve"_s, waiting->array()[0].toObject()[u"key"_s].toString(),
        u"--name"_s, u"pump-3"_s});
    QCOMPARE(approval.code, 0);
    // It comes again, and its person asks.
    agents = agent();
    QVERIFY(agents->start());
    QTRY_VERIFY_WITH_TIMEOUT(count(u"comparisons"_s) > 0, patience);
    const auto comparisons = ask(R"({"id":1,"do":"comparisons"})");
    QVERIFY(comparisons);
    QCOMPARE(comparisons->array().size(), 1);
    QCOMPARE(comparisons->array()[0].toObject()[u"state"_s].toString(), u"asked-there"_s);
    const auto status = ask(R"({"id":1,"do":"status"})");
    QVERIFY(status);
    QCOMPARE(status->object()[u"agents"_s].toString(), u"ask"_s);
    QVERIFY(status->object()[u"key"_s].toString().startsWith(u"x25519:"_s));
}

QTEST_GUILESS_MAIN(TestComparingCodes)

#include "tst_comparingcodes.moc"
