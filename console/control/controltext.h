// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/controloptions.h"

#include <QString>

#include <string_view>

/// What a server answered, for people: lines, printable, each with its newline.
namespace sealcord {

/// \a result, the JSON that answers \a command, in words.
[[nodiscard]] QString controlText(ControlOptions::Command command, std::string_view result);

/// \a result on one line and in ASCII: what strangers put into it is escaped.
[[nodiscard]] QString asciiJson(std::string_view result);

} // namespace sealcord
