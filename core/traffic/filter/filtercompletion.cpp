// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filtercompletion.h"

#include "core/traffic/filter/filterend.h"
#include "core/traffic/filter/filtermeanings.h"
#include "core/traffic/filter/filtertable.h"

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

QList<FilterChoice> termChoices(bool isAfterTerm)
{
    QList<FilterChoice> choices;
    for (const auto &row : filterTable())
        choices += {row.name + u':', meaningOf(row.field)};
    for (const auto &word : joiningWords()) {
        if (isAfterTerm || !word.joins)
            choices += {word.name, meaningOf(word)};
    }
    return choices;
}

QList<FilterChoice> allChoices(const FilterEnd &at, const FilterValuesSeen &seen)
{
    switch (at.kind) {
    case FilterEnd::Kind::Term:
        return termChoices(at.isAfterTerm);
    case FilterEnd::Kind::Operator: {
        QList<FilterChoice> choices;
        for (const auto op : rowOf(at.field).operators)
            choices += {name(op), meaningOf(op, at.field)};
        return choices;
    }
    case FilterEnd::Kind::Value:
        return rowOf(at.field).choices(seen);
    case FilterEnd::Kind::Nothing:
        break;
    }
    return {};
}

} // namespace

FilterCompletion completeFilter(const QString &text, qsizetype cursor, const FilterValuesSeen &seen)
{
    const auto before = QStringView(text).first(std::clamp<qsizetype>(cursor, 0, text.size()));
    const auto at = filterEnd(before);
    const auto begun = before.sliced(std::min(at.offset, before.size()));
    FilterCompletion completion{before.size() - begun.size(), begun.size(), {}};
    for (const auto &choice : allChoices(at, seen)) {
        if (choice.text.startsWith(begun, Qt::CaseInsensitive))
            completion.choices += choice;
    }
    if (at.kind == FilterEnd::Kind::Term && !begun.isEmpty())
        completion.choices += {name(FilterField::Text) + u':' + begun.toString(), meaningOfWord()};
    return completion;
}

} // namespace sealcord
