// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filterfield.h"
#include "core/traffic/trafficrow.h"

#include <QString>

#include <span>

/// What the words of the filter language mean, in a few words of the user's language.
namespace sealcord {

/// A word that joins terms, or turns one round.
struct JoiningWord {
    QLatin1StringView name;
    bool joins; ///< stands between two terms
    const char *meaning; ///< English
    const char *example;
};

/// "and", "or", "not".
[[nodiscard]] std::span<const JoiningWord> joiningWords();

[[nodiscard]] QString meaningOf(FilterField field);
/// What \a op asks of \a field.
[[nodiscard]] QString meaningOf(FilterOperator op, FilterField field);
[[nodiscard]] QString meaningOf(const JoiningWord &word);
[[nodiscard]] QString meaningOf(EventKind event);
[[nodiscard]] QString meaningOf(Direction direction);
/// Of a word on its own.
[[nodiscard]] QString meaningOfWord();

} // namespace sealcord
