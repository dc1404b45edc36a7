// SPDX-License-Identifier: MIT
#include "core/app/process/process.h"
#include "tests/integration/server/runningserver.h"
#include "tests/integration/server/talkingagent.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"

#include <QDeadlineTimer>
#include <QTest>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <numeric>
#include <span>
#include <tuple>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

constexpr int agents = isSanitized ? 100 : 1000;
constexpr auto reconnectDelay = 500ms;

/// Agents that send again when they have their reply, so that each is owed one all the time.
class Crowd
{
public:
    explicit Crowd(quint16 port)
    {
        for (int i = 0; i < agents; ++i) {
            auto &one = *m_all.emplace_back(
                std::make_unique<TalkingAgent>(TalkingAgent::settings(port, reconnectDelay)));
            const auto say = [&one] { std::ignore = one.agent.send(word()); };
            QObject::connect(&one.agent, &Agent::connected, &one.agent, say);
            QObject::connect(&one.agent, &Agent::messageReceived, &one.agent, say);
            one.agent.start();
        }
    }

    /// Waits for it. Not QTest::qWaitFor, which looks only when the event loop has a rest.
    [[nodiscard]] bool areAll(const std::function<bool(const TalkingAgent &)> &isSo) const
    {
        const QDeadlineTimer deadline(patience);
        const auto is = [&isSo](const auto &one) { return isSo(*one); };
        while (!std::ranges::all_of(m_all, is) && !deadline.hasExpired())
            QTest::qWait(10);
        return std::ranges::all_of(m_all, is);
    }
    /// Replies that came before the first connection of each ended.
    [[nodiscard]] quint64 replies() const
    {
        return std::accumulate(m_all.begin(), m_all.end(), quint64{0},
            [](quint64 sum, auto &one) { return sum + one->ends.front().count.messagesIn; });
    }

private:
    static std::span<const std::byte> word()
    {
        static constexpr std::array<std::byte, 20> bytes{};
        return bytes;
    }

    std::vector<std::unique_ptr<TalkingAgent>> m_all;
};

} // namespace

/// A server that takes the place of another one, and its agents with it.
class TestHandover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyAgentIsBackAtItsFirstTry();
};

void TestHandover::initTestCase()
{
    if (raiseDescriptorLimit() < 4 * agents + 200)
        QSKIP("the limit of open files is too low");
}

void TestHandover::everyAgentIsBackAtItsFirstTry()
{
    auto settings = RunningServer::settings();
    settings.admission.maxPending = agents; // who comes all at once
    RunningServer first(settings);
    const Crowd crowd(first.port());
    QVERIFY(crowd.areAll([](const TalkingAgent &one) { return one.messages.size() > 10; }));

    first.server().drain();
    settings.port = first.port();
    while (BlockingSocket::connectTo(first.port()).isOpen()) { } // it has heard of it
    const RunningServer second(settings);
    QVERIFY(second.isListening());
    QVERIFY(!first.hasStopped());
    QVERIFY(first.stop());

    QVERIFY(crowd.areAll([](const TalkingAgent &one) { return one.connected == 2; }));
    QVERIFY(crowd.areAll([](const TalkingAgent &one) {
        return one.ends.size() == 1 && one.ends.front().reason == EndReason::ClosedByPeer
            && one.failures.isEmpty();
    }));
    // What came to the server was answered, and the answers came. What did not, an agent knows:
    // what it has sent and got no reply to, of which there was one at most.
    quint64 owed = 0;
    quint64 sent = 0;
    for (const auto &end : first.tap().records().ended) {
        owed += end.count.messagesIn;
        sent += end.count.messagesOut;
    }
    QCOMPARE(sent, owed);
    QCOMPARE(crowd.replies(), sent);
    QVERIFY(crowd.areAll([](const TalkingAgent &one) {
        const auto &count = one.ends.front().count;
        return count.messagesOut - count.messagesIn <= 1;
    }));
}

QTEST_GUILESS_MAIN(TestHandover)

#include "tst_handover.moc"
