// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filterhelp.h"

#include "core/traffic/filter/filtermeanings.h"
#include "core/traffic/filter/filtertable.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FilterHelp)
};

QString operatorNames(const FilterFieldRow &row)
{
    QStringList names;
    for (const auto op : row.operators)
        names += name(op);
    return names.join(u' ');
}

FilterHelpGroup wholeFilters()
{
    return {Words::tr("For example"),
        {{{}, Words::tr("messages that have a word in them"), {}, u"hello"_s},
            {{}, Words::tr("long messages from agents, one of them left out"), {},
                u"dir:in len>=1KiB and not connection:3"_s},
            {{}, Words::tr("whatever went wrong"), {}, u"level>=warning"_s},
            {{}, Words::tr("a phrase, or what an expression fits"), {},
                u"(text:\"hello, world\" or text matches /time ?out/i)"_s}}};
}

FilterHelpGroup fields()
{
    FilterHelpGroup group{Words::tr("Fields"), {}};
    for (const auto &row : filterTable())
        group.lines += {row.name, meaningOf(row.field), operatorNames(row), QString(row.example)};
    return group;
}

FilterHelpGroup operators()
{
    struct Example {
        FilterOperator op;
        FilterField field;
        QLatin1StringView text;
    };
    using enum FilterOperator;
    constexpr std::array examples{Example{Equal, FilterField::Dir, "dir=in"_L1},
        Example{NotEqual, FilterField::Connection, "connection!=3"_L1},
        Example{Less, FilterField::Len, "len<100"_L1},
        Example{LessOrEqual, FilterField::Len, "len<=100"_L1},
        Example{Greater, FilterField::Len, "len>64KiB"_L1},
        Example{GreaterOrEqual, FilterField::Level, "level>=warning"_L1},
        Example{Contains, FilterField::Text, "text contains hello"_L1},
        Example{Matches, FilterField::Text, "text matches /time ?out/i"_L1}};
    FilterHelpGroup group{Words::tr("Operators"), {}};
    group.lines += {name(Has), Words::tr("has this in it, for text and hex; for all others: is"),
        {}, u"text:hello"_s};
    for (const auto &example : examples)
        group.lines += {name(example.op), meaningOf(example.op, example.field), {}, example.text};
    return group;
}

FilterHelpGroup joining()
{
    FilterHelpGroup group{Words::tr("Joining"), {}};
    for (const auto &word : joiningWords())
        group.lines += {word.name, meaningOf(word), {}, QString::fromLatin1(word.example)};
    group.lines += {u"( )"_s, Words::tr("what belongs together; else and binds before or"), {},
        u"dir:in and (len<10 or len>1000)"_s};
    group.lines +=
        {u"\" \""_s, Words::tr("text with spaces or signs in it; \\n \\t \\x00 for others"), {},
            u"text:\"hello, world\\n\""_s};
    return group;
}

} // namespace

QList<FilterHelpGroup> filterHelp()
{
    return {wholeFilters(), fields(), operators(), joining()};
}

} // namespace sealcord
