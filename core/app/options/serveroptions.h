// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logsettings.h"
#include "core/app/options/hooksettings.h"
#include "core/app/options/trustoptions.h"
#include "core/app/settings/option.h"
#include "core/app/settings/usageerror.h"
#include "core/control/controlpath.h"
#include "core/net/server/serversettings.h"
#include "core/recording/recordingsettings.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <expected>
#include <optional>
#include <vector>

namespace sealcord {

/// What the person who starts a server asked for.
struct ServerOptions {
    /// Complete but for what depends on the limit of descriptors: see admission().
    ServerSettings settings;
    std::optional<std::size_t> maxConnections; ///< none: as many as descriptors allow
    std::optional<std::size_t> maxPending; ///< none: a quarter of the connections
    ServerTrustOptions trust;
    ControlChoice control;
    HookSettings hooks;
    LogSettings log;
    RecordingSettings recording;
    RecordingSettings capture{.form = RecordingSettings::Form::Packets};

    /// Set when help, version or configuration was asked for: print this on standard output and
    /// leave with 0. Ends in a newline.
    std::optional<QString> answer;
    /// What looked wrong but stops nothing: a line each, without the program's name.
    QStringList warnings;

    /// The limits for a process that may open \a descriptors files: those not chosen are derived.
    [[nodiscard]] AdmissionLimits admission(std::size_t descriptors) const;
};

/// Reads the settings of `sealcord server`: command line over environment over file over default.
/// \a arguments are those after "server".
[[nodiscard]] std::expected<ServerOptions, UsageError> parseServerOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

/// The table of them, each writing into \a options.
[[nodiscard]] std::vector<Option> serverOptionTable(ServerOptions &options);

} // namespace sealcord
