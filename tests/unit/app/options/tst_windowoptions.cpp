// SPDX-License-Identifier: MIT
#include "core/app/options/windowoptions.h"
#include "tests/support/strings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestWindowOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreQuiet();
    void serverTakesWhatItsConsoleProgramTakes();
    void agentTakesItsServerByName();
    void sectionOfTheConsoleProgramIsShared();
    void keepsOfTheRecordingOptionsTheFlightRecorder();
    void ownSectionIsUnderstoodByTheConsoleProgram();
    void refuses_data();
    void refuses();
};

static QString writtenFile(const QTemporaryDir &folder, const QByteArray &text)
{
    QFile file(folder.filePath(u"sealcord.ini"_s));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                              : QString();
}

void TestWindowOptions::defaultsAreQuiet()
{
    const auto server = parseServerWindowOptions({}, {});
    QVERIFY(server);
    QCOMPARE(server->server.log.level, LogLevel::Warn);
    QVERIFY(!server->window.start);
    QCOMPARE(server->window.appearance, WindowOptions::Appearance::Stored);
    QVERIFY(server->window.language.isEmpty());
    const auto agent = parseAgentWindowOptions({}, {});
    QVERIFY(agent);
    QCOMPARE(agent->agent.log.level, LogLevel::Warn);
    QVERIFY(!agent->demo);
}

void TestWindowOptions::serverTakesWhatItsConsoleProgramTakes()
{
    const auto options = parseServerWindowOptions(
        strings({"--listen", "[::1]:24300", "--start", "--max-message=1KiB", "--appearance=dark",
            "--language", "de", "--log-level=debug"}),
        {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(int(options->server.settings.port), 24300);
    QCOMPARE(options->server.settings.connection.maxMessageLength, std::size_t(1024));
    QCOMPARE(options->server.log.level, LogLevel::Debug);
    QVERIFY(options->window.start);
    QCOMPARE(options->window.appearance, WindowOptions::Appearance::Dark);
    QCOMPARE(options->window.language, u"de"_s);
}

void TestWindowOptions::keepsOfTheRecordingOptionsTheFlightRecorder()
{
    const auto arguments = strings({"--flight-recorder=64K"});
    const auto server = parseServerWindowOptions(arguments, {});
    QVERIFY(server);
    QCOMPARE(server->server.recording.flightSize, std::optional<std::size_t>(64 * 1024));
    const auto agent = parseAgentWindowOptions(arguments, {});
    QVERIFY(agent);
    QCOMPARE(agent->agent.recording.flightSize, std::optional<std::size_t>(64 * 1024));
    QVERIFY(!parseServerWindowOptions(strings({"--record=a.sealcord"}), {}));
    QVERIFY(!parseAgentWindowOptions(strings({"--flight-recorder=0"}), {}));
}

void TestWindowOptions::agentTakesItsServerByName()
{
    const auto options = parseAgentWindowOptions(
        strings({"--connect", "example.org:24301", "--demo", "--no-reconnect"}), {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->agent.settings.host, u"example.org"_s);
    QCOMPARE(int(options->agent.settings.port), 24301);
    QVERIFY(options->demo);
    QVERIFY(!options->agent.settings.reconnectDelay);
}

void TestWindowOptions::sectionOfTheConsoleProgramIsShared()
{
    const QTemporaryDir folder;
    const auto path =
        writtenFile(folder, "[server]\nmax-message = 2 KiB\n[server-gui]\nstart = yes\n");
    const auto options = parseServerWindowOptions({u"--config"_s, path}, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->server.settings.connection.maxMessageLength, std::size_t(2048));
    QVERIFY(options->window.start);
}

void TestWindowOptions::ownSectionIsUnderstoodByTheConsoleProgram()
{
    const QTemporaryDir folder;
    const auto path =
        writtenFile(folder, "[server-gui]\nstart = yes\n[agent-gui]\nappearance = dark\n");
    const auto options = parseServerOptions({u"--config"_s, path}, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
}

void TestWindowOptions::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("complaint");

    QTest::newRow("appearance") << strings({"--appearance=pink"}) << u"--appearance"_s;
    QTest::newRow("language") << strings({"--language=xx"}) << u"--language"_s;
    QTest::newRow("unknown") << strings({"--nonsense"}) << u"--nonsense"_s;
    QTest::newRow("stray argument") << strings({"127.0.0.1:24302"}) << u"127.0.0.1:24302"_s;
    QTest::newRow("what is said is no setting") << strings({"--stdin"}) << u"--stdin"_s;
}

void TestWindowOptions::refuses()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, complaint);

    const auto options = parseAgentWindowOptions(arguments, {});
    QVERIFY(!options);
    QVERIFY2(options.error().text.startsWith(u"sealcord-agent-gui: "_s),
        qPrintable(options.error().text));
    QVERIFY2(options.error().text.contains(complaint), qPrintable(options.error().text));
    QVERIFY(!options.error().text.contains(u'\n'));
}

QTEST_APPLESS_MAIN(TestWindowOptions)
#include "tst_windowoptions.moc"
