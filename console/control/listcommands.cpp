// SPDX-License-Identifier: MIT
#include "console/control/listcommands.h"

#include "core/app/trust/agentdecisions.h"
#include "core/app/trust/agentgate.h"
#include "core/app/trust/agentlist.h"
#include "core/control/targetmembers.h"
#include "core/trust/keyword.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <expected>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

namespace sealcord {

namespace {

using Reply = ControlHandler::Reply;
using Answer = decltype(ControlAnswer::result);

std::unexpected<std::string> fault(std::string_view text)
{
    return std::unexpected(std::string(text));
}

template <typename Json> Answer answer(const std::expected<Json, QString> &told)
{
    if (!told)
        return std::unexpected(told.error().toStdString());
    return QJsonDocument(*told).toJson(QJsonDocument::Compact).toStdString();
}

// The entry of `key` in members that are called as its options, behind `prefix`.
Value<AuthorizedAgent> entryMember(
    const Record &request, const X25519KeyPair::PublicKey &key, const std::string &prefix)
{
    AuthorizedAgent agent;
    agent.key = key;
    for (const auto option : agentOptions) {
        const std::string_view name(optionName(option));
        const auto text = textMember(request, prefix + std::string(name));
        if (text.isEmpty())
            continue;
        if (auto error = setOption(agent, option, text))
            return std::unexpected(*std::move(error));
    }
    return agent;
}

/// The lists of agents, and what each command about them answers.
struct ListCommands {
    AgentGate &gate;

    [[nodiscard]] const QString &path() const { return gate.settings().authorizedAgents; }
    [[nodiscard]] Answer agents() const { return answer(authorizedAgents(path())); }
    [[nodiscard]] Answer pending() const { return answer(waitingAgents(path(), gate.pending())); }
    [[nodiscard]] Answer approve(const Record &request) const;
    [[nodiscard]] Answer allow(const Record &request) const;
    [[nodiscard]] Answer refuse(const Record &request) const;
    [[nodiscard]] Answer revoke(const Record &request) const;
    [[nodiscard]] Answer write(const Record &request) const;
};

Answer ListCommands::approve(const Record &request) const
{
    auto entry = entryMember(request, {}, {}); // whose key follows from 'who'
    if (!entry)
        return std::unexpected(entry.error().text.toStdString());
    if (entry->hasExpired(utcNow()))
        return fault("'expires' is past");
    const auto agent = approveAgent(
        path(), gate.pending(), {.who = textMember(request, "who"), .entry = *std::move(entry)});
    std::ignore = gate.reload();
    return answer(agent);
}

Answer ListCommands::allow(const Record &request) const
{
    auto entry = entryMember(request, {}, {});
    if (!entry)
        return std::unexpected(entry.error().text.toStdString());
    Allowance allowance{.who = textMember(request, "who"), .forward = {}, .publish = {}};
    const auto hasText = [&](std::string_view name) {
        const auto *const value = request.find(name);
        return value && std::holds_alternative<std::string>(*value);
    };
    if (hasText("forward"))
        allowance.forward = std::move(entry->forward);
    if (hasText("publish"))
        allowance.publish = std::move(entry->publish);
    if (!allowance.forward && !allowance.publish)
        return fault("'forward' or 'publish' is missing: a string");
    const auto agent = allowAgent(path(), allowance);
    std::ignore = gate.reload();
    return answer(agent);
}

Answer ListCommands::refuse(const Record &request) const
{
    const auto agent = waitingAgent(path(), gate.pending(), textMember(request, "who"));
    if (!agent)
        return std::unexpected(agent.error().toStdString());
    gate.refuse({{agent->key}});
    return answer(std::expected<QJsonObject, QString>(agentJson(*agent)));
}

Answer ListCommands::revoke(const Record &request) const
{
    const auto agent = revokeAgentNamed(path(), textMember(request, "who"));
    std::ignore = gate.reload(); // whose connection is over within a second
    return answer(agent);
}

// As it stands, and not as approve() has it: what a person edits or takes back may have expired.
Answer ListCommands::write(const Record &request) const
{
    const auto key = parseKeyWord(textMember(request, "key"));
    if (!key)
        return std::unexpected(key.error().text.toStdString());
    const auto now = entryMember(request, *key, {});
    if (!now)
        return std::unexpected(now.error().text.toStdString());
    if (now->name.isEmpty())
        return fault("'name' is missing");
    auto written = std::expected<void, TrustError>();
    if (request.find("was_name")) {
        const auto was = entryMember(request, *key, "was_");
        if (!was)
            return std::unexpected(was.error().text.toStdString());
        written = changeAgent(path(), *was, *now);
    } else {
        written = authorizeAgent(path(), *now);
    }
    std::ignore = gate.reload();
    if (!written)
        return std::unexpected(written.error().text.toStdString());
    return answer(std::expected<QJsonObject, QString>(agentJson(*now, utcNow())));
}

bool hasWho(const Record &request)
{
    return !request.text("who").empty();
}

} // namespace

void addListCommands(ControlCommands &commands, AgentGate &gate)
{
    const ListCommands lists{gate};
    commands["agents"] = [lists](const Record &, const Reply &reply) { reply(lists.agents()); };
    commands["pending"] = [lists](const Record &, const Reply &reply) { reply(lists.pending()); };
    commands["write"] = [lists](const Record &request, const Reply &reply) {
        reply(lists.write(request));
    };
    const auto addForOne = [&commands, lists](const char *name,
                               Answer (ListCommands::*run)(const Record &) const) {
        commands[name] = [lists, run](const Record &request, const Reply &reply) {
            reply(hasWho(request) ? (lists.*run)(request)
                                  : fault("'who' is to be a key, a whole fingerprint, or a name"));
        };
    };
    addForOne("approve", &ListCommands::approve);
    addForOne("allow", &ListCommands::allow);
    addForOne("refuse", &ListCommands::refuse);
    addForOne("revoke", &ListCommands::revoke);
}

} // namespace sealcord
