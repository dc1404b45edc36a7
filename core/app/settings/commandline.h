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
/// unknown options, missing values, stray arguments and options given twice are errors in words.
/// A list's values are one text, with a space between two.
[[nodiscard]] std::expected<std::vector<GivenOption>, QString> readCommandLine(
    const QStringList &arguments, std::span<const Option *const> options);

} // namespace sealcord
