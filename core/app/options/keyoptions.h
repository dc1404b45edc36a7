// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/usageerror.h"
#include "core/trust/trustfolders.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace sealcord {

/// What a person wants to do with a key: `sealcord key`.
struct KeyOptions {
    enum class Action { Show, Fingerprint, New, Psk };

    Action action = Action::Show;
    TrustFile whose = TrustFile::ServerKey; ///< or AgentKey
    std::optional<QString> identity; ///< path of the key; none: defaultPath(whose)
    QString pskPath; ///< of Psk: the file to make
    bool isJson = false;

    /// Set when help, version or configuration was asked for: print this on standard output and
    /// leave with 0. Ends in a newline.
    std::optional<QString> answer;
    /// What looked wrong but stops nothing: a line each, without the program's name.
    QStringList warnings;
};

/// Reads them: \a arguments are those after "key". Where the key is may stand in a variable or in a
/// file too, as for the program whose key it is.
[[nodiscard]] std::expected<KeyOptions, UsageError> parseKeyOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace sealcord
