// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filterfield.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using enum FilterOperator;

constexpr std::array fields{FilterField::Dir, FilterField::Peer, FilterField::Connection,
    FilterField::Len, FilterField::Time, FilterField::Text, FilterField::Hex, FilterField::Event,
    FilterField::Level};

constexpr std::array forWords{Has, Equal, NotEqual};
constexpr std::array forPeers{Has, Equal, NotEqual, Contains};
constexpr std::array forNumbers{Has, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual};
constexpr std::array forText{Has, Equal, NotEqual, Contains, Matches};
constexpr std::array forBytes{Has, Equal, NotEqual, Contains};

} // namespace

std::span<const FilterField> filterFields()
{
    return fields;
}

QLatin1StringView name(FilterField field)
{
    switch (field) {
    case FilterField::Dir:
        return "dir"_L1;
    case FilterField::Peer:
        return "peer"_L1;
    case FilterField::Connection:
        return "connection"_L1;
    case FilterField::Len:
        return "len"_L1;
    case FilterField::Time:
        return "time"_L1;
    case FilterField::Text:
        return "text"_L1;
    case FilterField::Hex:
        return "hex"_L1;
    case FilterField::Event:
        return "event"_L1;
    case FilterField::Level:
        return "level"_L1;
    }
    std::unreachable();
}

std::optional<FilterField> filterField(QStringView text)
{
    const auto *const found = std::ranges::find_if(fields,
        [text](FilterField field) { return text.compare(name(field), Qt::CaseInsensitive) == 0; });
    return found == fields.end() ? std::nullopt : std::optional(*found);
}

QLatin1StringView name(FilterOperator op)
{
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

std::span<const FilterOperator> operators(FilterField field)
{
    switch (field) {
    case FilterField::Dir:
    case FilterField::Event:
        return forWords;
    case FilterField::Peer:
        return forPeers;
    case FilterField::Connection:
    case FilterField::Len:
    case FilterField::Time:
    case FilterField::Level:
        return forNumbers;
    case FilterField::Text:
        return forText;
    case FilterField::Hex:
        return forBytes;
    }
    std::unreachable();
}

FilterOperator colon(FilterField field)
{
    return field == FilterField::Text || field == FilterField::Hex ? Contains : Equal;
}

} // namespace sealcord
