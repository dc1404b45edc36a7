// SPDX-License-Identifier: MIT
#include "core/app/options/serveroptions.h"
#include "tests/support/strings.h"

#include <QHostAddress>
#include <QProcessEnvironment>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestServerOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void everyOptionIsStored();
    void everyDefaultIsAValidValue();
    void refuses_data();
    void refuses();
    void admissionIsDerived_data();
    void admissionIsDerived();
    void smallBufferIsAWarning();
    void logLevelHasItsOwnVariable();
    void fastestAeadIsTheDefault();
    void aeadThatIsMissingIsAnError();
};

void TestServerOptions::defaults()
{
    const auto options = parseServerOptions({}, {});
    QVERIFY(options);
    const auto &settings = options->settings;
    QCOMPARE(settings.address, QHostAddress(u"0.0.0.0"_s));
    QCOMPARE(int(settings.port), 1337);
    QVERIFY(settings.workers >= 1);
    QCOMPARE(settings.connection.maxMessageLength, std::size_t(16) * 1024 * 1024);
    QCOMPARE(settings.connection.handshakeTimeout, 10s);
    QCOMPARE(settings.connection.idleTimeout, 0s);
    QCOMPARE(settings.admission.maxPerAddress, std::size_t(0));
    QCOMPARE(settings.admission.maxBuffered, std::size_t(256) * 1024 * 1024);
    QVERIFY(!options->maxConnections);
    QVERIFY(!options->maxPending);
    QCOMPARE(options->log.level, LogLevel::Info);
    QCOMPARE(options->log.format, LogFormat::Text);
    QCOMPARE(options->log.linesPerSecond, std::optional<quint64>(10));
    QVERIFY(!options->log.showData);
    QVERIFY(options->log.showIf.isEmpty());
    QVERIFY(!options->answer);
    QVERIFY(options->warnings.isEmpty());
}

void TestServerOptions::everyOptionIsStored()
{
    const auto options = parseServerOptions(
        strings({"--listen", "[::]:0", "--workers=3", "--max-connections=40", "--max-pending=4",
            "--max-per-address=2", "--max-message", "1KiB", "--max-buffered=2 KiB",
            "--handshake-timeout=1500ms", "--idle-timeout=1min", "--log-level=trace",
            "--log-format=json", "--log-limit=500", "--show-data=hex", "--aead=openssl",
            "--show-if=dir:in len>100", "--record=a b.sealcord", "--record-if=dir:out",
            "--record-frames", "--record-max-size=1MiB", "--record-max-age=1h", "--record-keep=7",
            "--flight-recorder=64M", "--pcap=-", "--control=/c.sock"}),
        {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    const auto &settings = options->settings;
    QCOMPARE(settings.address, QHostAddress(u"::"_s));
    QCOMPARE(int(settings.port), 0);
    QCOMPARE(settings.workers, 3);
    QCOMPARE(options->maxConnections, std::optional<std::size_t>(40));
    QCOMPARE(options->maxPending, std::optional<std::size_t>(4));
    QCOMPARE(settings.admission.maxPerAddress, std::size_t(2));
    QCOMPARE(settings.connection.maxMessageLength, std::size_t(1024));
    QCOMPARE(settings.admission.maxBuffered, std::size_t(2048));
    QCOMPARE(settings.aead, AeadEngine::OpenSsl);
    QCOMPARE(settings.connection.handshakeTimeout, 1500ms);
    QCOMPARE(settings.connection.idleTimeout, 60s);
    QCOMPARE(options->log.level, LogLevel::Trace);
    QCOMPARE(options->log.format, LogFormat::Json);
    QCOMPARE(options->log.linesPerSecond, std::optional<quint64>(500));
    QCOMPARE(options->log.showData, std::optional(ShowData::Hex));
    QCOMPARE(options->log.showIf.text(), u"dir:in len>100"_s);
    const auto &recording = options->recording;
    QCOMPARE(recording.path, std::optional(u"a b.sealcord"_s));
    QCOMPARE(recording.filter.text(), u"dir:out"_s);
    QVERIFY(recording.hasFrames);
    QCOMPARE(recording.maxSize, std::optional<std::size_t>(1024 * 1024));
    QCOMPARE(recording.maxAge, std::optional<std::chrono::milliseconds>(1h));
    QCOMPARE(recording.keep, std::optional<std::size_t>(7));
    QCOMPARE(recording.flightSize, std::optional<std::size_t>(64 * 1024 * 1024));
    QCOMPARE(options->capture.form, RecordingSettings::Form::Packets);
    QVERIFY(options->capture.isStandardOutput());
    QCOMPARE(options->control.kind, ControlChoice::Kind::Path);
    QCOMPARE(options->control.path, u"/c.sock"_s);
}

void TestServerOptions::everyDefaultIsAValidValue()
{
    ServerOptions options;
    for (const auto &option : serverOptionTable(options))
        QVERIFY2(option.assign(option.defaultText), qPrintable(option.commandLineName()));
}

void TestServerOptions::refuses_data()
{
    QTest::addColumn<QString>("argument");

    for (const auto *argument : {"--listen=localhost:1337", "--workers=0", "--workers=1025",
             "--max-connections=0", "--max-pending=0", "--max-per-address=-1", "--max-message=0",
             "--max-message=1025MiB", "--max-buffered=0", "--handshake-timeout=0",
             "--handshake-timeout=off", "--idle-timeout=never", "--log-level=all",
             "--log-format=xml", "--log-limit=0", "--aead=fast", "--show-data=all",
             "--show-if=dir:up", "--record-if=dir:up", "--record-max-size=0", "--record-max-age=0",
             "--record-keep=0", "--flight-recorder=0", "--record-max-size=1", "--record-keep=1",
             "--record-if=dir:in", "--control=", "--count=5", "--print-config=maybe"})
        QTest::addRow("%s", argument) << argument;
}

void TestServerOptions::refuses()
{
    QFETCH(QString, argument);
    const auto options = parseServerOptions({argument}, {});
    QVERIFY(!options);
    const auto name = argument.first(argument.indexOf(u'='));
    QVERIFY2(
        options.error().text.startsWith(u"sealcord server: "_s), qPrintable(options.error().text));
    QVERIFY2(options.error().text.contains(name), qPrintable(options.error().text));
    QVERIFY(!options.error().text.contains(u'\n'));
}

void TestServerOptions::admissionIsDerived_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("descriptors");
    QTest::addColumn<int>("connections");
    QTest::addColumn<int>("pending");

    QTest::newRow("both") << QStringList() << 1064 << 1000 << 250;
    QTest::newRow("pending of what was chosen")
        << strings({"--max-connections=100"}) << 1064 << 100 << 25;
    QTest::newRow("pending chosen") << strings({"--max-pending=7"}) << 1064 << 1000 << 7;
    QTest::newRow("auto") << strings({"--max-pending=auto", "--max-connections=auto"}) << 1064
                          << 1000 << 250;
    QTest::newRow("hardly any descriptors") << QStringList() << 10 << 1 << 1;
}

void TestServerOptions::admissionIsDerived()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, descriptors);
    QFETCH(int, connections);
    QFETCH(int, pending);
    const auto options = parseServerOptions(arguments, {});
    QVERIFY(options);
    const auto limits = options->admission(std::size_t(descriptors));
    QCOMPARE(limits.maxConnections, std::size_t(connections));
    QCOMPARE(limits.maxPending, std::size_t(pending));
    QCOMPARE(limits.maxBuffered, options->settings.admission.maxBuffered);
}

void TestServerOptions::smallBufferIsAWarning()
{
    const auto options = parseServerOptions({u"--max-buffered=1MiB"_s}, {});
    QVERIFY(options);
    QCOMPARE(options->warnings.size(), 1);
}

void TestServerOptions::logLevelHasItsOwnVariable()
{
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_LOG"_s, u"debug"_s);
    const auto options = parseServerOptions({}, environment);
    QVERIFY(options);
    QCOMPARE(options->log.level, LogLevel::Debug);
}

void TestServerOptions::fastestAeadIsTheDefault()
{
    for (const auto &arguments : {QStringList(), strings({"--aead=auto"})}) {
        const auto options = parseServerOptions(arguments, {});
        QVERIFY(options);
        QCOMPARE(options->settings.aead, fastestAeadEngine());
    }
}

void TestServerOptions::aeadThatIsMissingIsAnError()
{
    const auto options = parseServerOptions(strings({"--aead=ipsec-mb"}), {});
    const auto why = whyUnavailable(AeadEngine::IpsecMb);
    QCOMPARE(options.has_value(), !why);
    if (!why) {
        QCOMPARE(options->settings.aead, AeadEngine::IpsecMb);
        QSKIP("ipsec-mb is available here");
    }
    QVERIFY2(options.error().text.contains(u"--aead: \"ipsec-mb\" "_s + QString::fromUtf8(*why)),
        qPrintable(options.error().text));
}

QTEST_GUILESS_MAIN(TestServerOptions)
#include "tst_serveroptions.moc"
