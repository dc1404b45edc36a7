// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/hooksettings.h"
#include "core/app/settings/option.h"

#include <QString>
#include <QStringList>

#include <expected>
#include <vector>

namespace sealcord {

/// The options of a server about the programs that it starts, writing into \a hooks.
[[nodiscard]] std::vector<Option> hookOptions(HookSettings &hooks);

/// \a arguments with "--on EVENT COMMAND", which may stand there for each event, as the options
/// that it is short for: "--on-EVENT COMMAND". Or what is wrong with one of them.
[[nodiscard]] std::expected<QStringList, QString> spellHooks(const QStringList &arguments);

} // namespace sealcord
