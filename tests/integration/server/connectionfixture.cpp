// SPDX-License-Identifier: MIT
#include "tests/integration/server/connectionfixture.h"

#include "tests/support/patience.h"

#include <QTest>

#include <algorithm>

#include <unistd.h>

namespace sealcord::test {

using namespace std::chrono_literals;

static Connection::Clock::time_point currentTime;

static constexpr ConnectionLimits limits{.handshakeTimeout = 10s,
    .idleTimeout = 10min,
    .sendTimeout = 60s,
    .sendRate = 4096,
    .frameTimeout = 60s,
    .frameRate = 65'536,
    .lingerTimeout = 2s};

Connection::Clock::time_point ConnectionFixture::now()
{
    return currentTime;
}

void ConnectionFixture::openConnection()
{
    m_context.setClock(now);
    m_owner = std::make_unique<ScriptedOwner>();
    m_connection = start(*m_owner, m_client);
}

void ConnectionFixture::checkItsEnd()
{
    m_client.reset();
    const auto isGone = [this] {
        pass(limits.lingerTimeout);
        return !m_connection;
    };
    QVERIFY(QTest::qWaitFor(isGone, patience));
    QCOMPARE(m_owner->ends.size(), std::size_t{1});
    QCOMPARE(m_owner->releasedCalls, 1);
    QCOMPARE(m_budget.held(), std::size_t{0});
    QVERIFY(m_context.sendBuffer().isEmpty());
}

Connection *ConnectionFixture::start(ScriptedOwner &owner, std::unique_ptr<ClassicPeer> &client)
{
    client = std::make_unique<ClassicPeer>(
        m_listener.port(), BlockingSocket::Options{.receiveBuffer = 64 * 1024});
    auto *connection = new Connection( // deletes itself when released
        {1, {}}, dup(m_listener.accept().descriptor()), {.role = Role::Server}, limits, m_context,
        owner);
    connection->setParent(&m_parent);
    connection->start();
    return connection;
}

bool ConnectionFixture::establish()
{
    if (!m_client->socket().write(m_client->request()))
        return false;
    const auto isEstablished = [this] { return m_owner->establishedCalls > 0; };
    return QTest::qWaitFor(isEstablished, patience)
        && m_client->next() == EventRecord::established();
}

void ConnectionFixture::pass(std::chrono::milliseconds time)
{
    const auto until = currentTime + time;
    while (currentTime < until) {
        currentTime = std::min(until, currentTime + deadlineTick);
        if (m_connection)
            m_connection->checkDeadlines(currentTime);
    }
}

} // namespace sealcord::test
