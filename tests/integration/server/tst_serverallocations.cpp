// SPDX-License-Identifier: MIT
#include "tests/integration/server/runningserver.h"
#include "tests/integration/server/sealedends.h"
#include "tests/integration/server/sealedpeer.h"
#include "tests/support/memory/allocationcount.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

#include <atomic>

using namespace sealcord;
using namespace sealcord::test;

namespace {

/// An echo that tells how much memory its thread has asked for, from one message to another.
class CountingEcho final : public Service
{
public:
    /// Counts from the first message on that comes after \a warmUp others.
    explicit CountingEcho(int warmUp)
        : m_warmUp(warmUp)
    { }

    void messageReceived(Connection &connection, std::span<const std::byte> message) override
    {
        if (m_messages == m_warmUp)
            m_before = allocationsSoFar();
        if (m_messages >= m_warmUp)
            m_allocations = allocationsSoFar() - m_before;
        ++m_messages;
        std::ignore = connection.send(message);
        if (m_allocatesItself)
            m_copy = std::make_unique<int>(m_messages);
    }

    void allocateEachTime() { m_allocatesItself = true; }
    [[nodiscard]] long allocations() const { return m_allocations; }

private:
    const int m_warmUp;
    std::atomic<bool> m_allocatesItself{false};
    std::unique_ptr<int> m_copy;
    int m_messages = 0; // on the worker's thread, as the next one
    long m_before = 0;
    std::atomic<long> m_allocations{0};
};

} // namespace

/// That a message costs a server no memory once its connection has carried some.
class TestServerAllocations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noneForAMessage_data();
    void noneForAMessage();
    void noneForASealedMessage_data() { noneForAMessage_data(); }
    void noneForASealedMessage();
    void countsThoseThatThereAre();

private:
    static void talk(
        CountingEcho &echo, AeadEngine engine, qsizetype length, int depth, int rounds);
};

constexpr int warmUpRounds = 20;
constexpr int countedRounds = 60;

void TestServerAllocations::talk(
    CountingEcho &echo, AeadEngine engine, qsizetype length, int depth, int rounds)
{
    auto settings = RunningServer::settings();
    settings.workers = 1;
    settings.aead = engine;
    RunningServer server(settings, &echo);
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    const QByteArray message(length, 'm');
    for (int round = 0; round < rounds; ++round) {
        Bytes frames;
        for (int i = 0; i < depth; ++i) {
            const auto frame = client.frame(message);
            frames.insert(frames.end(), frame.begin(), frame.end());
        }
        QVERIFY(client.socket().write(frames));
        QCOMPARE(client.messages(depth).size(), depth);
    }
    QVERIFY(client.socket().write(client.goodbye()));
    QVERIFY(server.stop());
}

void TestServerAllocations::noneForAMessage_data()
{
    QTest::addColumn<AeadEngine>("engine");
    QTest::addColumn<qsizetype>("length");
    QTest::addColumn<int>("depth");
    for (const auto engine : aeadEngines) {
        if (!isAvailable(engine))
            continue;
        const auto add = [engine](const char *title, qsizetype length, int depth) {
            QTest::addRow("%s, %s", title, std::string(name(engine)).c_str())
                << engine << length << depth;
        };
        add("64 B, one at a time", 64, 1);
        add("64 B, 64 at once", 64, 64);
        add("64 KiB, over the ends of reads", qsizetype{64} * 1024, 8);
        add("400 KiB, in several reads", qsizetype{400} * 1024, 1);
    }
}

void TestServerAllocations::noneForAMessage()
{
    QFETCH(AeadEngine, engine);
    QFETCH(qsizetype, length);
    QFETCH(int, depth);
    CountingEcho echo(warmUpRounds * depth);
    talk(echo, engine, length, depth, warmUpRounds + countedRounds);
    QCOMPARE(echo.allocations(), 0);
}

void TestServerAllocations::noneForASealedMessage()
{
    QFETCH(AeadEngine, engine);
    QFETCH(qsizetype, length);
    QFETCH(int, depth);
    CountingEcho echo(warmUpRounds * depth);
    SealedEnds ends;
    auto settings = ends.serverSettings();
    settings.aead = engine;
    RunningServer server(settings, &echo);
    SealedPeer client(ends.agent, server.port());
    QVERIFY(client.shakeHands());
    const QByteArray message(length, 'm');
    for (int round = 0; round < warmUpRounds + countedRounds; ++round) {
        QVERIFY(client.send(message, depth));
        QCOMPARE(client.receive(depth), depth);
    }
    QVERIFY(server.stop());
    QCOMPARE(echo.allocations(), 0);
}

// Or the other test would prove nothing.
void TestServerAllocations::countsThoseThatThereAre()
{
    CountingEcho echo(warmUpRounds);
    echo.allocateEachTime();
    talk(echo, AeadEngine::OpenSsl, 64, 1, warmUpRounds + countedRounds);
    QCOMPARE(echo.allocations(), countedRounds - 1);
}

QTEST_GUILESS_MAIN(TestServerAllocations)
#include "tst_serverallocations.moc"
