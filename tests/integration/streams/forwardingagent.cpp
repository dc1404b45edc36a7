// SPDX-License-Identifier: MIT
#include "tests/integration/streams/forwardingagent.h"

#include <QSemaphore>

namespace sealcord::test {

using namespace Qt::StringLiterals;

ForwardingAgent::ForwardingAgent(const std::string &name, TapInterest interest)
    : m_identity(freshIdentity(name))
    , m_tap(interest)
{
    m_there.moveToThread(&m_thread);
    m_thread.start();
}

ForwardingAgent::~ForwardingAgent()
{
    QMetaObject::invokeMethod(&m_there, [this] { m_agent.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

bool ForwardingAgent::start(quint16 server, AgentSettings settings)
{
    settings.port = server;
    settings.reconnectDelay = std::chrono::milliseconds(20);
    settings.protocol = Protocol::Sealed;
    settings.identity = &m_identity;
    settings.trust = &m_trust;
    bool isListening = false;
    QMetaObject::invokeMethod(
        &m_there,
        [&] {
            m_agent = std::make_unique<Agent>(settings, m_tap);
            isListening = m_agent->listen().has_value();
            for (const auto &local : m_agent->locals())
                m_ports.push_back(local.address.section(u':', -1).toUShort());
            m_agent->start();
        },
        Qt::BlockingQueuedConnection);
    return isListening;
}

bool ForwardingAgent::waitForConnected(std::size_t times) const
{
    return m_tap.waitFor([times](const RecordingTap::Records &records) {
        return records.established.size() >= times;
    });
}

void ForwardingAgent::stop()
{
    QSemaphore over;
    QMetaObject::invokeMethod(&m_there, [this, &over] {
        QObject::connect(m_agent.get(), &Agent::finished, &m_there, [&over] { over.release(); });
        m_agent->stop();
    });
    over.acquire();
}

NamedService serviceAt(const QString &name, const QString &address)
{
    return *parseNamedService(name + u'=' + address);
}

LocalPort portTo(const QString &target, quint16 port)
{
    return *parseLocalPort(u"%1=%2"_s.arg(port).arg(target));
}

} // namespace sealcord::test
