// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/option.h"
#include "core/app/settings/usageerror.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <expected>
#include <optional>
#include <span>
#include <vector>

namespace sealcord {

/// A program and everything that can be set of it.
struct Program {
    QLatin1StringView name; ///< "server", "server-gui": its section in a file
    QLatin1StringView usage; ///< what follows the name: "[OPTION]..."
    QLatin1StringView about; ///< one sentence
    QLatin1StringView examples; ///< closes the help: lines of at most 80 columns, one newline each
    std::vector<Option> options;
    /// "server": the console program whose section it reads beside its own.
    QLatin1StringView sharedSection = {};
    bool isWindow = false; ///< a program of its own, not a command of `sealcord`
    /// What one run is asked to do: of the command line alone, not in a file, not in a variable.
    std::vector<Option> requests = {};

    /// How it is called: "sealcord server", "sealcord-server-gui".
    [[nodiscard]] QString command() const;
    /// Whether a section of a file is for it.
    [[nodiscard]] bool reads(const QString &section) const;
};

/// Where a value came from.
struct Origin {
    enum class Place { Default, File, Environment, CommandLine };

    Place place = Place::Default;
    QString detail; ///< "PATH:LINE", or the variable's name

    /// "default", "file PATH:12", "environment SEALCORD_LOG", "command line".
    [[nodiscard]] QString toString() const;
};

/// A value in force.
struct Setting {
    const Option *option = nullptr;
    QString text; ///< as it was written
    Origin origin;
};

/// What reading the settings led to.
struct Settings {
    std::vector<Setting> values; ///< one for each option of the program, in its order
    std::optional<QString> answer; ///< print this and leave: help, version or configuration
    QStringList warnings; ///< a line each
};

/// Reads the settings of \a program into what its options assign to: command line over environment
/// over file over default. A value that is overridden must be right too.
///
/// The file is that of --config or SEALCORD_CONFIG. Keys before its first section are for every
/// program; [NAME] sections win over them and may be those of \a program and of the \a others,
/// whose options are assigned to as well and so belong to scratch objects.
///
/// An unknown SEALCORD_* variable is only a warning: container systems invent such names for a
/// service (SEALCORD_SERVICE_HOST). An empty variable counts as none.
[[nodiscard]] std::expected<Settings, UsageError> readSettings(const Program &program,
    std::span<const Program> others, const QStringList &arguments,
    const QProcessEnvironment &environment);

/// A usage error of \a program: "COMMAND: TEXT", made printable.
[[nodiscard]] UsageError usageError(const Program &program, const QString &text);

} // namespace sealcord
