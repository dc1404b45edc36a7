// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/option.h"

#include <QStringList>

#include <expected>
#include <span>
#include <vector>

namespace sealcord {

/// An option as it stood on the command line, with its text unread.
struct GivenOption {
    const Option *option = nullptr;
    QString text; ///< "true" for a flag without a value
};

/// Finds \a options in \a arguments: "--name VALUE", "--name=VALUE", "--flag", "-h" for "--help",
/// and "--" before arguments that are no options. What an option's value is, is its own affair;
/// unknown options, options given twice, missing values and stray arguments are errors in words.
[[nodiscard]] std::expected<std::vector<GivenOption>, QString> readCommandLine(
    const QStringList &arguments, std::span<const Option *const> options);

} // namespace sealcord
