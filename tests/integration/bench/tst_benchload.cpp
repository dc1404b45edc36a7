// SPDX-License-Identifier: MIT
#include "tests/integration/bench/benchprogram.h"
#include "tests/support/patience.h"

#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <memory>

using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

/// A server of any kind that echoes.
class EchoServer
{
public:
    virtual ~EchoServer() = default;
    EchoServer() = default;
    EchoServer(const EchoServer &) = delete;
    EchoServer &operator=(const EchoServer &) = delete;

    [[nodiscard]] virtual bool listen() = 0;
    [[nodiscard]] virtual QString address() const = 0;
    [[nodiscard]] virtual qint64 pid() const = 0;
};

class OurServer final : public EchoServer
{
public:
    bool listen() override { return m_server.listen(); }
    QString address() const override { return m_server.address(); }
    qint64 pid() const override { return m_server.pid(); }

private:
    ServerProgram m_server;
};

class Floor final : public EchoServer
{
public:
    explicit Floor(const QString &program)
        : m_program(program)
    { }
    ~Floor() override
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    bool listen() override
    {
        m_process.start(m_program, QStringList());
        if (!m_process.waitForReadyRead(patience))
            return false;
        m_address = QString::fromLatin1(m_process.readLine()).trimmed().section(u' ', -1);
        return m_address.startsWith(u"127.0.0.1:"_s);
    }
    QString address() const override { return m_address; }
    qint64 pid() const override { return m_process.processId(); }

private:
    QString m_program;
    QProcess m_process;
    QString m_address;
};

QStringList floors()
{
    return QString::fromLatin1(SEALCORD_FLOORS).split(u':', Qt::SkipEmptyParts);
}

std::unique_ptr<EchoServer> makeServer(const QString &name)
{
    if (name.isEmpty())
        return std::make_unique<OurServer>();
    return std::make_unique<Floor>(name);
}

} // namespace

class TestBenchLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void echoesAreVerifiedAndCounted_data();
    void echoesAreVerifiedAndCounted();
    void handshakesAreCounted_data();
    void handshakesAreCounted();
    void idleConnectionsStayOpen();
    void interruptedRunReports();
    void scalesToTheDescriptors();
    void textIsForPeople();
};

static void addServers()
{
    QTest::addColumn<QString>("server");
    QTest::newRow("ours") << QString();
    for (const auto &floor : floors())
        QTest::newRow(qPrintable(floor.section(u'/', -1))) << floor;
}

static void checkLatency(const QJsonObject &result)
{
    const auto latency = result["latency_ns"_L1].toObject();
    double before = 1;
    for (const auto key : {"p50"_L1, "p90"_L1, "p99"_L1, "p99_9"_L1, "max"_L1}) {
        const auto value = latency[key].toDouble();
        QVERIFY2(value >= before, key.data());
        before = value;
    }
    QVERIFY(latency["mean"_L1].toDouble() > 0);
}

void TestBenchLoad::echoesAreVerifiedAndCounted_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("load");
    auto servers = floors();
    servers.prepend(QString());
    for (const auto &server : servers) {
        for (const auto *load : {"", "--depth=64", "--size=1", "--connections=50 --threads=3",
                 "--connections=8 --size=1KiB --depth=16", "--size=65537 --depth=9",
                 "--connections=3 --size=1MiB --depth=4", "--size=4MiB --depth=2"}) {
            QTest::addRow("%s %s", qPrintable(server.section(u'/', -1)), load)
                << server << QString::fromLatin1(load);
        }
    }
}

void TestBenchLoad::echoesAreVerifiedAndCounted()
{
    QFETCH(QString, server);
    QFETCH(QString, load);
    const auto echo = makeServer(server);
    QVERIFY(echo->listen());
    BenchProgram bench(echo->address(),
        load.split(u' ', Qt::SkipEmptyParts)
            + QStringList{u"--duration=300ms"_s, u"--watch=%1"_s.arg(echo->pid())});
    QVERIFY(bench.start());
    QCOMPARE(bench.exitCode(), 0);
    QVERIFY2(!bench.errors().contains(u"sealcord bench:"_s), qPrintable(bench.errors()));

    const auto result = bench.result();
    QCOMPARE(result["work"_L1].toString(), u"messages"_s);
    QVERIFY(result["failure"_L1].isNull());
    QCOMPARE(result["interrupted"_L1], QJsonValue(false));
    // All of them may be late on a machine that has no time for us.
    QVERIFY(result["count_with_late_ones"_L1].toInteger() > 0);
    QVERIFY(result["count_with_late_ones"_L1].toInteger() >= result["count"_L1].toInteger());
    QCOMPARE(result["opened"_L1].toInteger(), result["connections"_L1].toInteger());
    QVERIFY(result["seconds"_L1].toDouble() > 0.25);
    QVERIFY(result["watched_cpu_ns"_L1].toDouble() > 0);
    QVERIFY(result["own_cpu_ns"_L1].toDouble() > 0);
    if (result["count"_L1].toInteger() > 0)
        checkLatency(result);
}

void TestBenchLoad::handshakesAreCounted_data()
{
    addServers();
}

void TestBenchLoad::handshakesAreCounted()
{
    QFETCH(QString, server);
    const auto echo = makeServer(server);
    QVERIFY(echo->listen());
    BenchProgram bench(echo->address(),
        {u"--handshakes"_s, u"--connections=4"_s, u"--threads=2"_s, u"--duration=300ms"_s});
    QVERIFY(bench.start());
    QCOMPARE(bench.exitCode(), 0);
    const auto result = bench.result();
    QCOMPARE(result["work"_L1].toString(), u"handshakes"_s);
    QVERIFY(result["count_with_late_ones"_L1].toInteger() > 0);
    if (result["count"_L1].toInteger() > 0)
        checkLatency(result);
}

void TestBenchLoad::idleConnectionsStayOpen()
{
    OurServer server;
    QVERIFY(server.listen());
    BenchProgram bench(server.address(),
        {u"--idle=200"_s, u"--opening=1"_s, u"--duration=300ms"_s,
            u"--watch=%1"_s.arg(server.pid())});
    QVERIFY(bench.start());
    QCOMPARE(bench.exitCode(), 0);
    const auto result = bench.result();
    QCOMPARE(result["idle"_L1].toInteger(), qint64(200));
    QCOMPARE(result["opened"_L1].toInteger(), qint64(201));
    QVERIFY(result["opened_per_second"_L1].toDouble() > 0);
    QVERIFY(result["count_with_late_ones"_L1].toInteger() > 0);
    QVERIFY(result.contains("watched_memory_per_connection"_L1));
}

void TestBenchLoad::interruptedRunReports()
{
    OurServer server;
    QVERIFY(server.listen());
    BenchProgram bench(server.address(), {u"--duration=1h"_s});
    QVERIFY(bench.start());
    const auto progress =
        bench.waitFor(RunningProgram::Stream::Errors, u"^[0-9.]+ s: [0-9,]+ messages/s, .* MB/s"_s);
    QVERIFY(progress.hasMatch());
    bench.signal(SIGINT);
    QCOMPARE(bench.exitCode(), 0);
    const auto result = bench.result();
    QCOMPARE(result["interrupted"_L1], QJsonValue(true));
    QVERIFY(result["count"_L1].toInteger() > 0);
    QVERIFY(result["seconds"_L1].toDouble() < 3000);
}

void TestBenchLoad::scalesToTheDescriptors()
{
    OurServer server;
    QVERIFY(server.listen());
    BenchProgram bench(server.address(), {u"--idle=1000"_s, u"--duration=100ms"_s});
    bench.limitDescriptors(150);
    QVERIFY(bench.start());
    QCOMPARE(bench.exitCode(), 0);
    QVERIFY(bench.errors().startsWith(
        u"sealcord bench: the system lets this process open 150 files, so there will be "_s));
    const auto result = bench.result();
    QCOMPARE(result["connections"_L1].toInteger(), qint64(1));
    QVERIFY(result["idle"_L1].toInteger() > 50);
    QVERIFY(result["idle"_L1].toInteger() < 150);
    QCOMPARE(result["opened"_L1].toInteger(), result["idle"_L1].toInteger() + 1);
}

void TestBenchLoad::textIsForPeople()
{
    OurServer server;
    QVERIFY(server.listen());
    RunningProgram bench({u"bench"_s, server.address(), u"--duration=100ms"_s});
    QVERIFY(bench.start());
    QCOMPARE(bench.exitCode(), 0);
    for (const auto *pattern : {"^load +1 connection, 64 B, 1 in flight on each$",
             "^messages +[0-9,]+ in [0-9.]+ ms, [0-9,]+/s, [0-9.]+ MB/s each way$",
             "^round trip  p50 .*, p90 .*, p99 .*, p99.9 .*, max .*$",
             "^opened +1 connection in "}) {
        QVERIFY2(bench.count(RunningProgram::Stream::Output, QString::fromLatin1(pattern)) == 1,
            pattern);
    }
}

QTEST_GUILESS_MAIN(TestBenchLoad)
#include "tst_benchload.moc"
