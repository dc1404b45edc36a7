// SPDX-License-Identifier: MIT
#include "tests/integration/streams/forwardingagent.h"

#include <utility>

namespace sealcord::test {

using namespace Qt::StringLiterals;

void Errands::run(const std::function<void()> &errand)
{
    leaveAndWait([this, &errand] {
        errand();
        done();
    });
}

void Errands::runUntilDone(const std::function<void()> &errand)
{
    leaveAndWait(errand);
}

void Errands::leaveAndWait(std::function<void()> errand)
{
    std::unique_lock lock(m_mutex);
    m_isDone = false;
    m_inbox.leave(std::move(errand));
    m_waiting.wait(lock, [this] { return m_isDone; });
}

void Errands::done()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isDone = true;
    }
    m_waiting.notify_one();
}

void Errands::read()
{
    for (const auto &errand : m_inbox.take())
        errand();
}

ForwardingAgent::ForwardingAgent(const std::string &name, TapInterest interest)
    : m_identity(freshIdentity(name))
    , m_tap(interest)
{
    m_there.moveToThread(&m_thread);
    m_thread.start();
}

ForwardingAgent::~ForwardingAgent()
{
    m_there.run([this] { m_agent.reset(); });
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
    m_there.run([&] {
        m_agent = std::make_unique<Agent>(settings, m_tap);
        isListening = m_agent->streams().listen().has_value();
        for (const auto &local : m_agent->streams().locals())
            m_ports.push_back(local.address.section(u':', -1).toUShort());
        m_agent->start();
    });
    return isListening;
}

bool ForwardingAgent::waitForConnected(std::size_t times) const
{
    return m_tap.waitFor([times](const RecordingTap::Records &records) {
        return records.established.size() >= times;
    });
}

void ForwardingAgent::setReadingPaused(bool paused)
{
    m_there.run([&] { m_agent->setReadingPaused(paused); });
}

void ForwardingAgent::resetStream(StreamNumber number)
{
    m_there.run([&] { m_agent->streams().reset(number); });
}

void ForwardingAgent::stop()
{
    m_there.runUntilDone([this] {
        QObject::connect(m_agent.get(), &Agent::finished, &m_there, [this] { m_there.done(); });
        m_agent->stop();
    });
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
