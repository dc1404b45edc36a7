// SPDX-License-Identifier: MIT
#include "console/trust/agentscommand.h"

#include "console/trust/agentlist.h"
#include "console/trust/whichagent.h"
#include "core/app/process/plainlines.h"
#include "core/app/settings/authorizationoptions.h"
#include "core/app/startup.h"
#include "core/text/escape.h"
#include "core/text/systemtext.h"
#include "core/trust/trustfolders.h"

#include <QProcessEnvironment>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Action = AuthorizationOptions::Action;
using Text = std::expected<QString, QString>; // what to print, or why not

/// What a server knows of its agents, as its files tell.
class Roster
{
public:
    Roster(const AuthorizationOptions &options, const QProcessEnvironment &environment)
        : m_options(options)
        , m_environment(environment)
    { }

    Text list() const;
    Text pending() const;
    Text approve() const;
    Text revoke() const;

private:
    std::expected<QString, QString> path() const;
    std::expected<PendingAgents, QString> waiting() const;
    std::expected<AuthorizedAgents, QString> authorized() const;
    ListFormat format() const { return m_options.isJson ? ListFormat::Json : ListFormat::Text; }
    QString told(const QString &what, const AuthorizedAgent &agent) const;

    const AuthorizationOptions &m_options;
    const QProcessEnvironment &m_environment;
};

template <typename T> std::expected<T, QString> plain(std::expected<T, TrustError> outcome)
{
    if (!outcome)
        return std::unexpected(std::move(outcome.error().text));
    return *std::move(outcome);
}

std::expected<QString, QString> Roster::path() const
{
    return plain(pathOf(m_options.authorizedAgents, TrustFile::AuthorizedAgents, m_environment));
}

std::expected<AuthorizedAgents, QString> Roster::authorized() const
{
    const auto at = path();
    if (!at)
        return std::unexpected(at.error());
    return plain(AuthorizedAgents::read(*at));
}

std::expected<PendingAgents, QString> Roster::waiting() const
{
    const auto key = pathOf(m_options.identity, TrustFile::ServerKey, m_environment);
    if (!key)
        return std::unexpected(key.error().text);
    return plain(PendingAgents::read(pendingAgentsPath(*key)));
}

QString Roster::told(const QString &what, const AuthorizedAgent &agent) const
{
    auto line = agentList(std::vector{agent}, format(), utcNow());
    return m_options.isJson ? line : what + line;
}

Text Roster::list() const
{
    const auto agents = authorized();
    if (!agents)
        return std::unexpected(agents.error());
    return agentList(agents->entries(), format(), utcNow());
}

// A server takes who was approved out of its list when that one comes again.
Text Roster::pending() const
{
    const auto agents = authorized();
    if (!agents)
        return std::unexpected(agents.error());
    auto left = waiting();
    if (!left)
        return std::unexpected(left.error());
    for (const auto &agent : agents->entries())
        left->remove(agent.key);
    return agentList(left->agents(), format());
}

Text Roster::approve() const
{
    const auto agents = authorized();
    if (!agents)
        return std::unexpected(agents.error());
    // A key and a name say all: no server need have run here yet.
    const bool saysAll = isKeyText(m_options.who) && !m_options.name.isEmpty();
    const auto inbox = saysAll ? PendingAgents() : waiting();
    if (!inbox)
        return std::unexpected(inbox.error());
    auto agent = entryFor(*inbox, *agents, m_options.who, m_options.name);
    if (!agent)
        return std::unexpected(agent.error());
    agent->from = m_options.from;
    agent->expires = m_options.expires;
    if (const auto written = authorizeAgent(path().value(), *agent); !written)
        return std::unexpected(written.error().text);
    return told(u"Authorised "_s, *agent);
}

Text Roster::revoke() const
{
    const auto agents = authorized();
    if (!agents)
        return std::unexpected(agents.error());
    const auto agent = entryOf(*agents, m_options.who);
    if (!agent)
        return std::unexpected(agent.error());
    if (const auto written = revokeAgent(path().value(), agent->key); !written)
        return std::unexpected(written.error().text);
    return told(u"No longer authorised "_s, *agent);
}

Text carriedOut(const Roster &roster, Action action)
{
    switch (action) {
    case Action::List:
        return roster.list();
    case Action::Pending:
        return roster.pending();
    case Action::Approve:
        return roster.approve();
    case Action::Revoke:
        break;
    }
    return roster.revoke();
}

} // namespace

int runAgents(const QStringList &arguments)
{
    const auto environment = variablesOfProcess();
    const auto options = parseAuthorizationOptions(arguments, environment);
    if (const auto code = answerInstead(options))
        return *code;
    for (const auto &warning : options->warnings)
        printError(u"sealcord agents: "_s + warning);
    const auto text = carriedOut(Roster(*options, environment), options->action);
    if (text)
        return answer(*text);
    printError(u"sealcord agents: "_s + text.error());
    return UsageError::exitCode;
}

} // namespace sealcord
