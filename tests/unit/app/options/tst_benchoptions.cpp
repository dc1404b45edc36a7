// SPDX-License-Identifier: MIT
#include "core/app/options/benchoptions.h"
#include "tests/support/strings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestBenchOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void everyOptionIsStored();
    void everyDefaultIsAValidValue();
    void sharesAFileWithTheOtherPrograms();
    void refuses_data();
    void refuses();
};

void TestBenchOptions::defaults()
{
    const auto options = parseBenchOptions({}, {});
    QVERIFY(options);
    QCOMPARE(options->server.host, u"127.0.0.1"_s);
    QCOMPARE(int(options->server.port), 1337);
    QCOMPARE(options->timeout, 10s);
    QCOMPARE(options->connections, std::size_t(1));
    QCOMPARE(options->size, std::size_t(64));
    QCOMPARE(options->depth, std::size_t(1));
    QCOMPARE(options->duration, 10s);
    QCOMPARE(options->threads, std::size_t(1));
    QCOMPARE(options->idle, std::size_t(0));
    QCOMPARE(options->opening, std::size_t(16));
    QVERIFY(!options->measuresHandshakes);
    QVERIFY(!options->watchedProcess);
    QCOMPARE(options->format, BenchFormat::Text);
    QCOMPARE(options->aead, fastestAeadEngine());
}

void TestBenchOptions::everyOptionIsStored()
{
    const auto options = parseBenchOptions(
        strings({"--connections=64", "--size", "1KiB", "--depth=16", "--duration=250ms",
            "--threads=4", "--idle=10000", "--opening=1", "--timeout=3", "--watch=77",
            "--format=json", "--aead=openssl", "[::1]:80"}),
        {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->server, (HostPort{u"::1"_s, 80}));
    QCOMPARE(options->timeout, 3s);
    QCOMPARE(options->connections, std::size_t(64));
    QCOMPARE(options->size, std::size_t(1024));
    QCOMPARE(options->depth, std::size_t(16));
    QCOMPARE(options->duration, 250ms);
    QCOMPARE(options->threads, std::size_t(4));
    QCOMPARE(options->idle, std::size_t(10000));
    QCOMPARE(options->opening, std::size_t(1));
    QCOMPARE(options->watchedProcess, std::optional<qint64>(77));
    QCOMPARE(options->format, BenchFormat::Json);
    QCOMPARE(options->aead, AeadEngine::OpenSsl);

    const auto handshakes = parseBenchOptions({u"--handshakes"_s}, {});
    QVERIFY(handshakes);
    QVERIFY(handshakes->measuresHandshakes);
}

void TestBenchOptions::everyDefaultIsAValidValue()
{
    BenchOptions options;
    for (const auto &option : benchOptionTable(options))
        QVERIFY2(option.assign(option.defaultText), qPrintable(option.commandLineName()));
}

void TestBenchOptions::sharesAFileWithTheOtherPrograms()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"sealcord.ini"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[server]\nworkers = 2\n[agent]\ncount = 3\n[bench]\ndepth = 7\n");
    file.close();
    const auto options = parseBenchOptions({u"--config"_s, path}, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->depth, std::size_t(7));
}

void TestBenchOptions::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("about");

    QTest::newRow("no connection") << strings({"--connections=0"}) << "--connections: \"0\"";
    QTest::newRow("nothing in flight") << strings({"--depth=0"}) << "--depth: \"0\"";
    QTest::newRow("empty message") << strings({"--size=0"}) << "--size: \"0\"";
    QTest::newRow("no thread") << strings({"--threads=0"}) << "--threads: \"0\"";
    QTest::newRow("no time") << strings({"--duration=0"}) << "--duration: \"0\"";
    QTest::newRow("opening none") << strings({"--opening=0"}) << "--opening: \"0\"";
    QTest::newRow("process zero") << strings({"--watch=0"}) << "--watch: \"0\"";
    QTest::newRow("unknown format") << strings({"--format=xml"}) << "--format: \"xml\"";
    QTest::newRow("bad address") << strings({"127.0.0.1:99999"})
                                 << "HOST:PORT: \"127.0.0.1:99999\"";
    QTest::newRow("idle handshakes")
        << strings({"--handshakes", "--idle=1"}) << "--handshakes leaves no connection idle";
}

void TestBenchOptions::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, about);

    const auto options = parseBenchOptions(arguments, {});
    QVERIFY(!options);
    QVERIFY2(options.error().text.startsWith(u"sealcord bench: "_s + about),
        qPrintable(options.error().text));
}

QTEST_GUILESS_MAIN(TestBenchOptions)
#include "tst_benchoptions.moc"
