// SPDX-License-Identifier: MIT
#include "console/control/codecommands.h"

#include "core/app/trust/agentgate.h"
#include "core/app/trust/comparisons.h"
#include "core/control/census.h"
#include "core/control/targetmembers.h"
#include "core/net/server/server.h"
#include "core/records/jsonobject.h"
#include "core/records/recordfields.h"

#include <QString>

#include <algorithm>
#include <cstddef>
#include <expected>
#include <ranges>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

namespace sealcord {

namespace {

using Reply = ControlHandler::Reply;
using Answer = decltype(ControlAnswer::result);

constexpr std::size_t mostTold = 1000; // however many agents ask at once

std::unexpected<std::string> fault(std::string_view text)
{
    return std::unexpected(std::string(text));
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
    [[nodiscard]] Answer latest() const;
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
    const auto agentName = textMember(request, "name");
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

Answer CodeCommands::latest() const
{
    const auto &all = comparisons.all();
    std::string list = "[";
    for (const auto &[id, comparison] :
        all | std::views::drop(all.size() - std::min(all.size(), mostTold))) {
        if (list.size() > 1)
            list += ',';
        list += stateJson(comparison);
    }
    return list + ']';
}

std::expected<void, std::string> CodeCommands::authorise(
    const ServerComparison &comparison, const QString &agentName) const
{
    AuthorizedAgent agent;
    if (const auto error = setOption(agent, AgentOption::Name, agentName))
        return std::unexpected(error->text.toStdString());
    agent.key = comparison.agent->key; // this end has asked, else there would be no code
    if (const auto written = authorizeAgent(gate.settings().authorizedAgents, agent); !written)
        return std::unexpected(written.error().text.toStdString());
    std::ignore = gate.reload(); // reloadFailed() tells what it says
    return {};
}

} // namespace

void addCodeCommands(ControlCommands &commands, Server &server, Census &census, AgentGate &gate,
    Comparisons &comparisons)
{
    const CodeCommands codes{server, census, gate, comparisons};
    commands["verify"] = [codes](const Record &request, const Reply &reply) {
        codes.verify(request, reply);
    };
    commands["verdict"] = [codes](const Record &request, const Reply &reply) {
        reply(codes.verdict(request));
    };
    commands["comparisons"] = [codes](
                                  const Record &, const Reply &reply) { reply(codes.latest()); };
}

} // namespace sealcord
