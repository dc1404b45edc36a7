// SPDX-License-Identifier: MIT
#include "tests/integration/server/runningserver.h"
#include "tests/support/peers/classicclient.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

namespace {

constexpr std::size_t kibibyte = 1024;

/// A server with little memory for incomplete frames, and an agent on each of its workers that can
/// tell when they have read what arrived before.
class ShortOfMemory
{
public:
    ShortOfMemory(int workers, std::size_t maxBuffered)
        : m_server(settings(workers, maxBuffered))
    {
        for (int i = 0; i < workers; ++i) // each goes to the worker that has fewest
            m_agents.push_back(connect());
    }

    [[nodiscard]] std::unique_ptr<ClassicClient> connect()
    {
        auto client = std::make_unique<ClassicClient>(m_server.port());
        if (!client->shakeHands())
            qFatal("cannot connect");
        return client;
    }

    /// Sends \a bytes of \a client's frame and waits until they were read: a worker that echoes to
    /// another agent has passed by everybody who had sent before.
    void send(ClassicClient &client, std::span<const std::byte> bytes)
    {
        if (!client.socket().write(bytes))
            qFatal("cannot write");
        for (int round = 0; round < 10; ++round)
            for (const auto &agent : m_agents)
                if (!agent->echo("passing by"))
                    qFatal("the agent was cut off");
    }

    [[nodiscard]] const RecordingTap &tap() const { return m_server.tap(); }

private:
    static ServerSettings settings(int workers, std::size_t maxBuffered)
    {
        auto settings = RunningServer::settings();
        settings.workers = workers;
        settings.admission.maxBuffered = maxBuffered;
        return settings;
    }

    RunningServer m_server;
    std::vector<std::unique_ptr<ClassicClient>> m_agents;
};

} // namespace

class TestServerMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLongestWithoutProgressGoes_data();
    void oneLongestWithoutProgressGoes();
    void smallFramesDoNotShieldALargeOne();
    void completedFramesMakeRoom();
    void memoryOfTheGoneIsGivenBack();
};

void TestServerMemory::oneLongestWithoutProgressGoes_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<bool>("firstMakesProgress");
    QTest::newRow("one worker, the first") << 1 << false;
    QTest::newRow("one worker, the second") << 1 << true;
    QTest::newRow("two workers, the first") << 2 << false;
    QTest::newRow("two workers, the second") << 2 << true;
}

void TestServerMemory::oneLongestWithoutProgressGoes()
{
    QFETCH(int, workers);
    QFETCH(bool, firstMakesProgress);
    ShortOfMemory server(workers, 1536 * kibibyte); // for two fronts, not for three
    const auto first = server.connect();
    const auto second = server.connect();
    const auto third = server.connect();
    const auto frame = first->frame(QByteArray(8 * 1024 * 1024, 'x'));
    const auto front = std::span(frame).first(400 * kibibyte);

    server.send(*first, front);
    server.send(*second, front);
    if (firstMakesProgress)
        server.send(*first, std::span(frame).subspan(front.size(), 10));
    QVERIFY(server.tap().records().ended.empty());
    QVERIFY(third->socket().write(front));

    auto &victim = firstMakesProgress ? *second : *first;
    const auto how = server.tap().waitForEnd(victim.port());
    QCOMPARE(how.reason, EndReason::BufferOverflow);
    QVERIFY(how.text.starts_with("incomplete messages need too much memory"));
    server.send(*third, std::span(frame).subspan(front.size(), 10));
    QCOMPARE(server.tap().records().ended.size(), std::size_t{1});
}

// However little the ones before it held, they go and then it goes: the limit holds.
void TestServerMemory::smallFramesDoNotShieldALargeOne()
{
    ShortOfMemory server(2, 1024 * kibibyte);
    std::vector<std::unique_ptr<ClassicClient>> small;
    for (int i = 0; i < 20; ++i) {
        small.push_back(server.connect());
        const auto frame = small.back()->frame(QByteArray(10'000, 's'));
        server.send(*small.back(), std::span(frame).first(5000));
    }
    const auto large = server.connect();
    const auto frame = large->frame(QByteArray(8 * 1024 * 1024, 'x'));
    std::ignore = large->socket().write(std::span(frame).first(4096 * kibibyte));
    QCOMPARE(server.tap().waitForEnd(large->port()).reason, EndReason::BufferOverflow);
}

void TestServerMemory::completedFramesMakeRoom()
{
    ShortOfMemory server(2, 1536 * kibibyte);
    for (int i = 0; i < 5; ++i) {
        const auto client = server.connect();
        const auto frame = client->frame(QByteArray(500 * 1024, 'x'));
        server.send(*client, std::span(frame).first(400 * kibibyte));
        server.send(*client, std::span(frame).subspan(400 * kibibyte));
        QVERIFY(client->next() == EventRecord::message(QByteArray(500 * 1024, 'x')));
    }
    for (const auto &ended : server.tap().records().ended)
        QVERIFY(ended.reason != EndReason::BufferOverflow);
}

void TestServerMemory::memoryOfTheGoneIsGivenBack()
{
    ShortOfMemory server(2, 1536 * kibibyte);
    for (int i = 0; i < 10; ++i) {
        const auto client = server.connect();
        const auto frame = client->frame(QByteArray(8 * 1024 * 1024, 'x'));
        server.send(*client, std::span(frame).first(400 * kibibyte));
        const auto port = client->port();
        client->socket().reset();
        QCOMPARE(server.tap().waitForEnd(port).reason, EndReason::Lost);
    }
}

QTEST_GUILESS_MAIN(TestServerMemory)
#include "tst_servermemory.moc"
