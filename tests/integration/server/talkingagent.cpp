// SPDX-License-Identifier: MIT
#include "tests/integration/server/talkingagent.h"
#include "tests/support/patience.h"

namespace sealcord::test {

TalkingAgent::TalkingAgent(const AgentSettings &settings)
    : agent(settings, tap)
{
    QObject::connect(&agent, &Agent::connected, &agent, [this] { ++connected; });
    QObject::connect(&agent, &Agent::messageReceived, &agent,
        [this](QByteArrayView message) { messages += message.toByteArray(); });
    QObject::connect(&agent, &Agent::disconnected, &agent,
        [this](const ConnectionEnded &how) { ends.push_back(how); });
    QObject::connect(
        &agent, &Agent::connectFailed, &agent, [this](const QString &why) { failures += why; });
    QObject::connect(&agent, &Agent::finished, &agent, [this] { ++finished; });
}

AgentSettings TalkingAgent::settings(
    quint16 port, std::optional<std::chrono::milliseconds> reconnectDelay)
{
    AgentSettings settings;
    settings.port = port;
    settings.reconnectDelay = reconnectDelay;
    return settings;
}

bool TalkingAgent::connects()
{
    agent.start();
    return waitForConnected();
}

bool TalkingAgent::waitForConnected(int times)
{
    return QTest::qWaitFor([&] { return connected >= times; }, patience);
}

bool TalkingAgent::waitForFinished()
{
    return QTest::qWaitFor([&] { return finished > 0; }, patience);
}

ConnectionEnded TalkingAgent::waitForEnd()
{
    if (QTest::qWaitFor([&] { return !ends.empty(); }, patience))
        return ends.front();
    QTest::qFail("the connection has not ended", __FILE__, __LINE__);
    return {};
}

} // namespace sealcord::test
