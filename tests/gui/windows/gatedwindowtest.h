// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/agentgate.h"
#include "core/trust/keyword.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/integration/server/sealedends.h"
#include "tests/unit/trust/trustfolder.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTest>
#include <QThread>

#include <memory>

namespace sealcord::test {

/// A server's window with a gate that judges agents by their keys, and such an agent.
class GatedWindowTest : public ServerWindowTest
{
protected:
    /// For init().
    void begin()
    {
        m_folder = std::make_unique<TrustFolder>();
        m_ends = std::make_unique<SealedEnds>();
    }
    /// For cleanup().
    void end()
    {
        m_agent.reset();
        if (m_window)
            m_window->close();
        m_window.reset();
        if (m_thread) {
            m_thread->quit();
            m_thread->wait();
        }
        m_gate.reset();
        m_thread.reset();
    }
    void openWith(AgentPolicy policy);

    /// As an editor does: a new file in the place of the old one.
    void writeAgents(const QByteArray &text) const
    {
        m_folder->write(QStringLiteral("new"), text);
        QFile::remove(m_folder->path(QStringLiteral("authorized_agents")));
        QVERIFY(QFile::rename(m_folder->path(QStringLiteral("new")),
            m_folder->path(QStringLiteral("authorized_agents"))));
    }
    [[nodiscard]] QByteArray file() const
    {
        return m_folder->read(QStringLiteral("authorized_agents"));
    }
    [[nodiscard]] QByteArray line(const QByteArray &options) const
    {
        return keyWord(m_ends->agent.key.publicKey()).toUtf8() + ' ' + options + '\n';
    }
    [[nodiscard]] std::unique_ptr<TalkingAgent> agent() const
    {
        auto settings = m_ends->agentSettings(port());
        settings.reconnectDelay.reset();
        return std::make_unique<TalkingAgent>(settings);
    }

    std::unique_ptr<TrustFolder> m_folder;
    std::unique_ptr<SealedEnds> m_ends;
    std::unique_ptr<AgentGate> m_gate;
    std::unique_ptr<QThread> m_thread; // as in the program
    std::unique_ptr<TalkingAgent> m_agent;
};

inline void GatedWindowTest::openWith(AgentPolicy policy)
{
    auto gate = AgentGate::open({.policy = policy,
        .authorizedAgents = m_folder->path(QStringLiteral("authorized_agents")),
        .pendingAgents = m_folder->path(QStringLiteral("pending_agents"))});
    QVERIFY(gate);
    m_gate = std::move(*gate);
    auto options = ServerWindowTest::options();
    options.server.settings.identity = &m_ends->server;
    options.server.settings.trust = m_gate.get();
    options.server.settings.protocol = Protocol::Sealed;
    m_window = std::make_unique<ServerWindow>(options, nullptr, m_gate.get());
    QObject::connect(m_gate.get(), &AgentGate::changed, &m_window->server(), &OwnServer::judgeAgain,
        Qt::QueuedConnection);
    m_thread = std::make_unique<QThread>();
    m_gate->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::started, m_gate.get(), &AgentGate::start);
    QObject::connect(
        m_thread.get(), &QThread::finished, m_gate.get(), &AgentGate::stop, Qt::DirectConnection);
    m_thread->start();
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    start();
}

} // namespace sealcord::test
