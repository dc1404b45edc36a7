// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/connection.h"
#include "tests/integration/server/recordingtap.h"
#include "tests/integration/server/scriptedowner.h"
#include "tests/support/peers/classicpeer.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <memory>

namespace sealcord::test {

/// A server's connection on this thread, its owner scripted, a client at the other end. Time passes
/// as the test says.
class ConnectionFixture
{
protected:
    ConnectionFixture() = default;

    /// Before each test.
    void openConnection();
    /// However the connection ended: it says so once, is released once and deletes itself.
    void checkItsEnd();

    Connection *start(ScriptedOwner &owner, std::unique_ptr<ClassicPeer> &client);
    [[nodiscard]] bool establish();
    /// Lets so much time pass, in ticks.
    void pass(std::chrono::milliseconds time);
    [[nodiscard]] static Connection::Clock::time_point now();

    RecordingTap m_tap;
    MemoryBudget m_budget{64 * 1024 * 1024};
    IoContext m_context{m_tap, fastestAeadEngine(), &m_budget};
    std::unique_ptr<ScriptedOwner> m_owner;
    std::unique_ptr<ClassicPeer> m_client;
    QPointer<Connection> m_connection;

private:
    BlockingListener m_listener;
    QObject m_parent;
};

} // namespace sealcord::test
