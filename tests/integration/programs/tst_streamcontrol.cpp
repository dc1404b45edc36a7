// SPDX-License-Identifier: MIT
#include "tests/integration/programs/askedservertest.h"
#include "tests/support/bytesof.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <memory>
#include <optional>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

static bool hears(BlockingSocket &socket, QByteArrayView text)
{
    return std::ranges::equal(socket.read(static_cast<std::size_t>(text.size())), bytesOf(text));
}

/// What a person who asks a running server finds out about the streams that it carries, and does to
/// them.
class TestStreamControl : public QObject, private AskedServerTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startIsTold();
    void streamsAreListed();
    void clientSaysHowManyItHas();
    void streamOfTheServersIsListed();
    void servicesAreListed();
    void changesTellOfAgentsThatPublish();
    void streamIsEnded();
    void whatIsAllowedChanges();
    void drainingTakesNoNewStreams();
    void hooksAreRun();
    void eventsAreRecordedAndFollowed();
    void wrongWords_data();
    void wrongWords();

private:
    /// A connection to one end of a stream, and the one that came out at its other end.
    struct Carried {
        BlockingSocket client;
        BlockingSocket service;
    };

    [[nodiscard]] Outcome told(const QStringList &arguments) const;
    [[nodiscard]] bool authorize() const;
    [[nodiscard]] bool run(const QStringList &options = {});
    [[nodiscard]] static quint16 portOf(RunningProgram &program, const QString &target);
    [[nodiscard]] std::optional<Carried> reach();
    [[nodiscard]] std::optional<Carried> reachPublished();
    [[nodiscard]] QJsonObject streams() const;

    BlockingListener m_web; // beside the server
    BlockingListener m_ssh; // beside the agent
    std::unique_ptr<RunningProgram> m_agent;
    quint16 m_local = 0; // leads to m_web
    quint16 m_exposed = 0; // leads to m_ssh
};

void TestStreamControl::init()
{
    begin();
    QVERIFY(authorize());
    QVERIFY(run());
}

void TestStreamControl::cleanup()
{
    m_agent.reset();
}

TestStreamControl::Outcome TestStreamControl::told(const QStringList &arguments) const
{
    RunningProgram program(arguments);
    if (!program.start())
        return {RunningProgram::stillRunning, {}, {}};
    const auto code = program.exitCode();
    return {code, program.output(), program.errors()};
}

bool TestStreamControl::authorize() const
{
    const auto key =
        told({u"key"_s, u"new"_s, u"agent"_s, u"--identity"_s, path(u"agent.key"_s)}).output;
    return key.contains(u"x25519:"_s)
        && told({u"agents"_s, u"approve"_s, key.split(u'\n')[1], u"--name=pump"_s,
                    u"--forward=web,nowhere"_s, u"--publish=ssh"_s, u"--authorized-agents"_s,
                    path(u"agents"_s)})
               .code
        == 0;
}

// Where the port is that leads to it.
quint16 TestStreamControl::portOf(RunningProgram &program, const QString &target)
{
    return program
        .waitFor(Stream::Errors, u"Listening on 127\\.0\\.0\\.1:([0-9]+) for "_s + target + u'$')
        .captured(1)
        .toUShort();
}

bool TestStreamControl::run(const QStringList &options)
{
    m_agent.reset();
    if (!serve(QStringList{u"--agents=authorized"_s, u"--forward"_s, u"web="_s + m_web.address(),
                   u"--expose"_s, u"0=ssh@pump"_s}
            + options))
        return false;
    m_agent = std::make_unique<RunningProgram>(
        QStringList{u"agent"_s, m_server->address(), u"--trust=accept-new"_s, u"--identity"_s,
            path(u"agent.key"_s), u"--known-servers"_s, path(u"servers"_s), u"--local"_s,
            u"0=web"_s, u"--publish"_s, u"ssh="_s + m_ssh.address(), u"--reconnect-delay=50ms"_s});
    if (!m_agent->start())
        return false;
    m_local = portOf(*m_agent, u"web"_s);
    m_exposed = portOf(*m_server, u"ssh@pump"_s);
    return m_agent->waitFor(Stream::Errors, u"Handshake done"_s).hasMatch() && m_exposed > 0;
}

std::optional<TestStreamControl::Carried> TestStreamControl::reach()
{
    auto client = BlockingSocket::connectTo(m_local);
    auto service = m_web.accept();
    if (!client.isOpen() || !service.isOpen())
        return std::nullopt;
    return Carried{std::move(client), std::move(service)};
}

std::optional<TestStreamControl::Carried> TestStreamControl::reachPublished()
{
    auto client = BlockingSocket::connectTo(m_exposed);
    auto service = m_ssh.accept();
    if (!client.isOpen() || !service.isOpen())
        return std::nullopt;
    return Carried{std::move(client), std::move(service)};
}

QJsonObject TestStreamControl::streams() const
{
    return QJsonDocument::fromJson(ctl({u"streams"_s, u"--json"_s}).output.toUtf8()).object();
}

void TestStreamControl::startIsTold()
{
    QVERIFY(m_server->errors().contains(u"Forwarding web to "_s + m_web.address() + u'\n'));
    QVERIFY(m_exposed > 0 && m_local > 0);
}

void TestStreamControl::streamsAreListed()
{
    QCOMPARE(ctl({u"streams"_s}).output, u"There is no stream\n"_s);
    auto carried = reach();
    QVERIFY(carried);
    QVERIFY(carried->client.write(bytesOf("abc")));
    QVERIFY(hears(carried->service, "abc"));
    QVERIFY(carried->service.write(bytesOf("defgh")));
    QVERIFY(hears(carried->client, "defgh"));

    const auto all = streams();
    QCOMPARE(all[u"unlisted"_s].toInteger(-1), 0);
    QCOMPARE(all[u"streams"_s].toArray().size(), 1);
    const auto stream = all[u"streams"_s][0].toObject();
    QCOMPARE(stream[u"connection"_s].toInteger(), 1);
    QCOMPARE(stream[u"stream"_s].toInteger(), 1);
    QCOMPARE(stream[u"agent"_s].toString(), u"pump"_s);
    QCOMPARE(stream[u"target"_s].toString(), u"web"_s);
    QCOMPARE(stream[u"opened_by"_s].toString(), u"peer"_s);
    QCOMPARE(stream[u"from"_s], stream[u"peer"_s]);
    QCOMPARE(stream[u"bytes_in"_s].toInteger(), 3);
    QCOMPARE(stream[u"bytes_out"_s].toInteger(), 5);
    QVERIFY(stream[u"age_ms"_s].toInteger(-1) >= 0);
    QCOMPARE(stream[u"state"_s].toString(), u"open"_s);

    const auto told = ctl({u"streams"_s, u"1"_s});
    QVERIFY2(told.output.contains(u"CONNECTION  STREAM  AGENT  TARGET  OPENED BY  FROM"_s),
        qPrintable(told.output));
    QVERIFY2(told.output.contains(u"1           1       pump   web     agent      127.0.0.1:"_s),
        qPrintable(told.output));
    QCOMPARE(ctl({u"streams"_s, u"2"_s}).output, u"There is no stream\n"_s);

    carried->client.shutdownWriting();
    QTRY_COMPARE(streams()[u"streams"_s][0][u"state"_s].toString(), u"ended-there"_s);
}

void TestStreamControl::clientSaysHowManyItHas()
{
    const auto told = [this](const std::string &request) { return ask(request).value(); };
    const std::string all = R"({"id":1,"do":"clients"})";
    QCOMPARE(told(all)[0][u"streams"_s].toInt(-1), 0);
    const auto web = reach();
    const auto ssh = reachPublished();
    QVERIFY(web && ssh);
    QCOMPARE(told(all)[0][u"streams"_s].toInt(-1), 2);
    QCOMPARE(told(R"({"id":1,"do":"client","connection":1})")[u"streams"_s].toInt(-1), 2);
}

void TestStreamControl::streamOfTheServersIsListed()
{
    auto carried = reachPublished();
    QVERIFY(carried);
    const auto stream = streams()[u"streams"_s][0].toObject();
    QCOMPARE(stream[u"stream"_s].toInteger(), 2);
    QCOMPARE(stream[u"opened_by"_s].toString(), u"us"_s);
    QCOMPARE(stream[u"target"_s].toString(), u"ssh"_s);
    QCOMPARE(stream[u"from"_s].toString(), u"127.0.0.1:%1"_s.arg(carried->client.localPort()));
}

void TestStreamControl::servicesAreListed()
{
    auto web = reach();
    auto ssh = reachPublished();
    QVERIFY(web && ssh);
    const auto services = [this](const QString &command) {
        return QJsonDocument::fromJson(ctl({command, u"--json"_s}).output.toUtf8()).array();
    };
    const QJsonObject forwarded{
        {u"name"_s, u"web"_s}, {u"address"_s, m_web.address()}, {u"streams"_s, 1}};
    QCOMPARE(services(u"forwards"_s), QJsonArray{forwarded});
    QJsonObject exposed{{u"address"_s, u"127.0.0.1:%1"_s.arg(m_exposed)},
        {u"target"_s, u"ssh@pump"_s}, {u"connected"_s, true}, {u"streams"_s, 1}};
    QCOMPARE(services(u"publish"_s), QJsonArray{exposed});
    QVERIFY(ctl({u"publish"_s}).output.contains(u"ssh@pump  connected  1\n"_s));

    m_agent.reset();
    exposed[u"connected"_s] = false;
    exposed[u"streams"_s] = 0;
    QTRY_COMPARE(services(u"publish"_s), QJsonArray{exposed});
}

void TestStreamControl::changesTellOfAgentsThatPublish()
{
    const auto changes = [this] {
        return ask(R"({"id":1,"do":"changes"})").value()[u"services"_s].toInt(-1);
    };
    const int before = changes();
    QVERIFY(before > 0); // it came
    QCOMPARE(changes(), before);
    m_agent.reset();
    QTRY_VERIFY(changes() > before);
}

void TestStreamControl::streamIsEnded()
{
    auto ended = reach();
    auto other = reach();
    QVERIFY(ended && other);
    QCOMPARE(
        ctl({u"stream"_s, u"kill"_s, u"1"_s, u"1"_s}).output, u"Ends stream 1 of connection 1\n"_s);
    QCOMPARE(ended->client.readToEnd(), BlockingSocket::End::Reset);
    QCOMPARE(ended->service.readToEnd(), BlockingSocket::End::Reset);
    QVERIFY(
        m_server->waitFor(Stream::Errors, u"Stream to web reset.*ended here by hand"_s).hasMatch());
    QVERIFY(m_agent->waitFor(Stream::Errors, u"Stream to web reset.*cancelled"_s).hasMatch());
    const auto again = ctl({u"stream"_s, u"kill"_s, u"1"_s, u"1"_s});
    QCOMPARE(again.code, 3);
    QCOMPARE(again.errors, u"sealcord ctl: connection 1 has no stream 1\n"_s);
    QVERIFY(other->client.write(bytesOf("x")));
    QVERIFY(hears(other->service, "x"));
}

void TestStreamControl::whatIsAllowedChanges()
{
    auto web = reach();
    QVERIFY(web);
    const auto less = ctl({u"allow"_s, u"pump"_s, u"--forward=nowhere"_s});
    QVERIFY2(less.output.startsWith(u"Changed pump  SHA256:"_s), qPrintable(less.errors));
    QVERIFY(less.output.endsWith(u"  forward nowhere  publish ssh\n"_s));
    QCOMPARE(web->client.readToEnd(), BlockingSocket::End::Reset);
    QVERIFY(reachPublished());
    QCOMPARE(ctl({u"allow"_s, u"pump"_s, u"--forward=nowhere,web"_s, u"--publish="_s}).code, 0);
    QVERIFY(reach());
    QVERIFY(read(u"agents"_s).endsWith(" name=pump forward=nowhere,web\n"));
    QCOMPARE(ctl({u"allow"_s, u"pump"_s, u"--publish=a b"_s}).code, 3);
    QCOMPARE(ctl({u"allow"_s, u"dump"_s, u"--publish=a"_s}).code, 3);
    QVERIFY(!ask(R"({"id":1,"do":"allow","who":"pump"})"));
    QVERIFY(!ask(R"({"id":1,"do":"allow","who":"pump","forward":["web"]})")); // takes none away
}

void TestStreamControl::drainingTakesNoNewStreams()
{
    auto old = reach();
    QVERIFY(old);
    QCOMPARE(ctl({u"drain"_s}).code, 0);
    QTRY_VERIFY(!BlockingSocket::connectTo(m_server->port()).isOpen());
    QVERIFY(!ctl({u"publish"_s}).output.contains(u"ssh@pump"_s)); // its port is closed
    auto late = BlockingSocket::connectTo(m_local);
    QVERIFY(
        m_server->waitFor(Stream::Errors, u"Stream to web refused.*shutting down"_s).hasMatch());
    QVERIFY(!m_web.hasPending());
    QVERIFY(old->client.write(bytesOf("still")));
    QVERIFY(hears(old->service, "still"));
}

void TestStreamControl::hooksAreRun()
{
    QFile script(path(u"hook"_s));
    QVERIFY(script.open(QFile::WriteOnly));
    script.write("#!/bin/sh\nexec cat >>" + QFile::encodeName(path(u"told"_s)) + '\n');
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    script.close();
    QVERIFY(run({u"--on"_s, u"stream-opened"_s, script.fileName(), u"--on"_s, u"stream-closed"_s,
        script.fileName()}));
    {
        auto carried = reach();
        QVERIFY(carried);
        QVERIFY(carried->client.write(bytesOf("abc")));
        QVERIFY(hears(carried->service, "abc"));
        QTRY_COMPARE(read(u"told"_s).count('\n'), 1);
    }
    QTRY_COMPARE(read(u"told"_s).count('\n'), 2);
    const auto lines = read(u"told"_s).split('\n');
    const auto opened = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(opened[u"event"_s].toString(), u"stream-opened"_s);
    QCOMPARE(opened[u"target"_s].toString(), u"web"_s);
    QCOMPARE(opened[u"agent"_s].toString(), u"pump"_s);
    const auto closed = QJsonDocument::fromJson(lines[1]).object();
    QCOMPARE(closed[u"event"_s].toString(), u"stream-closed"_s);
    QCOMPARE(closed[u"bytes_in"_s].toInt(), 3);
}

void TestStreamControl::eventsAreRecordedAndFollowed()
{
    QVERIFY(run({u"--record"_s, path(u"kept.sealcord"_s)}));
    RunningProgram follower(
        {u"ctl"_s, u"watch"_s, u"--json"_s, u"--control"_s, path(u"control.sock"_s)});
    QVERIFY(follower.start());
    QVERIFY(follower.waitFor(Stream::Output, u"\"connection-stands\""_s).hasMatch());
    quint16 from = 0;
    {
        auto carried = reach();
        QVERIFY(carried);
        QVERIFY(carried->client.write(bytesOf("abc")));
        QVERIFY(hears(carried->service, "abc"));
        carried->client.shutdownWriting();
        from = carried->client.localPort();
    }
    QVERIFY(from > 0);
    QVERIFY(follower
            .waitFor(Stream::Output,
                u"\"stream-closed\".*1 to web, .*: 3 bytes received, 0 bytes sent"_s)
            .hasMatch());
    QVERIFY(follower.output().contains(u"\"stream\":1,\"target\":\"web\""_s));
    m_server->signal(SIGTERM);
    QCOMPARE(m_server->exitCode(), 0);
    const auto shown = told({u"show"_s, path(u"kept.sealcord"_s)}).output;
    QVERIFY2(shown.contains(u" opened: 1 to web, from 127.0.0.1:"_s), qPrintable(shown));
    QVERIFY2(shown.contains(u": 3 bytes received, 0 bytes sent"_s), qPrintable(shown));
    QCOMPARE(told({u"show"_s, path(u"kept.sealcord"_s), u"--if"_s,
                      u"event:stream-opened target:web stream:1"_s})
                 .output.count(u'\n'),
        1);
}

void TestStreamControl::wrongWords_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("error");
    const auto needs = u"stream kill needs the NUMBER of a connection, and of a STREAM of it"_s;
    QTest::newRow("no connection")
        << QStringList{u"streams"_s, u"x"_s} << u"\"x\" is no number of a connection"_s;
    QTest::newRow("many connections")
        << QStringList{u"streams"_s, u"1,2"_s} << u"the NUMBER of one connection is needed"_s;
    QTest::newRow("no action") << QStringList{u"stream"_s} << u"stream needs kill"_s;
    QTest::newRow("another action")
        << QStringList{u"stream"_s, u"keep"_s} << u"\"keep\" is not kill"_s;
    QTest::newRow("kill nothing") << QStringList{u"stream"_s, u"kill"_s} << needs;
    QTest::newRow("kill a connection") << QStringList{u"stream"_s, u"kill"_s, u"1"_s} << needs;
    QTest::newRow("no number") << QStringList{u"stream"_s, u"kill"_s, u"1"_s, u"0"_s}
                               << u"\"0\" is no number of a stream"_s;
    QTest::newRow("allow nothing")
        << QStringList{u"allow"_s, u"pump"_s} << u"allow needs --forward or --publish"_s;
    QTest::newRow("too much") << QStringList{u"client"_s, u"1"_s, u"2"_s}
                              << u"\"2\" is unexpected"_s;
}

void TestStreamControl::wrongWords()
{
    QFETCH(QStringList, words);
    QFETCH(QString, error);
    const auto outcome = ctl(words);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(error), qPrintable(outcome.errors));
}

QTEST_GUILESS_MAIN(TestStreamControl)
#include "tst_streamcontrol.moc"
