// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/usageerror.h"
#include "core/recording/export/exportform.h"
#include "core/text/showdata.h"
#include "core/traffic/filter/filter.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace sealcord {

/// What `sealcord show` prints of a recording.
struct ShowOptions {
    QString path;
    Filter filter;
    ShowData showData = ShowData::Bytes;
    bool follows = false; ///< waits for what is added to the file

    /// As of ServerOptions.
    std::optional<QString> answer;
    QStringList warnings;
};

/// What `sealcord export` makes of a recording.
struct ExportOptions {
    QString path;
    std::optional<ExportForm> form; ///< always given
    QString output; ///< the file to make; empty: standard output
    Filter filter;

    /// As of ServerOptions.
    std::optional<QString> answer;
    QStringList warnings;
};

/// Which recordings `sealcord diff` compares.
struct DiffOptions {
    QString first;
    QString second;

    /// As of ServerOptions.
    std::optional<QString> answer;
    QStringList warnings;
};

/// Reads them: \a arguments are those after "show".
[[nodiscard]] std::expected<ShowOptions, UsageError> parseShowOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

/// Reads them: \a arguments are those after "export".
[[nodiscard]] std::expected<ExportOptions, UsageError> parseExportOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

/// Reads them: \a arguments are those after "diff".
[[nodiscard]] std::expected<DiffOptions, UsageError> parseDiffOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace sealcord
