// SPDX-License-Identifier: MIT
#include "tests/integration/streams/forwardedservice.h"

#include <QTest>

#include <thread>

namespace sealcord::test {

using namespace Qt::StringLiterals;

void addRoutes()
{
    QTest::addColumn<Route>("route");
    QTest::newRow("reach") << Route::Reach;
    QTest::newRow("publish") << Route::Publish;
    QTest::newRow("between agents") << Route::BetweenAgents;
}

void addForbiddenTargets()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("reach") << Route::Reach << QByteArray("web");
    QTest::newRow("publish") << Route::Publish << QByteArray("web");
    QTest::newRow("between agents, to the user") << Route::BetweenAgents << QByteArray("web@owner");
    QTest::newRow("between agents, to the owner") << Route::BetweenAgents << QByteArray("web");
}

ForwardedService::ForwardedService(Route route, const Options &options)
    : m_address(options.address.isEmpty() ? m_service.address() : options.address)
    , m_server(std::make_unique<RunningServer>(
          serverSettings(route, options), nullptr, options.interest))
{
    m_isReady = m_server->isListening();
    if (route != Route::Reach) {
        m_owner = std::make_unique<ForwardingAgent>("owner", options.interest);
        AgentSettings settings;
        settings.published = {serviceAt(u"web"_s, m_address)};
        m_isReady =
            m_isReady && m_owner->start(m_server->port(), settings) && m_owner->waitForConnected();
    }
    if (route != Route::Publish) {
        m_user = std::make_unique<ForwardingAgent>("user", options.interest);
        AgentSettings settings;
        settings.locals = {portTo(route == Route::Reach ? u"web"_s : u"web@owner"_s)};
        m_isReady =
            m_isReady && m_user->start(m_server->port(), settings) && m_user->waitForConnected();
        m_port = m_user->port();
    }
}

ServerSettings ForwardedService::serverSettings(Route route, const Options &options)
{
    auto settings = RunningServer::settings();
    settings.workers = options.workers;
    settings.identity = &m_identity;
    settings.trust = &m_trust;
    if (route == Route::Reach)
        settings.forwards = {serviceAt(u"web"_s, m_address)};
    if (route == Route::Publish) {
        m_port = BlockingListener().port(); // which is free again
        settings.exposed = {portTo(u"web@owner"_s, m_port)};
    }
    return settings;
}

bool passes(BlockingSocket &from, BlockingSocket &to, const Bytes &bytes)
{
    bool isWritten = false;
    std::jthread writer([&] { isWritten = from.write(bytes); });
    const auto read = to.read(bytes.size());
    if (read.size() < bytes.size())
        to.close(); // nobody waits for the writer then
    writer.join();
    return isWritten && read == bytes;
}

} // namespace sealcord::test
