// SPDX-License-Identifier: MIT
#include "console/control/trustcommands.h"

#include "core/app/trust/agentgate.h"
#include "core/app/trust/agentlist.h"
#include "core/app/trust/comparisons.h"
#include "core/app/trust/roster.h"
#include "core/control/census.h"
#include "core/control/targetmembers.h"
#include "core/net/server/server.h"
#include "core/records/jsonobject.h"
#include "core/records/recordfields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>
#include <array>
#include <expected>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Reply = ControlHandler::Reply;
using Answer = decltype(ControlAnswer::result);

std::unexpected<std::string> fault(std::string_view text)
{
    return std::unexpected(std::string(text));
}

QString member(const Record &request, std::string_view name)
{
    const auto text = request.text(name);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template <typename Json> Answer answer(const std::expected<Json, QString> &told)
{
    if (!told)
        return std::unexpected(told.error().toStdString());
    return QJsonDocument(*told).toJson(QJsonDocument::Compact).toStdString();
}

std::string stateJson(const ServerComparison &comparison)
{
    std::string result;
    JsonObject object(result);
    addConnection(object, comparison.connection);
    const auto state = comparison.code.state();
    object.add("state", name(state));
    object.add("text", comparisonText(state, Role::Server).toStdString());
    if (const auto &code = comparison.code.code()) {
        object.add("words", wordsOf(*code).toStdString());
        object.add("digits", code->digits);
    }
    object.finish();
    return result;
}

/// What people do about a code, and what each answers.
struct CodeCommands {
    Server &server;
    Census &census;
    AgentGate &gate;
    Comparisons &comparisons;

    void verify(const Record &request, const Reply &reply) const;
    [[nodiscard]] Answer verify(ConnectionId id, const Census::Connections &connections) const;
    [[nodiscard]] Answer verdict(const Record &request) const;
    [[nodiscard]] std::expected<void, std::string> authorise(
        const ServerComparison &comparison, const QString &agentName) const;
};

void CodeCommands::verify(const Record &request, const Reply &reply) const
{
    const auto id = connectionMember(request);
    if (!id)
        return reply(std::unexpected(id.error()));
    census.count([self = *this, id = *id, reply](const Census::Connections &connections) {
        reply(self.verify(id, connections));
    });
}

Answer CodeCommands::verify(ConnectionId id, const Census::Connections &connections) const
{
    const auto found = std::ranges::find(connections, id,
        [](const CountedConnection &connection) { return connection.stands.connection.id; });
    if (found == connections.end()) {
        comparisons.end(id); // where that was missed
    } else {
        const auto &established = found->stands.established;
        if (!established)
            return fault("connection " + std::to_string(id) + " is still in its handshake");
        if (!established->peer)
            return fault("connection " + std::to_string(id)
                + " speaks classic, which has no codes to compare");
        if (comparisons.ask(found->stands.connection, *established->peer))
            server.verify(id);
    }
    const auto *const comparison = comparisons.find(id);
    if (!comparison)
        return fault("there is no connection " + std::to_string(id));
    return stateJson(*comparison);
}

// Whoever wants an entry gets it before the verdict counts, so that a name that is taken can be
// given anew.
Answer CodeCommands::verdict(const Record &request) const
{
    const auto id = connectionMember(request);
    if (!id)
        return std::unexpected(id.error());
    const auto *const same = request.find("same");
    if (!same || !std::holds_alternative<bool>(*same))
        return fault("'same' is to be true or false");
    const bool isSame = std::get<bool>(*same);
    const auto agentName = member(request, "name");
    if (!isSame && !agentName.isEmpty())
        return fault("'name' goes with codes that are the same");
    const auto *const comparison = comparisons.find(*id);
    if (!comparison || comparison->code.state() != CodeComparison::State::Code)
        return fault("connection " + std::to_string(*id) + " has no code that waits for a verdict");
    if (!agentName.isEmpty()) {
        if (auto written = authorise(*comparison, agentName); !written)
            return std::unexpected(std::move(written.error()));
    }
    if (comparisons.decide(*id, isSame) && !isSame)
        server.disconnectAgent(*id);
    return stateJson(*comparison);
}

std::expected<void, std::string> CodeCommands::authorise(
    const ServerComparison &comparison, const QString &agentName) const
{
    if (!isAgentName(agentName))
        return fault("'name' is no name: 1 to 64 bytes without white space, control characters, # "
                     "and quotation marks");
    AuthorizedAgent agent;
    agent.key = comparison.agent->key; // this end has asked, else there would be no code
    agent.name = agentName;
    if (const auto written = authorizeAgent(gate.settings().authorizedAgents, agent); !written)
        return std::unexpected(written.error().text.toStdString());
    std::ignore = gate.reload(); // reloadFailed() tells what it says
    return {};
}

/// The lists of agents, and what each command about them answers.
struct ListCommands {
    AgentGate &gate;

    [[nodiscard]] const QString &path() const { return gate.settings().authorizedAgents; }
    [[nodiscard]] Answer agents() const { return answer(authorizedAgents(path())); }
    [[nodiscard]] Answer pending() const { return answer(waitingAgents(path(), gate.pending())); }
    [[nodiscard]] Answer approve(const Record &request) const;
    [[nodiscard]] Answer refuse(const Record &request) const;
    [[nodiscard]] Answer revoke(const Record &request) const;
};

Answer ListCommands::approve(const Record &request) const
{
    Approval approval{
        .who = member(request, "who"), .name = member(request, "name"), .from = {}, .expires = {}};
    if (const auto from = member(request, "from"); !from.isEmpty()) {
        auto ranges = parseAddressRanges(from);
        if (!ranges)
            return std::unexpected(ranges.error().text.toStdString());
        approval.from = *std::move(ranges);
    }
    if (const auto expires = member(request, "expires"); !expires.isEmpty()) {
        approval.expires = parseUtcTime(expires);
        if (!approval.expires || *approval.expires <= utcNow())
            return fault("'expires' is to be a time to come in UTC: YYYY-MM-DD or "
                         "YYYY-MM-DDThh:mm:ssZ");
    }
    const auto agent = approveAgent(path(), gate.pending(), approval);
    std::ignore = gate.reload();
    return answer(agent);
}

Answer ListCommands::refuse(const Record &request) const
{
    const auto agent = waitingAgent(path(), gate.pending(), member(request, "who"));
    if (!agent)
        return std::unexpected(agent.error().toStdString());
    gate.refuse({{agent->key}});
    return answer(std::expected<QJsonObject, QString>(agentJson(*agent)));
}

Answer ListCommands::revoke(const Record &request) const
{
    const auto agent = revokeAgentNamed(path(), member(request, "who"));
    std::ignore = gate.reload(); // whose connection is over within a second
    return answer(agent);
}

void addWithoutTrust(ControlCommands &commands)
{
    constexpr std::array names{
        "verify", "verdict", "agents", "pending", "approve", "refuse", "revoke"};
    for (const auto *name : names)
        commands[name] = [](const Record &, const Reply &reply) {
            reply(fault("this server takes classic alone, which tells no agents apart"));
        };
}

bool hasWho(const Record &request)
{
    return !request.text("who").empty();
}

} // namespace

void addTrustCommands(ControlCommands &commands, Server &server, Census &census, AgentGate *gate,
    Comparisons *comparisons)
{
    if (!gate || !comparisons)
        return addWithoutTrust(commands);
    const CodeCommands codes{server, census, *gate, *comparisons};
    commands["verify"] = [codes](const Record &request, const Reply &reply) {
        codes.verify(request, reply);
    };
    commands["verdict"] = [codes](const Record &request, const Reply &reply) {
        reply(codes.verdict(request));
    };
    const ListCommands lists{*gate};
    commands["agents"] = [lists](const Record &, const Reply &reply) { reply(lists.agents()); };
    commands["pending"] = [lists](const Record &, const Reply &reply) { reply(lists.pending()); };
    const auto addForOne = [&commands, lists](const char *name,
                               Answer (ListCommands::*run)(const Record &) const) {
        commands[name] = [lists, run](const Record &request, const Reply &reply) {
            reply(hasWho(request) ? (lists.*run)(request)
                                  : fault("'who' is to be a key, a whole fingerprint, or a name"));
        };
    };
    addForOne("approve", &ListCommands::approve);
    addForOne("refuse", &ListCommands::refuse);
    addForOne("revoke", &ListCommands::revoke);
}

} // namespace sealcord
