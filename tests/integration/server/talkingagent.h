// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/agent/agent.h"
#include "tests/integration/server/recordingtap.h"

#include <QStringList>
#include <QTest>

#include <chrono>
#include <optional>

namespace sealcord::test {

/// An agent that keeps what it said. All on the test's thread.
class TalkingAgent
{
public:
    explicit TalkingAgent(const AgentSettings &settings);

    /// Connects to \a port on 127.0.0.1 and tries again after \a reconnectDelay, if at all.
    [[nodiscard]] static AgentSettings settings(quint16 port,
        std::optional<std::chrono::milliseconds> reconnectDelay = std::chrono::milliseconds(100));

    /// Starts and waits until it is connected.
    [[nodiscard]] bool connects();
    [[nodiscard]] bool waitForConnected(int times = 1);
    [[nodiscard]] bool waitForFinished();
    /// Waits until a connection has ended, and tells how. The test fails when that takes too long.
    [[nodiscard]] ConnectionEnded waitForEnd();

    RecordingTap tap;
    int connected = 0;
    QList<QByteArray> messages;
    std::vector<ConnectionEnded> ends;
    QStringList failures;
    int finished = 0;
    Agent agent; // last: it may speak until it is gone
};

} // namespace sealcord::test
