// SPDX-License-Identifier: MIT
#include "core/app/options/streamoptions.h"
#include "core/app/options/windowoptions.h"
#include "tests/support/strings.h"

#include <QProcessEnvironment>
#include <QTemporaryFile>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestStreamOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServersAreStored();
    void anAgentsAreStored();
    void aVariableHasThemAll();
    void theCommandLineReplacesTheFile();
    void thePrintedConfigurationSetsTheSame();
    void theHelpSaysThatOneCanBeRepeated();
    void aServerRefuses_data();
    void aServerRefuses();
    void aServerTakes_data();
    void aServerTakes();
    void anAgentRefuses_data();
    void anAgentRefuses();
    void aWindowHasNoPipe();
};

namespace {

template <typename T> QStringList shown(const std::vector<T> &values)
{
    QStringList all;
    for (const auto &value : values)
        all += value.toString();
    return all;
}

QString errorOf(const auto &options)
{
    return options ? u"none"_s : options.error().text;
}

} // namespace

void TestStreamOptions::aServersAreStored()
{
    const auto options = parseServerOptions(
        strings({"--forward", "db=127.0.0.1:5432", "--forward=web=proxy+unix:/run/web.sock",
            "--expose", "8080=web@pump-3", "--expose=[::1]:81=web@b", "--forward-to-anyone",
            "--proxy-from=10.1.0.0/16,::1", "--proxy-from", "192.0.2.7"}),
        {});
    QVERIFY2(options, qPrintable(errorOf(options)));
    const auto &settings = options->settings;
    QCOMPARE(
        shown(settings.forwards), strings({"db=127.0.0.1:5432", "web=proxy+unix:/run/web.sock"}));
    QCOMPARE(shown(settings.exposed), strings({"127.0.0.1:8080=web@pump-3", "[::1]:81=web@b"}));
    QVERIFY(options->trust.isForwardedToAnyone);
    QCOMPARE(shown(settings.proxies), strings({"10.1.0.0/16", "::1", "192.0.2.7"}));

    const auto plain = parseServerOptions({}, {});
    QVERIFY(plain && plain->settings.forwards.empty() && plain->settings.exposed.empty()
        && plain->settings.proxies.empty() && !plain->trust.isForwardedToAnyone);
}

void TestStreamOptions::anAgentsAreStored()
{
    const auto options = parseAgentOptions(
        strings({"--local", "8080=web", "--local=-=ssh@pump-3", "--local", "0.0.0.0:81=web@b",
            "--publish=ssh=127.0.0.1:22", "--publish", "x=unix:/x"}),
        {});
    QVERIFY2(options, qPrintable(errorOf(options)));
    const auto &settings = options->settings;
    QCOMPARE(shown(settings.locals), strings({"127.0.0.1:8080=web", "0.0.0.0:81=web@b"}));
    QCOMPARE(settings.pipedTarget, u"ssh@pump-3"_s);
    QCOMPARE(shown(settings.published), strings({"ssh=127.0.0.1:22", "x=unix:/x"}));

    const auto plain = parseAgentOptions({}, {});
    QVERIFY(plain && plain->settings.locals.empty() && plain->settings.published.empty()
        && plain->settings.pipedTarget.isEmpty());
}

void TestStreamOptions::aVariableHasThemAll()
{
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_LOCAL"_s, u"8080=web, 81=db"_s);
    const auto options = parseAgentOptions({}, environment);
    QVERIFY2(options, qPrintable(errorOf(options)));
    QCOMPARE(shown(options->settings.locals), strings({"127.0.0.1:8080=web", "127.0.0.1:81=db"}));
}

void TestStreamOptions::theCommandLineReplacesTheFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("[agent]\nlocal = 8080=web 81=db -=ssh\npublish = a=h:1\n");
    file.close();
    const auto config = u"--config="_s + file.fileName();
    const auto read = parseAgentOptions({config}, {});
    QVERIFY2(read, qPrintable(errorOf(read)));
    QCOMPARE(read->settings.locals.size(), std::size_t(2));
    QCOMPARE(read->settings.pipedTarget, u"ssh"_s);
    const auto options = parseAgentOptions({config, u"--local=82=x"_s}, {});
    QVERIFY2(options, qPrintable(errorOf(options)));
    QCOMPARE(shown(options->settings.locals), strings({"127.0.0.1:82=x"}));
    QCOMPARE(options->settings.pipedTarget, QString());
    QCOMPARE(shown(options->settings.published), strings({"a=h:1"}));
}

void TestStreamOptions::thePrintedConfigurationSetsTheSame()
{
    const auto options =
        parseAgentOptions(strings({"--print-config", "--local=8080=web", "--local=81=db"}), {});
    QVERIFY(options && options->answer);
    QVERIFY2(options->answer->contains(u"local = 8080=web 81=db"_s), qPrintable(*options->answer));
}

void TestStreamOptions::theHelpSaysThatOneCanBeRepeated()
{
    const auto options = parseServerOptions(strings({"--help"}), {});
    QVERIFY(options && options->answer);
    QVERIFY(options->answer->contains(u"\n  --forward NAME=HOST:PORT..."_s));
    QVERIFY(options->answer->contains(u"can be given several times"_s));
    const auto other = parseServerWindowOptions(strings({"--help"}), {});
    QVERIFY(other && other->answer && other->answer->contains(u"--expose "_s));
}

void TestStreamOptions::aServerRefuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("error");

    const auto row = [](const char *name, const QStringList &arguments, const char *error) {
        QTest::newRow(name) << arguments << QString::fromUtf8(error);
    };
    row("no address", strings({"--forward=db"}), "--forward: \"db\" is no name with an address");
    row("no agent", strings({"--expose=80=web"}), "--expose: \"web\" names no agent: web@pump-3");
    row("no network", strings({"--proxy-from=10.1.0.1/16"}), "--proxy-from: \"10.1.0.1/16\" is ");
    row("a name twice",
        strings({"--agents=authorized", "--forward=a=h:1", "--forward=b=h:1", "--forward=a=h:2"}),
        "--forward has the name a twice");
    row("a port twice", strings({"--expose=80=web@a", "--expose=0.0.0.0:80=db@a"}),
        "127.0.0.1:80=web@a and 0.0.0.0:80=db@a would listen on one port");
    row("its own port", strings({"--expose=1337=web@a"}),
        "--expose 127.0.0.1:1337=web@a is where the server itself listens");
    row("anyone", strings({"--forward=db=h:1"}),
        "--forward with --agents anyone lets every stranger in");
    row("nothing for anyone", strings({"--forward-to-anyone"}),
        "--forward-to-anyone needs --forward");
    row("forward in classic",
        strings({"--forward=db=h:1", "--forward-to-anyone", "--protocol=classic"}),
        "--forward and --expose need --protocol sealed");
    row("expose in classic", strings({"--expose=80=db@a", "--protocol=classic"}),
        "--forward and --expose need --protocol sealed");
}

void TestStreamOptions::aServerRefuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, error);
    const auto options = parseServerOptions(arguments, {});
    QVERIFY2(
        errorOf(options).startsWith(u"sealcord server: "_s + error), qPrintable(errorOf(options)));
    const auto window = parseServerWindowOptions(arguments, {});
    QVERIFY2(errorOf(window).startsWith(u"sealcord-server-gui: "_s + error),
        qPrintable(errorOf(window)));
}

void TestStreamOptions::aServerTakes_data()
{
    QTest::addColumn<QStringList>("arguments");

    QTest::newRow("authorised agents") << strings({"--forward=db=h:1", "--agents=authorized"});
    QTest::newRow("those that ask") << strings({"--forward=db=h:1", "--agents=ask"});
    QTest::newRow("one port on two addresses")
        << strings({"--expose=127.0.0.1:80=a@x", "--expose=127.0.0.2:80=b@x"});
    QTest::newRow("balancers with classic")
        << strings({"--proxy-from=10.0.0.1", "--protocol=classic"});
}

void TestStreamOptions::aServerTakes()
{
    QFETCH(QStringList, arguments);
    const auto options = parseServerOptions(arguments, {});
    QVERIFY2(options, qPrintable(errorOf(options)));
}

void TestStreamOptions::anAgentRefuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("error");

    const auto row = [](const char *name, const QStringList &arguments, const char *error) {
        QTest::newRow(name) << arguments << QString::fromUtf8(error);
    };
    row("no service", strings({"--local=8080"}), "--local: \"8080\" is no port with a service");
    row("no target of the pipe", strings({"--local=-="}), "--local: \"\" is neither a service");
    row("pipe without a target", strings({"--local", "-", "web"}), "--local: \"-\" is no port");
    row("two pipes", strings({"--local=-=a", "--local=-=b"}),
        "--local: - leads to one service alone");
    row("a header", strings({"--publish=web=proxy+h:1"}),
        "--publish: \"web=proxy+h:1\" cannot have a header");
    row("a name twice", strings({"--publish=a=h:1", "--publish=a=unix:/x"}),
        "--publish has the name a twice");
    row("a port twice", strings({"--local=80=a", "--local=127.0.0.1:80=b"}),
        "127.0.0.1:80=a and 127.0.0.1:80=b would listen on one port");
    for (const auto *argument : {"--local=80=a", "--local=-=a", "--publish=a=h:1"})
        row(argument, strings({argument, "--protocol=classic"}),
            "--local and --publish need --protocol sealed: classic has no streams");
    row("pipe and lines", strings({"--local=-=a", "--stdin"}),
        "--local - and --stdin do not go together");
    row("pipe and replay", strings({"--local=-=a", "--replay=x"}),
        "--local - and --replay do not go together");
    row("pipe and codes", strings({"--local=-=a", "--verify"}),
        "--local - and --verify do not go together");
    row("pipe and packets", strings({"--local=-=a", "--pcap=-"}),
        "--local - and --pcap - do not go together");
}

void TestStreamOptions::anAgentRefuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, error);
    const auto options = parseAgentOptions(arguments, {});
    QVERIFY2(
        errorOf(options).startsWith(u"sealcord agent: "_s + error), qPrintable(errorOf(options)));
}

void TestStreamOptions::aWindowHasNoPipe()
{
    const auto options = parseAgentWindowOptions(strings({"--local=-=a"}), {});
    QCOMPARE(errorOf(options), u"sealcord-agent-gui: --local - needs 'sealcord agent'"_s);
    const auto other = parseAgentWindowOptions(strings({"--local=80=a", "--publish=b=h:1"}), {});
    QVERIFY2(other, qPrintable(errorOf(other)));
    QCOMPARE(other->agent.settings.locals.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestStreamOptions)
#include "tst_streamoptions.moc"
