// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/log.h"
#include "core/app/process/plainlines.h"
#include "core/app/settings/usageerror.h"
#include "core/crypto/aeadengine.h"
#include "core/trust/trusterror.h"

#include <QStringList>

#include <expected>
#include <optional>

/// How the commands begin.
namespace sealcord {

/// Prints what is wrong with the settings, or what they ask for instead of a run (--help and its
/// like), and returns the code to leave with. Nothing where there is a command to run.
template <typename Options>
[[nodiscard]] std::optional<int> answerInstead(const std::expected<Options, UsageError> &options)
{
    if (!options) {
        printError(options.error().text);
        return UsageError::exitCode;
    }
    if (options->answer)
        return answer(*options->answer);
    return std::nullopt;
}

/// The first lines of a log: the program, what seals, and what looked wrong. \a isProtected says
/// whether the system keeps the process out of core dumps. Where the log does not run, it prints
/// why and returns the code to leave with.
[[nodiscard]] std::optional<int> logBeginning(
    Log &log, AeadEngine aead, const QStringList &warnings, bool isProtected);

/// Prints why files of keys or names cannot be used, and returns the code to leave with.
[[nodiscard]] int unusable(const TrustError &error);

} // namespace sealcord
