// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/usageerror.h"
#include "core/control/controlpath.h"
#include "core/trust/authorizedagents.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace sealcord {

/// What a person wants to do with the agents of a server: `sealcord agents`.
struct AuthorizationOptions {
    enum class Action { List, Pending, Approve, Allow, Refuse, Revoke };

    Action action = Action::List;
    ControlChoice control; ///< Auto: a server that runs here does it, where neither file is given
    std::optional<QString> identity; ///< path of the server's key; none: its default place
    std::optional<QString> authorizedAgents; ///< none: its default place
    QString who; ///< of Approve, Allow, Refuse and Revoke: a key, a fingerprint or a name
    /// Of Approve, without its key and the next two; no name: what the agent calls itself.
    AuthorizedAgent entry;
    std::optional<QStringList> forward; ///< of Approve and Allow, where it was given
    std::optional<QStringList> publish; ///< the same
    bool isJson = false;

    /// Set when help, version or configuration was asked for: print this on standard output and
    /// leave with 0. Ends in a newline.
    std::optional<QString> answer;
    /// What looked wrong but stops nothing: a line each, without the program's name.
    QStringList warnings;
};

/// Reads them: \a arguments are those after "agents". Where the files are may stand in a variable
/// or in a file too, as for `sealcord server`.
[[nodiscard]] std::expected<AuthorizationOptions, UsageError> parseAuthorizationOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace sealcord
