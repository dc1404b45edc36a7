// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/usageerror.h"
#include "core/control/controlpath.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace sealcord {

/// Which server a person looks at: `sealcord top`.
struct TopOptions {
    ControlChoice control; ///< where it is; Auto: the one that runs here; not Off

    /// As of ServerOptions.
    std::optional<QString> answer;
    QStringList warnings;
};

/// Reads them: \a arguments are those after "top".
[[nodiscard]] std::expected<TopOptions, UsageError> parseTopOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace sealcord
