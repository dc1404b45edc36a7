// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/connection.h"
#include "tests/support/hex.h"

#include <QTest>

#include <chrono>
#include <functional>
#include <tuple>
#include <vector>

namespace sealcord::test {

/// A connection's owner that does in each call what the test wants.
class ScriptedOwner final : public ConnectionOwner
{
public:
    using Act = std::function<void(Connection &)>;
    Act onEstablished;
    Act onReceived;
    Act onEnded;
    Act onReleased;

    int establishedCalls = 0;
    QList<QByteArray> messages;
    std::vector<ConnectionEnded> ends;
    int releasedCalls = 0;
    int memoryIsSpentCalls = 0;

    void established(Connection &connection) override
    {
        ++establishedCalls;
        act(onEstablished, connection);
    }
    void received(Connection &connection, std::span<const std::byte> message) override
    {
        messages += toByteArray(message);
        act(onReceived, connection);
        if (toByteArray(message) != messages.back())
            QTest::qFail("the message was not valid during the call", __FILE__, __LINE__);
    }
    void ended(Connection &connection, const ConnectionEnded &how) override
    {
        ends.push_back(how);
        act(onEnded, connection);
    }
    void released(Connection &connection) override
    {
        ++releasedCalls;
        act(onReleased, connection);
    }
    void memoryIsSpent(Connection &) override { ++memoryIsSpentCalls; }

private:
    static void act(const Act &act, Connection &connection)
    {
        if (act)
            act(connection);
    }
};

/// Asks for everything that an owner may ask for, in a state where it must change nothing.
inline void pester(Connection &connection)
{
    std::ignore = connection.send(toBytes("too late"));
    const auto now = Connection::Clock::now();
    connection.finish({EndReason::IdleTimeout, "again"}, now, now + std::chrono::seconds(10));
    connection.setReadingPaused(true);
    connection.setReadingPaused(false);
    connection.checkDeadlines(now);
    connection.abort({EndReason::IdleTimeout, "again"});
}

} // namespace sealcord::test
