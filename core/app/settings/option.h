// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/values.h"

#include <QString>

#include <expected>
#include <functional>
#include <utility>
#include <vector>

namespace sealcord {

/// One setting of a program: everything that the command line, the environment, a file, the help
/// and the printed configuration need to know about it. A new setting is one more row in a table.
struct Option {
    /// Takes a value's text, or says in words what is wrong with it.
    using Assign = std::function<std::expected<void, ValueError>(const QString &text)>;

    enum class Kind {
        Value, ///< --name VALUE, --name=VALUE
        List, ///< --name VALUE, as often as one likes; elsewhere one text, as parseList() reads it
        Flag, ///< --name, and a truth value everywhere else
        Positional, ///< VALUE, without a name on the command line
    };

    QLatin1StringView group; ///< the heading in the help under which it stands
    QLatin1StringView name; ///< "max-message": on the command line and in a file
    QLatin1StringView placeholder; ///< "SIZE"; empty for a flag
    QLatin1StringView defaultText; ///< what a file would say to mean the default
    QLatin1StringView help; ///< what it is for, without the default
    Assign assign;
    Kind kind = Kind::Value;
    QLatin1StringView variable = {}; ///< where the environment's name does not follow from `name`
    QLatin1StringView shortName = {}; ///< "-h": on the command line too; empty: there is none

    /// "SEALCORD_MAX_MESSAGE".
    [[nodiscard]] QString environmentName() const;
    /// "--max-message", or the placeholder where there is no name on the command line.
    [[nodiscard]] QString commandLineName() const;
};

/// Makes an Assign that stores what \a parse makes of the text in \a target, which must outlive it.
template <typename Target, typename Parse>
[[nodiscard]] Option::Assign into(Target &target, Parse parse)
{
    return [&target, parse = std::move(parse)](
               const QString &text) -> std::expected<void, ValueError> {
        auto value = parse(QStringView(text));
        if (!value)
            return std::unexpected(std::move(value.error()));
        target = *std::move(value);
        return {};
    };
}

/// The same for a List, each value of which \a parse reads.
template <typename T>
[[nodiscard]] Option::Assign intoList(std::vector<T> &target, Value<T> (*parse)(QStringView))
{
    return into(target, [parse](QStringView text) { return parseList(text, parse); });
}

} // namespace sealcord
