// SPDX-License-Identifier: MIT
#include "agent-gui/servercodes.h"

#include "agent-gui/agentaccess.h"
#include "core/traffic/watch/watchedagent.h"

#include <stop_token>

namespace sealcord {

ServerCodes::ServerCodes(WatchedAgent &agent, const AgentAccess &access, QObject *parent)
    : WindowCodes(Role::Agent, parent)
    , m_agent(agent)
    , m_access(access)
{
    connect(&agent, &WatchedAgent::codeAgreed, this, &ServerCodes::agree);
    connect(&agent, &WatchedAgent::stageChanged, this, &ServerCodes::lookAtStage);
}

const CodeComparison *ServerCodes::find(ConnectionId connection) const
{
    return connection != 0 && connection == m_connection.id ? &m_comparison : nullptr;
}

bool ServerCodes::stands(ConnectionId connection) const
{
    return m_agent.stage() == WatchedAgent::Stage::Connected
        && m_agent.connection().id == connection;
}

// It is agreed a little before the agent is connected.
QString ServerCodes::whyNot(const ConnectionInfo &connection) const
{
    auto why = WindowCodes::whyNot(connection);
    if (why.isEmpty() && !stands(connection.name.id))
        why = tr("It is not connected.");
    return why;
}

QString ServerCodes::outcome(const ConnectionInfo &) const
{
    return m_outcome;
}

void ServerCodes::ask(const ConnectionInfo &connection)
{
    const auto &judge = m_access.credentials().judge;
    if (!whyNot(connection).isEmpty() || !judge)
        return;
    if (m_connection.id != connection.name.id) {
        m_connection = connection.name;
        m_comparison = {};
        m_outcome.clear();
        m_key = connection.peer->key;
        m_server = judge->settings();
    }
    if (!m_comparison.askHere())
        return;
    m_agent.verify();
    Q_EMIT changed(m_connection);
}

void ServerCodes::agree(const VerificationCode &code)
{
    if (m_agent.connection().id == m_connection.id && m_comparison.agreed(code))
        Q_EMIT changed(m_connection);
}

void ServerCodes::lookAtStage()
{
    if (!stands(m_connection.id) && m_comparison.end())
        Q_EMIT changed(m_connection);
}

void ServerCodes::decide(ConnectionId connection, bool isSame)
{
    if (!find(connection) || !m_comparison.decide(isSame))
        return;
    const auto &judge = m_access.credentials().judge;
    if (isSame)
        record();
    else if (judge && judge->settings().place == m_server->place) // not where it went elsewhere
        m_agent.stop();
    Q_EMIT changed(m_connection);
}

void ServerCodes::record()
{
    if (m_server->given) {
        m_outcome = tr("The server's key was given to this agent, which counts as verified "
                       "already.");
        return;
    }
    m_outcome = tr("That is being written down.");
    m_work.start([this, server = *m_server, key = m_key](
                     const std::stop_token &) -> BackgroundWork::Delivery {
        return [this, written = ServerJudge(server).markVerified(key)] {
            m_outcome = written
                ? tr("The server's key is written down as verified. That counts from the next "
                     "connection on; this one keeps the protection that it began with.")
                : tr("It cannot be written down that the server's key is verified: %1")
                      .arg(written.error().text);
            Q_EMIT outcomeChanged();
        };
    });
}

} // namespace sealcord
