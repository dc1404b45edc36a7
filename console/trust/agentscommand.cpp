// SPDX-License-Identifier: MIT
#include "console/trust/agentscommand.h"

#include "console/trust/jsonline.h"
#include "core/app/options/authorizationoptions.h"
#include "core/app/process/plainlines.h"
#include "core/app/startup.h"
#include "core/app/trust/agentdecisions.h"
#include "core/app/trust/agentlist.h"
#include "core/control/controlquestion.h"
#include "core/records/jsonobject.h"
#include "core/text/escape.h"
#include "core/text/systemtext.h"
#include "core/trust/trustfolders.h"
#include "core/trust/whichagent.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>
#include <string>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Action = AuthorizationOptions::Action;
using Text = std::expected<QString, QString>; // what to print, or why not

Text told(const AuthorizationOptions &options, const std::expected<QJsonArray, QString> &agents)
{
    if (!agents)
        return std::unexpected(agents.error());
    if (!options.isJson)
        return agentWords(*agents);
    QString lines;
    for (const auto &agent : *agents)
        lines += jsonLine(agent.toObject());
    return lines;
}

Text told(const AuthorizationOptions &options, const QString &what,
    const std::expected<QJsonObject, QString> &agent)
{
    if (!agent)
        return std::unexpected(agent.error());
    return options.isJson ? jsonLine(*agent) : what + agentWords({*agent});
}

// What stands before the agent to whom it was done.
QString doneWords(Action action)
{
    if (action == Action::Approve)
        return u"Authorised "_s;
    if (action == Action::Allow)
        return u"Changed "_s;
    return action == Action::Refuse ? u"No longer waits: "_s : u"No longer authorised "_s;
}

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
    Text allow() const;
    Text refuse() const;
    Text revoke() const;

private:
    std::expected<QString, QString> path() const;
    std::expected<QString, QString> pendingPath() const;
    std::expected<PendingAgents, QString> waiting() const;

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

Text Roster::list() const
{
    const auto at = path();
    return at ? told(m_options, authorizedAgents(*at)) : Text(std::unexpected(at.error()));
}

Text Roster::pending() const
{
    const auto at = path();
    if (!at)
        return std::unexpected(at.error());
    const auto agents = authorizedAgents(*at); // what is wrong with it comes first
    const auto inbox = agents ? waiting() : std::unexpected(agents.error());
    return inbox ? told(m_options, waitingAgents(*at, *inbox))
                 : Text(std::unexpected(inbox.error()));
}

Text Roster::approve() const
{
    const auto at = path();
    if (!at)
        return std::unexpected(at.error());
    // A key and a name say all: no server need have run here yet.
    const bool saysAll = isKeyText(m_options.who) && !m_options.entry.name.isEmpty();
    const auto agents = authorizedAgents(*at);
    const auto inbox = !agents ? std::unexpected(agents.error())
        : saysAll              ? PendingAgents()
                               : waiting();
    if (!inbox)
        return std::unexpected(inbox.error());
    auto entry = m_options.entry;
    entry.forward = m_options.forward.value_or(QStringList());
    entry.publish = m_options.publish.value_or(QStringList());
    return told(m_options, doneWords(Action::Approve),
        approveAgent(*at, *inbox, {.who = m_options.who, .entry = std::move(entry)}));
}

Text Roster::allow() const
{
    const auto at = path();
    return at ? told(m_options, doneWords(Action::Allow),
                    allowAgent(*at, {m_options.who, m_options.forward, m_options.publish}))
              : Text(std::unexpected(at.error()));
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
    return told(m_options, doneWords(Action::Refuse), agentJson(*agent));
}

Text Roster::revoke() const
{
    const auto at = path();
    return at ? told(m_options, doneWords(Action::Revoke), revokeAgentNamed(*at, m_options.who))
              : Text(std::unexpected(at.error()));
}

const char *commandOf(Action action)
{
    switch (action) {
    case Action::List:
        return "agents";
    case Action::Pending:
        return "pending";
    case Action::Approve:
        return "approve";
    case Action::Allow:
        return "allow";
    case Action::Refuse:
        return "refuse";
    case Action::Revoke:
        break;
    }
    return "revoke";
}

void addMembers(JsonObject &request, const AuthorizationOptions &options)
{
    request.add("who", options.who.toStdString());
    for (const auto option : {AgentOption::Name, AgentOption::From, AgentOption::Expires})
        request.add(
            std::string_view(optionName(option)), optionText(options.entry, option).toStdString());
    if (options.forward)
        request.add("forward", options.forward->join(u',').toStdString());
    if (options.publish)
        request.add("publish", options.publish->join(u',').toStdString());
}

// The socket of the server that is to do it; none: the files say it all.
std::optional<QString> serverFor(
    const AuthorizationOptions &options, const QProcessEnvironment &environment)
{
    using Kind = ControlChoice::Kind;
    if (options.control.kind == Kind::Path)
        return options.control.path;
    if (options.control.kind == Kind::Off || options.identity || options.authorizedAgents)
        return std::nullopt;
    const auto running = runningControlPath(environment);
    return running ? std::optional(*running) : std::nullopt;
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
    case Action::Allow:
        return roster.allow();
    case Action::Refuse:
        return roster.refuse();
    case Action::Revoke:
        break;
    }
    return roster.revoke();
}

int failure(int code, const QString &why)
{
    printError(u"sealcord agents: "_s + why);
    return code;
}

int runAtServer(const AuthorizationOptions &options, const QString &path)
{
    constexpr int noServer = 1;
    const auto asked = askServer(path,
        requestLine(1, commandOf(options.action),
            [&options](JsonObject &request) { addMembers(request, options); }));
    if (!asked)
        return failure(noServer, asked.error());
    if (!asked->result)
        return failure(UsageError::exitCode, QString::fromStdString(asked->result.error()));
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(*asked->result));
    const auto text = json.isArray() ? told(options, json.array())
                                     : told(options, doneWords(options.action), json.object());
    return answer(text.value());
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
    if (const auto server = serverFor(*options, environment))
        return runAtServer(*options, *server);
    const auto text = carriedOut(Roster(*options, environment), options->action);
    return text ? answer(*text) : failure(UsageError::exitCode, text.error());
}

} // namespace sealcord
