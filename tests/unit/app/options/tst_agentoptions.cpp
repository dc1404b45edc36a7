// SPDX-License-Identifier: MIT
#include "core/app/options/agentoptions.h"
#include "tests/support/strings.h"

#include <QProcessEnvironment>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestAgentOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void everyOptionIsStored();
    void everyDefaultIsAValidValue();
    void noReconnectLeavesNoDelay();
    void readsReplay();
    void refuses_data();
    void refuses();
};

void TestAgentOptions::defaults()
{
    const auto options = parseAgentOptions({}, {});
    QVERIFY(options);
    const auto &settings = options->settings;
    QCOMPARE(settings.host, u"127.0.0.1"_s);
    QCOMPARE(int(settings.port), 1337);
    QCOMPARE(settings.connectTimeout, 10s);
    QCOMPARE(settings.reconnectDelay, std::optional<std::chrono::milliseconds>(5s));
    QCOMPARE(settings.replyTimeout, 10s);
    QCOMPARE(settings.connection.handshakeTimeout, 10s);
    QCOMPARE(settings.connection.maxMessageLength, std::size_t(16) * 1024 * 1024);
    QCOMPARE(options->message, u"Hello from client!"_s);
    QCOMPARE(options->count, quint64(5));
    QCOMPARE(options->interval, 1s);
    QVERIFY(!options->readsStdin);
    QVERIFY(!options->isRaw);
    QVERIFY(!options->log.showData);
    QVERIFY(options->log.showIf.isEmpty());
    QVERIFY(!options->recording.isAsked());
}

void TestAgentOptions::everyOptionIsStored()
{
    const auto options = parseAgentOptions(
        strings({"--message", "--hi", "--count=0", "--interval=0", "--connect-timeout=1",
            "--reply-timeout=2 s", "--reconnect-delay=250ms", "--handshake-timeout=3",
            "--max-message=64KiB", "--stdin", "--raw", "--show-data=none", "--aead=openssl",
            "--show-if=not text:noise", "[::1]:80"}),
        {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    const auto &settings = options->settings;
    QCOMPARE(settings.host, u"::1"_s);
    QCOMPARE(int(settings.port), 80);
    QCOMPARE(settings.connectTimeout, 1s);
    QCOMPARE(settings.replyTimeout, 2s);
    QCOMPARE(settings.aead, AeadEngine::OpenSsl);
    QCOMPARE(settings.reconnectDelay, std::optional<std::chrono::milliseconds>(250ms));
    QCOMPARE(settings.connection.handshakeTimeout, 3s);
    QCOMPARE(settings.connection.maxMessageLength, std::size_t(65536));
    QCOMPARE(options->message, u"--hi"_s);
    QCOMPARE(options->count, quint64(0));
    QCOMPARE(options->interval, 0s);
    QVERIFY(options->readsStdin);
    QVERIFY(options->isRaw);
    QCOMPARE(options->log.showData, std::optional(ShowData::None));
    QCOMPARE(options->log.showIf.text(), u"not text:noise"_s);
}

void TestAgentOptions::everyDefaultIsAValidValue()
{
    AgentOptions options;
    for (const auto &option : agentOptionTable(options))
        QVERIFY2(option.assign(option.defaultText), qPrintable(option.commandLineName()));
}

void TestAgentOptions::noReconnectLeavesNoDelay()
{
    const auto options = parseAgentOptions(strings({"--no-reconnect", "--reconnect-delay=1"}), {});
    QVERIFY(options);
    QVERIFY(!options->settings.reconnectDelay);

    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_NO_RECONNECT"_s, u"yes"_s);
    const auto overridden = parseAgentOptions({u"--no-reconnect=no"_s}, environment);
    QVERIFY(overridden);
    QVERIFY(overridden->settings.reconnectDelay);
}

void TestAgentOptions::readsReplay()
{
    const auto plain = parseAgentOptions(strings({"--replay", "a.sealcord"}), {});
    QVERIFY(plain);
    QCOMPARE(plain->replay.path, u"a.sealcord"_s);
    QVERIFY(!plain->replay.speed && !plain->replay.compares);
    const auto all = parseAgentOptions(strings({"--replay=a", "--speed=max", "--compare"}), {});
    QVERIFY(all);
    QCOMPARE(all->replay.speed, std::optional(0));
    QVERIFY(all->replay.compares);
}

void TestAgentOptions::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("about");

    QTest::newRow("bad address") << strings({"127.0.0.1:99999"})
                                 << "HOST:PORT: \"127.0.0.1:99999\"";
    QTest::newRow("two addresses") << strings({"a", "b"}) << "unexpected argument \"b\"";
    QTest::newRow("empty address") << strings({""}) << "HOST:PORT: \"\"";
    QTest::newRow("empty message") << strings({"--message="}) << "--message: must not be empty";
    QTest::newRow("no delay") << strings({"--reconnect-delay=0"}) << "--reconnect-delay: \"0\"";
    QTest::newRow("no deadline") << strings({"--reply-timeout=off"}) << "--reply-timeout: \"off\"";
    QTest::newRow("negative count") << strings({"--count=-1"}) << "--count: \"-1\"";
    QTest::newRow("speed alone") << strings({"--speed=10"})
                                 << "--speed and --compare need --replay";
    QTest::newRow("compare alone")
        << strings({"--compare"}) << "--speed and --compare need --replay";
    QTest::newRow("another speed")
        << strings({"--replay=a", "--speed=5"}) << "--speed: \"5\" is none of";
    QTest::newRow("both inputs") << strings({"--replay=a", "--stdin"}) << "--replay and --stdin";
    QTest::newRow("two outputs") << strings({"--stdin", "--pcap=-"})
                                 << "--pcap - and --stdin would both write to standard output";
    QTest::newRow("raw alone") << strings({"--raw"}) << "--raw needs --stdin";
    QTest::newRow("too long a message") << strings({"--max-message=3", "--message=four"})
                                        << "--message is longer than --max-message";
    QTest::newRow("server's option")
        << strings({"--listen=0.0.0.0:1"}) << "unknown option --listen";
}

void TestAgentOptions::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, about);
    const auto options = parseAgentOptions(arguments, {});
    QVERIFY(!options);
    QVERIFY2(options.error().text.startsWith(u"sealcord agent: "_s + about),
        qPrintable(options.error().text));
}

QTEST_GUILESS_MAIN(TestAgentOptions)
#include "tst_agentoptions.moc"
