// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <optional>
#include <span>

/// The words of the filter language that docs/filters.md tells about: which fields there are and
/// which operators each of them takes.
namespace sealcord {

enum class FilterField : quint8 { Dir, Peer, Connection, Len, Time, Text, Hex, Event, Level };

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

/// All of them, as they are offered.
[[nodiscard]] std::span<const FilterField> filterFields();

/// "dir", "peer", ...
[[nodiscard]] QLatin1StringView name(FilterField field);
/// The field with that name, in capitals or not.
[[nodiscard]] std::optional<FilterField> filterField(QStringView text);

/// ":", "!=", "contains", ...
[[nodiscard]] QLatin1StringView name(FilterOperator op);

/// What stands between \a field and its value.
[[nodiscard]] std::span<const FilterOperator> operators(FilterField field);

/// What the colon means for \a field: Equal or Contains.
[[nodiscard]] FilterOperator colon(FilterField field);

} // namespace sealcord
