// SPDX-License-Identifier: MIT
#include "console/trust/agentscommand.h"

#include "console/trust/jsonline.h"
#include "core/app/process/plainlines.h"
#include "core/app/settings/authorizationoptions.h"
#include "core/app/startup.h"
#include "core/app/trust/agentlist.h"
#include "core/app/trust/roster.h"
#include "core/text/escape.h"
#include "core/text/systemtext.h"
#include "core/trust/trustfolders.h"
#include "core/trust/whichagent.h"

#include <QJsonArray>
#include <QJsonObject>
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
    Text refuse() const;
    Text revoke() const;

private:
    std::expected<QString, QString> path() const;
    std::expected<QString, QString> pendingPath() const;
    std::expected<PendingAgents, QString> waiting() const;
    Text told(const std::expected<QJsonArray, QString> &agents) const;
    Text told(const QString &what, const std::expected<QJsonObject, QString> &agent) const;

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

std::expected<QString, QString> Roster::pendingPath() const
{
    const auto key = pathOf(m_options.identity, TrustFile::ServerKey, m_environment);
    if (!key)
        return std::unexpected(key.error().text);
    return pendingAgentsPath(*key);
}

std::expected<PendingAgents, QString> Roster::waiting() const
{
    const auto at = pendingPath();
    if (!at)
        return std::unexpected(at.error());
    return plain(PendingAgents::read(*at));
}

Text Roster::told(const std::expected<QJsonArray, QString> &agents) const
{
    if (!agents)
        return std::unexpected(agents.error());
    if (!m_options.isJson)
        return agentWords(*agents);
    QString lines;
    for (const auto &agent : *agents)
        lines += jsonLine(agent.toObject());
    return lines;
}

Text Roster::told(const QString &what, const std::expected<QJsonObject, QString> &agent) const
{
    if (!agent)
        return std::unexpected(agent.error());
    return m_options.isJson ? jsonLine(*agent) : what + agentWords({*agent});
}

Text Roster::list() const
{
    const auto at = path();
    return at ? told(authorizedAgents(*at)) : Text(std::unexpected(at.error()));
}

Text Roster::pending() const
{
    const auto at = path();
    if (!at)
        return std::unexpected(at.error());
    const auto agents = authorizedAgents(*at); // what is wrong with it comes first
    const auto inbox = agents ? waiting() : std::unexpected(agents.error());
    return inbox ? told(waitingAgents(*at, *inbox)) : Text(std::unexpected(inbox.error()));
}

Text Roster::approve() const
{
    const auto at = path();
    if (!at)
        return std::unexpected(at.error());
    // A key and a name say all: no server need have run here yet.
    const bool saysAll = isKeyText(m_options.who) && !m_options.name.isEmpty();
    const auto agents = authorizedAgents(*at);
    const auto inbox = !agents ? std::unexpected(agents.error())
        : saysAll              ? PendingAgents()
                               : waiting();
    if (!inbox)
        return std::unexpected(inbox.error());
    return told(u"Authorised "_s,
        approveAgent(*at, *inbox,
            {.who = m_options.who,
                .name = m_options.name,
                .from = m_options.from,
                .expires = m_options.expires}));
}

Text Roster::refuse() const
{
    const auto at = path();
    if (!at)
        return std::unexpected(at.error());
    auto inbox = waiting();
    if (!inbox)
        return std::unexpected(inbox.error());
    const auto agent = waitingAgent(*at, *inbox, m_options.who);
    if (!agent)
        return std::unexpected(agent.error());
    inbox->remove(agent->key);
    if (const auto written = inbox->write(pendingPath().value()); !written)
        return std::unexpected(written.error().text);
    return told(u"No longer waits: "_s, agentJson(*agent));
}

Text Roster::revoke() const
{
    const auto at = path();
    return at ? told(u"No longer authorised "_s, revokeAgentNamed(*at, m_options.who))
              : Text(std::unexpected(at.error()));
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
    case Action::Refuse:
        return roster.refuse();
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
