// SPDX-License-Identifier: MIT
#include "server-gui/trust/agentcodes.h"

#include "core/app/trust/agentroster.h"
#include "core/text/escape.h"

namespace sealcord {

AgentCodes::AgentCodes(AgentRoster *roster, QObject *parent)
    : WindowCodes(Role::Server, parent)
    , m_roster(roster)
{
    if (roster)
        connect(roster, &AgentRoster::changed, this, &WindowCodes::outcomeChanged);
}

std::optional<AuthorizedAgent> AgentCodes::entryOf(const ConnectionInfo &connection) const
{
    if (!m_roster || !connection.peer)
        return std::nullopt;
    const auto agents = m_roster->authorized();
    const auto *entry = agents->find(connection.peer->key);
    return entry ? std::optional(*entry) : std::nullopt;
}

QString AgentCodes::outcome(const ConnectionInfo &connection) const
{
    const auto entry = entryOf(connection);
    if (entry)
        return tr("Its key is in the list of authorised agents, as %1. What has been added to the "
                  "list counts from the next connection on; this one keeps the protection that it "
                  "began with.")
            .arg(entry->name);
    if (!takesName(connection))
        return {};
    if (m_asked == connection.name.id && !m_fault.isEmpty())
        return printable(m_fault);
    return tr("This server remembers that only with an entry in its list of authorised agents, "
              "under a name of your choice. That counts from the next connection on.");
}

bool AgentCodes::takesName(const ConnectionInfo &connection) const
{
    return m_roster && connection.peer && connection.peer->key != AgentRoster::Key()
        && !entryOf(connection);
}

void AgentCodes::authorise(const ConnectionInfo &connection, const QString &name)
{
    if (!takesName(connection))
        return;
    AuthorizedAgent agent;
    agent.key = connection.peer->key;
    agent.name = name;
    m_roster->approve({agent}, [this, id = connection.name.id](const AgentRoster::Outcome &done) {
        m_asked = id;
        m_fault = done ? QString() : done.error();
        Q_EMIT outcomeChanged();
    });
}

} // namespace sealcord
