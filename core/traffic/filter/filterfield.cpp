// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filterfield.h"

#include "core/traffic/filter/filtertable.h"
#include <QString>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

QLatin1StringView name(FilterField field)
{
    return rowOf(field).name;
}

std::optional<FilterField> filterField(QStringView text)
{
    const auto fields = filterTable();
    const auto found = std::ranges::find_if(fields, [text](const FilterFieldRow &row) {
        return text.compare(row.name, Qt::CaseInsensitive) == 0;
    });
    return found == fields.end() ? std::nullopt : std::optional(found->field);
}

std::span<const FilterOperator> operatorsOf(FilterField field)
{
    return rowOf(field).operators;
}

QLatin1StringView name(FilterOperator op)
{
    using enum FilterOperator;
    switch (op) {
    case Has:
        return ":"_L1;
    case Equal:
        return "="_L1;
    case NotEqual:
        return "!="_L1;
    case Less:
        return "<"_L1;
    case LessOrEqual:
        return "<="_L1;
    case Greater:
        return ">"_L1;
    case GreaterOrEqual:
        return ">="_L1;
    case Contains:
        return "contains"_L1;
    case Matches:
        return "matches"_L1;
    }
    std::unreachable();
}

} // namespace sealcord
