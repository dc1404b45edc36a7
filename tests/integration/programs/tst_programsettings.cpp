// SPDX-License-Identifier: MIT
#include "tests/support/processes/runningprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// What the programs make of their command line, environment and configuration file.
class TestProgramSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysInOneLineWhatIsWrong_data();
    void saysInOneLineWhatIsWrong();
    void saysWhereTheFileIsWrong_data();
    void saysWhereTheFileIsWrong();
    void saysWhichVariableIsWrong();
    void takesNoTextThatIsNotUtf8_data();
    void takesNoTextThatIsNotUtf8();
    void readsAFileWhoseNameIsNotUtf8();
    void leavesAnUnknownVariableAtAWarning();
    void readsBackWhatItPrints_data();
    void readsBackWhatItPrints();
    void prefersWhatIsNearerToTheCommandLine();
    void helpFitsATerminal_data();
    void helpFitsATerminal();
    void helpNamesEverySetting_data();
    void helpNamesEverySetting();
    void tellsTheVersions_data();
    void tellsTheVersions();

private:
    QString writeFile(const QByteArray &content);

    QTemporaryDir m_directory;
};

QString TestProgramSettings::writeFile(const QByteArray &content)
{
    QFile file(m_directory.filePath(u"settings.ini"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        QTest::qFail("the file cannot be written", __FILE__, __LINE__);
    return file.fileName();
}

void TestProgramSettings::saysInOneLineWhatIsWrong_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("start");

    const auto row = [](const char *arguments, const char *start) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << QString::fromUtf8(start);
    };
    row("", "sealcord: ");
    row("serve", "sealcord: there is no command 'serve'");
    row("--port 5", "sealcord: ");
    row("server 127.0.0.1:0", "sealcord server: unexpected argument \"127.0.0.1:0\"");
    row("server --port 5", "sealcord server: unknown option --port");
    row("server --listen", "sealcord server: --listen needs a value");
    row("server --listen localhost:0", "sealcord server: --listen: \"localhost:0\"");
    row("server --listen 127.0.0.1:65536", "sealcord server: --listen: \"127.0.0.1:65536\"");
    row("server --listen [127.0.0.1]:1", "sealcord server: --listen: \"[127.0.0.1]:1\"");
    row("server --listen a:1 --listen b:1", "sealcord server: --listen");
    row("server --workers 0", "sealcord server: --workers: \"0\"");
    row("server --max-connections 0", "sealcord server: --max-connections: \"0\"");
    row("server --max-message 2GiB", "sealcord server: --max-message: \"2GiB\"");
    row("server --max-message -1", "sealcord server: --max-message: \"-1\"");
    row("server --handshake-timeout 0", "sealcord server: --handshake-timeout: \"0\"");
    row("server --idle-timeout soon", "sealcord server: --idle-timeout: \"soon\"");
    row("server --log-level loud", "sealcord server: --log-level: \"loud\"");
    row("server --log-format xml", "sealcord server: --log-format: \"xml\"");
    row("server --show-data all", "sealcord server: --show-data: \"all\"");
    row("server --show-if dir:up",
        "sealcord server: --show-if: \"dir:up\" is no filter: dir is in or out, not \"up\" (column "
        "5)");
    row("server --config /nonexistent/file", "sealcord server: /nonexistent/file: ");
    row("server --config /", "sealcord server: /: ");
    row("\x1b[31mx", "sealcord: there is no command '\\x1b[31mx'");
    row("\xc2\x9b\x1b]0;title\a", "sealcord: there is no command '\\u{009b}\\x1b]0;title\\x07'");
    row("server --\x1b[31mx", "sealcord server: unknown option --\\x1b[31mx");
    row("server --workers=\x1b[31m", "sealcord server: --workers: \"\\x1b[31m\"");
    row("server --config /\x1b[31m", "sealcord server: /\\x1b[31m: ");
    row("agent \x1b[31mx", "sealcord agent: HOST:PORT: \"\\x1b[31mx\"");
    row("bench a \x1b[31mx", "sealcord bench: unexpected argument \"\\x1b[31mx\"");
    row("bench --format \r", "sealcord bench: --format: \"\\r\"");
    row("agent --trust blindly", "sealcord agent: --trust: \"blindly\"");
    row("server --agents ask --protocol classic", "sealcord server: --agents ask needs");
    row("key", "sealcord key: an action is missing");
    row("key show \x1b[31mx", "sealcord key: \"\\x1b[31mx\" is none of server, agent");
    row("agents", "sealcord agents: an action is missing");
    row("agents approve SHA256:\r", "sealcord agents: \"SHA256:\\r\" is no whole fingerprint");
    row("agent a b", "sealcord agent: unexpected argument \"b\"");
    row("agent host:0", "sealcord agent: HOST:PORT: \"host:0\"");
    row("agent [::1", "sealcord agent: HOST:PORT: \"[::1\"");
    row("agent 1.2.3:1", "sealcord agent: HOST:PORT: \"1.2.3:1\"");
    row("agent --count -1", "sealcord agent: --count: \"-1\"");
    row("agent --interval 1x", "sealcord agent: --interval: \"1x\"");
    row("agent --message=", "sealcord agent: --message: ");
    row("agent --raw", "sealcord agent: --raw needs --stdin");
    row("agent --no-reconnect=perhaps", "sealcord agent: --no-reconnect: \"perhaps\"");
    row("agent --message long --max-message 3", "sealcord agent: --message is longer");
}

void TestProgramSettings::saysInOneLineWhatIsWrong()
{
    QFETCH(QString, arguments);
    QFETCH(QString, start);

    RunningProgram program(arguments.split(u' ', Qt::SkipEmptyParts));
    QVERIFY(program.start());
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.output(), QString());
    QVERIFY2(program.errors().startsWith(start), qPrintable(program.errors()));
    QVERIFY(!program.errors().contains(u'\x1b') && !program.errors().contains(u'\r'));
    QCOMPARE(program.count(Stream::Errors, u"\n"_s), 1);
    QVERIFY(program.errors().endsWith(u'\n'));
}

void TestProgramSettings::saysWhereTheFileIsWrong_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("place");

    const auto row = [](const char *name, const char *content, const char *place) {
        QTest::newRow(name) << QByteArray(content) << QString::fromUtf8(place);
    };
    row("unknown key", "[server]\nworkers = 1\nwokers = 2\n", ":3: unknown key wokers");
    row("bad value", "# many\n\nworkers = many\n", ":3: workers: \"many\"");
    row("bad value of the other program", "[agent]\ncount = some\n", ":2: count: \"some\"");
    row("unknown section", "[sever]\nworkers = 1\n", ":2: unknown section [sever]");
    row("the same key twice", "[server]\nworkers = 1\nworkers = 2\n", ":3: ");
    row("no key", "[server]\nworkers\n", ":2: ");
    row("open bracket", "[server\n", ":1: ");
    row("open quote", "[agent]\nmessage = \"oh\n", ":2: ");
    row("control characters", "[agent]\n\x1b[31mred = 1\n", ":2: ");
}

void TestProgramSettings::saysWhereTheFileIsWrong()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, place);

    const auto path = writeFile(content);
    RunningProgram program({u"server"_s, u"--config"_s, path});
    QVERIFY(program.start());
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(program.errors().startsWith(u"sealcord server: "_s + path + place));
    QCOMPARE(program.count(Stream::Errors, u"\n"_s), 1);
    QVERIFY(!program.errors().contains(u'\x1b'));
}

void TestProgramSettings::saysWhichVariableIsWrong()
{
    RunningProgram program({u"agent"_s});
    program.setVariable(u"SEALCORD_MAX_MESSAGE"_s, u"much\x1b"_s);
    QVERIFY(program.start());
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(program.errors().startsWith(u"sealcord agent: SEALCORD_MAX_MESSAGE: \"much"_s));
    QCOMPARE(program.count(Stream::Errors, u"\n"_s), 1);
    QVERIFY(!program.errors().contains(u'\x1b'));
}

void TestProgramSettings::takesNoTextThatIsNotUtf8_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("error");

    QTest::newRow("an argument") << u"exec \"$0\" agent --message \"$(printf 'caf\\351')\""_s
                                 << u"sealcord agent: --message: \"caf\\xe9\" is not UTF-8\n"_s;
    QTest::newRow("a variable")
        << u"SEALCORD_MESSAGE=$(printf 'caf\\351') exec \"$0\" agent"_s
        << u"sealcord agent: SEALCORD_MESSAGE: \"caf\\xe9\" is not UTF-8\n"_s;
}

void TestProgramSettings::takesNoTextThatIsNotUtf8()
{
    QFETCH(QString, script);
    QFETCH(QString, error);

    RunningProgram program({});
    program.setScript(script);
    QVERIFY(program.start());
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.errors(), error);
}

void TestProgramSettings::readsAFileWhoseNameIsNotUtf8()
{
    QVERIFY(m_directory.isValid());
    RunningProgram program({});
    program.setVariable(u"FOLDER"_s, m_directory.path());
    program.setScript(u"file=$FOLDER/$(printf 'caf\\351')\n"
                      "echo 'workers = 3' > \"$file\"\n"
                      "SEALCORD_CONFIG=$file \"$0\" server --print-config &&"
                      "\"$0\" server --print-config --config \"$file\" && rm \"$file\""_s);
    QVERIFY(program.start());
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.count(Stream::Output, u"^workers = 3 +# \\(file .*/caf\\\\xe9:1\\)$"_s), 2);
}

void TestProgramSettings::leavesAnUnknownVariableAtAWarning()
{
    ServerProgram server;
    server.setVariable(u"SEALCORD_SERVICE_HOST"_s, u"10.0.0.1"_s);
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"^\\S+ WARN .*SEALCORD_SERVICE_HOST"_s).hasMatch());
}

void TestProgramSettings::readsBackWhatItPrints_data()
{
    QTest::addColumn<QStringList>("command");

    QTest::newRow("server, defaults") << QStringList{u"server"_s};
    QTest::newRow("server, all set") << QStringList{u"server"_s, u"--listen"_s, u"[::1]:7"_s,
        u"--workers=3"_s, u"--max-connections=9"_s, u"--max-pending=3"_s, u"--max-per-address=2"_s,
        u"--max-message=1 MiB"_s, u"--max-buffered=2MiB"_s, u"--handshake-timeout=250ms"_s,
        u"--idle-timeout=1h"_s, u"--log-level=trace"_s, u"--log-format=json"_s,
        u"--log-limit=off"_s, u"--show-data=hex"_s, u"--protocol=sealed"_s, u"--identity=/s.key"_s,
        u"--agents=ask"_s, u"--authorized-agents=/a # b"_s, u"--psk-file=/p"_s, u"--name=lab 1"_s,
        u"--control=off"_s};
    QTest::newRow("agent, defaults") << QStringList{u"agent"_s};
    QTest::newRow("agent, awkward text")
        << QStringList{u"agent"_s, u"--message= \"a\\b\" # ; \n\t\x1b\u00fc\U0001f600 "_s};
    QTest::newRow("agent, all set") << QStringList{u"agent"_s, u"[::1]:9"_s,
        u"--connect-timeout=1s"_s, u"--handshake-timeout=2s"_s, u"--reply-timeout=3"_s,
        u"--reconnect-delay=1.5s"_s, u"--no-reconnect"_s, u"--max-message=4K"_s, u"--count=0"_s,
        u"--interval=0"_s, u"--trust=strict"_s, u"--identity=./auto"_s, u"--known-servers=/k"_s,
        u"--server-key=x25519:hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo"_s, u"--stdin"_s,
        u"--raw"_s, u"--log-level=warn"_s, u"--show-data=none"_s};
}

// Printed, read as a file and printed again, only the origins differ.
void TestProgramSettings::readsBackWhatItPrints()
{
    QFETCH(QStringList, command);

    RunningProgram first(command + QStringList{u"--print-config"_s});
    QVERIFY(first.start());
    QCOMPARE(first.exitCode(), 0);
    QCOMPARE(first.errors(), QString());
    QVERIFY(first.output().startsWith(u'[' + command.first() + u"]\n"_s));

    const auto path = writeFile(first.bytes(Stream::Output));
    RunningProgram second({command.first(), u"--print-config"_s, u"--config"_s, path});
    QVERIFY(second.start());
    QCOMPARE(second.exitCode(), 0);

    const auto values = [](const QString &text) {
        QStringList lines;
        for (const auto &line : text.split(u'\n'))
            lines += line.left(line.lastIndexOf(u"# ("_s)).trimmed();
        return lines;
    };
    QCOMPARE(values(second.output()), values(first.output()));
    QVERIFY(second.output().contains(u"# (file "_s + path + u":2)"_s));
}

void TestProgramSettings::prefersWhatIsNearerToTheCommandLine()
{
    const auto path = writeFile("workers = 2\nmax-pending = 2\nmax-connections = 2\n"
                                "[server]\nmax-pending = 3\nmax-connections = 3\n");
    RunningProgram program({u"server"_s, u"--print-config"_s, u"--workers"_s, u"5"_s});
    program.setVariable(u"SEALCORD_CONFIG"_s, path);
    program.setVariable(u"SEALCORD_WORKERS"_s, u"4"_s);
    program.setVariable(u"SEALCORD_MAX_CONNECTIONS"_s, u"4"_s);
    QVERIFY(program.start());
    QCOMPARE(program.exitCode(), 0);

    const auto has = [&program](const QString &pattern) {
        return program.count(Stream::Output, pattern) == 1;
    };
    QVERIFY(has(u"^workers = 5 +# \\(command line\\)$"_s));
    QVERIFY(has(u"^max-connections = 4 +# \\(environment SEALCORD_MAX_CONNECTIONS\\)$"_s));
    QVERIFY(
        has(u"^max-pending = 3 +# \\(file "_s + QRegularExpression::escape(path) + u":5\\)$"_s));
    QVERIFY(has(u"^max-message = 16 MiB +# \\(default\\)$"_s));
}

void TestProgramSettings::helpFitsATerminal_data()
{
    QTest::addColumn<QString>("arguments");

    for (const auto *arguments : {"--help", "-h", "server --help", "server -h", "agent --help",
             "key --help", "agents --help"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void TestProgramSettings::helpFitsATerminal()
{
    QFETCH(QString, arguments);

    RunningProgram program(arguments.split(u' '));
    QVERIFY(program.start());
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.errors(), QString());
    QVERIFY(program.output().contains(u"Usage:"_s));
    QVERIFY(program.output().endsWith(u'\n'));
    for (const auto &line : program.output().split(u'\n')) {
        QVERIFY2(line.size() <= 80, qPrintable(line));
        QCOMPARE(line, QString(line).replace(QRegularExpression(u"\\s+$"_s), QString()));
    }
}

void TestProgramSettings::helpNamesEverySetting_data()
{
    QTest::addColumn<QString>("command");

    QTest::newRow("server") << u"server"_s;
    QTest::newRow("agent") << u"agent"_s;
}

void TestProgramSettings::helpNamesEverySetting()
{
    QFETCH(QString, command);

    RunningProgram config({command, u"--print-config"_s});
    RunningProgram help({command, u"--help"_s});
    QVERIFY(config.start() && help.start());
    QCOMPARE(config.exitCode(), 0);
    QCOMPARE(help.exitCode(), 0);
    const auto text = help.output();
    for (const auto &line : config.output().split(u'\n').mid(1)) {
        const auto name = line.section(u" ="_s, 0, 0);
        if (!name.isEmpty() && name != u"server"_s)
            QVERIFY2(text.contains(u"--"_s + name + u' ') || text.contains(u"--"_s + name + u'\n'),
                qPrintable(name));
    }
    QVERIFY(text.contains(u"Exit status:"_s));
    QVERIFY(text.contains(u"Examples:"_s));
}

void TestProgramSettings::tellsTheVersions_data()
{
    QTest::addColumn<QString>("arguments");

    for (const auto *arguments : {"--version", "server --version", "agent --version"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void TestProgramSettings::tellsTheVersions()
{
    QFETCH(QString, arguments);

    RunningProgram program(arguments.split(u' '));
    QVERIFY(program.start());
    QCOMPARE(program.exitCode(), 0);
    const QRegularExpression expected(
        u"^sealcord \\d\\S*\nQt \\d\\S*\nOpenSSL 3.*\nAES-256-GCM by .*\n$"_s);
    QVERIFY(program.output().contains(expected));
}

QTEST_GUILESS_MAIN(TestProgramSettings)
#include "tst_programsettings.moc"
