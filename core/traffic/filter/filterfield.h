// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <span>

/// The words of the filter language that docs/filters.md tells about: which fields and operators
/// there are. What is known of each field stands in filterTable().
namespace sealcord {

enum class FilterField : quint8 {
    Dir,
    Peer,
    Agent,
    Connection,
    Stream,
    Target,
    Len,
    Time,
    Text,
    Hex,
    Event,
    Level
};

enum class FilterOperator : quint8 {
    Has, ///< ":" - contains or equals, as suits the field
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    Matches,
};

/// "dir", "peer", ...
[[nodiscard]] QLatin1StringView name(FilterField field);
/// The field with that name, in capitals or not.
[[nodiscard]] std::optional<FilterField> filterField(QStringView text);

/// Those that \a field takes.
[[nodiscard]] std::span<const FilterOperator> operatorsOf(FilterField field);

/// ":", "!=", "contains", ...
[[nodiscard]] QLatin1StringView name(FilterOperator op);

} // namespace sealcord
