// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filtercompletion.h"

#include "core/traffic/filter/filterscanner.h"
#include "core/traffic/filter/filtertable.h"

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

/// The word in which the text before the cursor ends.
struct Unfinished {
    enum class Kind { Term, Operator, Value, Nothing };

    Kind kind = Kind::Term;
    qsizetype offset = 0;
    FilterField field = FilterField::Text;
    bool isAfterTerm = false; ///< a Term that and, or may join to the one before
};

Unfinished afterField(FilterScanner &scanner, FilterField field, bool &isInside)
{
    isInside = true;
    const auto nameEnd = scanner.position();
    const auto op = scanner.takeOperator();
    if (!op) {
        scanner.skipSpace();
        const auto offset = scanner.position();
        (void)scanner.takeName();
        isInside = scanner.isAtEnd() && offset > nameEnd;
        return {Unfinished::Kind::Operator, offset, field, false};
    }
    const auto opEnd = scanner.position();
    scanner.skipSpace();
    const auto offset = scanner.position();
    if (*op == FilterOperator::Matches) {
        isInside = !scanner.takeExpression() || scanner.isAtEnd();
        return {Unfinished::Kind::Nothing, offset, field, false};
    }
    const auto value = scanner.takeValue();
    // A word for an operator that nothing separates from its value is still being written.
    if (name(*op).size() > 2 && scanner.isAtEnd() && offset == opEnd)
        return {Unfinished::Kind::Operator, opEnd - name(*op).size(), field, false};
    isInside = !value || scanner.isAtEnd();
    const auto kind =
        value && !value->isQuoted ? Unfinished::Kind::Value : Unfinished::Kind::Nothing;
    return {kind, offset, field, false};
}

Unfinished unfinished(QStringView text)
{
    FilterScanner scanner(text);
    auto isAfterTerm = false;
    for (scanner.skipSpace(); !scanner.isAtEnd(); scanner.skipSpace()) {
        const auto begin = scanner.position();
        if (scanner.take(u'(') || scanner.take(u')')) {
            isAfterTerm = text[begin] == u')';
            continue;
        }
        if (scanner.peek() == u'"') {
            if (!scanner.takeString())
                return {Unfinished::Kind::Nothing, begin, {}, false};
            isAfterTerm = true;
            continue;
        }
        const auto word = scanner.takeName();
        if (scanner.isAtEnd())
            return {Unfinished::Kind::Term, begin, {}, isAfterTerm};
        isAfterTerm =
            !isKeyword(word, "and"_L1) && !isKeyword(word, "or"_L1) && !isKeyword(word, "not"_L1);
        if (const auto field = filterField(word)) {
            auto isInside = false;
            const auto end = afterField(scanner, *field, isInside);
            if (isInside)
                return end;
        } else if (scanner.position() == begin) {
            scanner.moveTo(begin + 1); // a sign where none belongs
        }
    }
    return {Unfinished::Kind::Term, scanner.position(), {}, isAfterTerm};
}

QStringList allChoices(const Unfinished &at, const FilterValuesSeen &seen)
{
    QStringList choices;
    switch (at.kind) {
    case Unfinished::Kind::Term:
        for (const auto &row : filterTable())
            choices += row.name;
        if (at.isAfterTerm)
            choices << u"and"_s << u"or"_s;
        choices << u"not"_s;
        break;
    case Unfinished::Kind::Operator:
        for (const auto op : rowOf(at.field).operators)
            choices += name(op);
        break;
    case Unfinished::Kind::Value:
        return rowOf(at.field).choices(seen);
    case Unfinished::Kind::Nothing:
        break;
    }
    return choices;
}

} // namespace

FilterCompletion completeFilter(const QString &text, qsizetype cursor, const FilterValuesSeen &seen)
{
    const auto before = QStringView(text).first(std::clamp<qsizetype>(cursor, 0, text.size()));
    const auto at = unfinished(before);
    const auto begun = before.sliced(std::min(at.offset, before.size()));
    FilterCompletion completion{before.size() - begun.size(), begun.size(), {}};
    for (const auto &choice : allChoices(at, seen)) {
        if (choice.startsWith(begun, Qt::CaseInsensitive))
            completion.choices += choice;
    }
    return completion;
}

} // namespace sealcord
