// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QString>

namespace sealcord {

/// Why a server that speaks classic alone has no lists of agents.
[[nodiscard]] inline QString classicHasNoKeys()
{
    return QCoreApplication::translate("AgentRoster",
        "This server speaks classic alone, in which agents have no keys: nobody can be approved or "
        "authorised. Start it without --protocol classic.");
}

} // namespace sealcord
