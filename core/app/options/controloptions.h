// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/usageerror.h"
#include "core/control/controlpath.h"
#include "core/control/targetmembers.h"
#include "core/protocol/stream.h"
#include "core/traffic/filter/filter.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <chrono>
#include <expected>
#include <optional>

namespace sealcord {

/// What a person asks a running server for: `sealcord ctl`.
struct ControlOptions {
    enum class Command : quint8 {
        Status,
        Clients,
        Client,
        Kick,
        Send,
        Limits,
        Reload,
        LogLevel,
        Dump,
        Record,
        Drain,
        Watch,
        Verify,
        Agents,
        Pending,
        Approve,
        Allow,
        Refuse,
        Revoke,
        Streams,
        Stream,
        Forwards,
        Publish,
    };

    ControlChoice control; ///< where it is; Auto: the one that runs here
    std::optional<Command> command; ///< there, unless `answer` is
    QString argument; ///< what follows the command, as it was written; empty: nothing
    QString file; ///< of Record, where it is to start: an absolute path
    /// Of Client, Kick, Verify and Stream one; of Streams one or none; of Send any or all.
    MessageTargets connections;
    StreamNumber stream = 0; ///< of Stream
    std::optional<QString> text; ///< of Send: the message, here or in one of the next two
    std::optional<QString> hex;
    std::optional<QString> base64;
    std::optional<quint64> maxConnections; ///< of Limits: the new one, as the next two
    std::optional<quint64> maxPending;
    std::optional<quint64> maxPerAddress;
    std::optional<std::chrono::milliseconds> within; ///< of Drain: the longest that it may take
    std::optional<QString> name; ///< of Verify and Approve: for the entry
    std::optional<QString> from; ///< of Approve, as the next three: the server says what is wrong
    std::optional<QString> expires;
    std::optional<QString> forward; ///< of Allow too, as the next
    std::optional<QString> publish;
    Filter filter; ///< of Watch
    bool isWithoutContents = false; ///< of Watch
    bool isJson = false;

    /// As of ServerOptions.
    std::optional<QString> answer;
    QStringList warnings;
};

/// As it is called on the command line and in a request: "kick".
[[nodiscard]] QLatin1StringView name(ControlOptions::Command command);

/// Reads them: \a arguments are those after "ctl".
[[nodiscard]] std::expected<ControlOptions, UsageError> parseControlOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace sealcord
