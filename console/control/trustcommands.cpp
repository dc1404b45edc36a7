// SPDX-License-Identifier: MIT
#include "console/control/trustcommands.h"

#include "console/control/codecommands.h"
#include "console/control/listcommands.h"
#include "core/app/trust/agentgate.h"
#include "core/app/trust/comparisons.h"
#include "core/net/server/server.h"
#include "core/records/jsonobject.h"

#include <array>
#include <memory>
#include <string>

namespace sealcord {

namespace {

/// How often what can be asked has become another, so that who shows it need not ask for all of it
/// to see that nothing has.
struct Changes {
    quint64 lists = 0;
    quint64 comparisons = 0;
};

void addChanges(
    ControlCommands &commands, const Server &server, AgentGate &gate, Comparisons &comparisons)
{
    const auto changes = std::make_shared<Changes>();
    QObject::connect(&gate, &AgentGate::listsChanged, &gate, [changes] { ++changes->lists; });
    QObject::connect(
        &comparisons, &Comparisons::changed, &comparisons, [changes] { ++changes->comparisons; });
    commands["changes"] = [changes, &server](const Record &, const ControlHandler::Reply &reply) {
        std::string result;
        JsonObject object(result);
        object.add("lists", changes->lists);
        object.add("comparisons", changes->comparisons);
        object.add("services", server.serviceChanges());
        object.finish();
        reply(result);
    };
}

void addWithoutTrust(ControlCommands &commands)
{
    constexpr std::array names{"verify", "verdict", "comparisons", "agents", "pending", "approve",
        "allow", "refuse", "revoke", "write", "changes"};
    for (const auto *name : names)
        commands[name] = [](const Record &, const ControlHandler::Reply &reply) {
            reply(std::unexpected<std::string>(
                "this server takes classic alone, which tells no agents apart"));
        };
}

} // namespace

void addTrustCommands(ControlCommands &commands, Server &server, Census &census, AgentGate *gate,
    Comparisons *comparisons)
{
    if (!gate || !comparisons)
        return addWithoutTrust(commands);
    addCodeCommands(commands, server, census, *gate, *comparisons);
    addListCommands(commands, *gate);
    addChanges(commands, server, *gate, *comparisons);
}

} // namespace sealcord
