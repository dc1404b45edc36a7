// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logsettings.h"
#include "core/app/options/trustoptions.h"
#include "core/app/settings/option.h"
#include "core/app/settings/usageerror.h"
#include "core/net/agent/agentsettings.h"
#include "core/recording/recordingsettings.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <expected>
#include <optional>
#include <vector>

namespace sealcord {

/// What an agent says over again.
struct ReplayOptions {
    QString path; ///< of the recording; empty: nothing
    std::optional<int> speed; ///< how many times as fast; 0: without a pause; none: as it was
    bool compares = false; ///< the replies with the recorded ones
};

/// What the person who starts an agent asked for.
struct AgentOptions {
    AgentSettings settings;
    QString message; ///< never empty: an empty message is a goodbye
    quint64 count = 0; ///< messages to send; 0: for ever
    std::chrono::milliseconds interval{}; ///< between an echo and the next message
    bool readsStdin = false; ///< messages come from standard input
    bool isRaw = false; ///< in chunks as they come instead of lines
    std::chrono::milliseconds reconnectDelay{}; ///< with neverReconnects: settings.reconnectDelay
    bool neverReconnects = false;
    AgentTrustOptions trust;
    LogSettings log;
    RecordingSettings recording;
    ReplayOptions replay;
    bool verifies = false; ///< compares a code with the person at the server, and nothing else
    RecordingSettings capture{.form = RecordingSettings::Form::Packets};

    /// Set when help, version or configuration was asked for: print this on standard output and
    /// leave with 0. Ends in a newline.
    std::optional<QString> answer;
    /// What looked wrong but stops nothing: a line each, without the program's name.
    QStringList warnings;
};

/// Reads the settings of `sealcord agent`: command line over environment over file over default.
/// \a arguments are those after "agent".
[[nodiscard]] std::expected<AgentOptions, UsageError> parseAgentOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

/// The table of them, each writing into \a options.
[[nodiscard]] std::vector<Option> agentOptionTable(AgentOptions &options);
/// Those of the command line alone.
[[nodiscard]] std::vector<Option> agentRequestTable(AgentOptions &options);

} // namespace sealcord
