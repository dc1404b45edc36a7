// SPDX-License-Identifier: MIT
#include "tests/integration/server/runningserver.h"
#include "tests/support/patience.h"

#include <QHostAddress>
#include <QSignalSpy>
#include <QTest>

namespace sealcord::test {

RunningServer::RunningServer(TapInterest interest)
    : RunningServer(settings(), nullptr, interest)
{ }

RunningServer::RunningServer(const ServerSettings &settings, Service *service, TapInterest interest)
    : m_tap(interest)
    , m_server(std::make_unique<Server>(settings, service ? *service : m_echo, m_tap))
{
    QObject::connect(
        m_server.get(), &Server::stopped, m_server.get(), [this] { m_hasStopped = true; });
    QSignalSpy started(m_server.get(), &Server::started);
    m_server->start();
    if (started.wait(patience))
        m_port = m_server->address().section(u':', -1).toUShort();
}

RunningServer::~RunningServer() = default;

ServerSettings RunningServer::settings()
{
    ServerSettings settings;
    settings.address = QHostAddress(QHostAddress::LocalHost);
    settings.port = 0;
    settings.workers = 2;
    return settings;
}

bool RunningServer::waitForStopped()
{
    return QTest::qWaitFor([this] { return m_hasStopped; }, patience);
}

bool RunningServer::stop()
{
    beginToStop();
    return waitForStopped();
}

} // namespace sealcord::test
