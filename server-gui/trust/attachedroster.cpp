// SPDX-License-Identifier: MIT
#include "server-gui/trust/attachedroster.h"

#include "core/app/trust/agentlist.h"
#include "core/attach/attachedserver.h"
#include "core/trust/keyword.h"
#include "server-gui/trust/classictext.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

using State = WatchedServer::State;
using Told = std::expected<std::string, std::string>;

namespace {

void addOptions(JsonObject &request, const AuthorizedAgent &agent, const std::string &prefix)
{
    for (const auto option : agentOptions)
        request.add(prefix + std::string(std::string_view(optionName(option))),
            optionText(agent, option).toStdString());
}

void addEntry(JsonObject &request, const AuthorizedAgent &agent)
{
    request.add("key", keyWord(agent.key).toStdString());
    addOptions(request, agent, {});
}

std::vector<std::function<void(JsonObject &)>> requestsFor(
    const std::vector<AgentRoster::Key> &keys)
{
    std::vector<std::function<void(JsonObject &)>> requests;
    requests.reserve(keys.size());
    for (const auto &key : keys)
        requests.emplace_back(
            [key](JsonObject &request) { request.add("who", keyWord(key).toStdString()); });
    return requests;
}

QJsonArray listIn(const std::string &told)
{
    return QJsonDocument::fromJson(QByteArray(told.data(), static_cast<qsizetype>(told.size())))
        .array();
}

} // namespace

AttachedRoster::AttachedRoster(AttachedServer &server, QObject *parent)
    : AgentRoster(parent)
    , m_server(server)
{
    connect(&server, &WatchedServer::stateChanged, this, &AttachedRoster::showState);
    connect(&server, &AttachedServer::listsChanged, this, [this] {
        if (m_server.facts().key)
            return ask();
        m_authorized = std::make_shared<AuthorizedAgents>();
        m_fault.clear();
        Q_EMIT changed();
    });
    showState();
}

QString AttachedRoster::whyNone() const
{
    if (m_server.state() != State::Listening)
        return tr("The window is attached to no server.");
    return m_server.facts().key ? QString() : classicHasNoKeys();
}

AgentPolicy AttachedRoster::policy() const
{
    return m_server.facts().agents;
}

void AttachedRoster::showState()
{
    if (m_server.state() != State::Listening) {
        m_pending.clear();
        m_fault = tr("the window is attached to no server");
    }
    Q_EMIT changed();
}

// A decision has its outcome behind the lists that it has changed.
void AttachedRoster::ask(Done done, std::shared_ptr<const QStringList> faults)
{
    const auto nothing = [](JsonObject &) { };
    m_server.ask("pending", nothing, [this](const Told &told) {
        if (told)
            hearPending(*told);
    });
    m_server.ask("agents", nothing,
        [this, done = std::move(done), faults = std::move(faults)](const Told &told) mutable {
            m_fault = told ? QString() : QString::fromStdString(told.error());
            if (told)
                hearAuthorized(*told);
            Q_EMIT changed();
            if (done)
                done(faults->isEmpty() ? Outcome() : std::unexpected(faults->join(u'\n')));
        });
}

void AttachedRoster::hearPending(const std::string &told)
{
    m_pending.clear();
    for (const auto &value : listIn(told)) {
        if (auto agent = pendingAgentOf(value.toObject()))
            m_pending.push_back(*std::move(agent));
    }
}

void AttachedRoster::hearAuthorized(const std::string &told)
{
    std::vector<AuthorizedAgent> entries;
    for (const auto &value : listIn(told)) {
        if (auto entry = authorizedAgentOf(value.toObject()))
            entries.push_back(*std::move(entry));
    }
    auto agents = AuthorizedAgents::of(std::move(entries));
    if (!agents)
        m_fault = agents.error();
    else if (*agents != *m_authorized)
        m_authorized = std::make_shared<const AuthorizedAgents>(*std::move(agents));
}

void AttachedRoster::decide(const std::string &command, std::vector<Add> requests, Done done)
{
    const auto faults = std::make_shared<QStringList>();
    for (auto &add : requests)
        m_server.ask(command, std::move(add), [faults](const Told &told) {
            if (!told)
                *faults += QString::fromStdString(told.error());
        });
    ask(std::move(done), faults);
}

void AttachedRoster::approve(std::vector<AuthorizedAgent> entries, Done done)
{
    std::vector<Add> requests;
    requests.reserve(entries.size());
    for (auto &entry : entries)
        requests.emplace_back(
            [entry = std::move(entry)](JsonObject &request) { addEntry(request, entry); });
    decide("write", std::move(requests), std::move(done));
}

void AttachedRoster::refuse(const std::vector<Key> &keys)
{
    decide("refuse", requestsFor(keys), [](const Outcome &) { }); // who has gone needs none
}

void AttachedRoster::change(const AuthorizedAgent &was, const AuthorizedAgent &now, Done done)
{
    const auto add = [was, now](JsonObject &request) {
        addEntry(request, now);
        addOptions(request, was, "was_");
    };
    decide("write", {add}, std::move(done));
}

void AttachedRoster::revoke(std::vector<Key> keys, Done done)
{
    decide("revoke", requestsFor(keys), std::move(done));
}

} // namespace sealcord
