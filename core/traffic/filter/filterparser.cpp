// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filterparser.h"

#include "core/text/figures.h"
#include "core/traffic/filter/filtertable.h"

#include <QStringList>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

QString operatorNames(FilterField field)
{
    QStringList names;
    for (const auto op : rowOf(field).operators)
        names += name(op);
    return names.join(u' ');
}

QString fieldNames()
{
    QStringList names;
    for (const auto &row : filterTable())
        names += row.name;
    return names.join(u' ');
}

} // namespace

std::unexpected<FilterError> FilterParser::wrong(qsizetype begin, const QString &text) const
{
    return std::unexpected(FilterError{begin, m_scanner.position() - begin, text});
}

bool FilterParser::takeKeyword(QLatin1StringView keyword)
{
    m_scanner.skipSpace();
    if (!isKeyword(m_scanner.peekName(), keyword))
        return false;
    m_scanner.moveTo(m_scanner.position() + keyword.size());
    return true;
}

FilterParser::Result FilterParser::parse()
{
    if (m_text.size() > longestFilter) {
        return std::unexpected(FilterError{longestFilter, m_text.size() - longestFilter,
            tr("A filter may have %1 characters at most", nullptr, int(longestFilter))
                .arg(formatCount(longestFilter))});
    }
    m_scanner.skipSpace();
    if (m_scanner.isAtEnd())
        return FilterNode();
    auto node = anyOf(0);
    if (!node)
        return node;
    const auto begin = m_scanner.position();
    if (m_scanner.take(u')'))
        return wrong(begin, tr("There is no ( that this ) belongs to"));
    return node;
}

FilterParser::Result FilterParser::anyOf(int depth)
{
    std::vector<FilterNode> nodes;
    do {
        auto node = allOf(depth);
        if (!node)
            return node;
        nodes.push_back(std::move(*node));
    } while (takeKeyword("or"_L1));
    return joinedNode(std::move(nodes), true);
}

FilterParser::Result FilterParser::allOf(int depth)
{
    std::vector<FilterNode> nodes;
    for (;;) {
        auto node = factor(depth);
        if (!node)
            return node;
        nodes.push_back(std::move(*node));
        if (takeKeyword("and"_L1))
            continue;
        m_scanner.skipSpace();
        if (m_scanner.isAtEnd() || m_scanner.peek() == u')'
            || isKeyword(m_scanner.peekName(), "or"_L1))
            break;
    }
    return joinedNode(std::move(nodes), false);
}

FilterParser::Result FilterParser::factor(int depth)
{
    // Two nots are none, so that what stands behind them is lit.
    auto isNegated = false;
    while (takeKeyword("not"_L1))
        isNegated = !isNegated;
    m_scanner.skipSpace();
    if (m_scanner.isAtEnd())
        return wrong(m_scanner.position(), tr("Here a term is missing, such as dir:in"));
    auto node = m_scanner.take(u'(') ? inParentheses(depth + 1) : term();
    if (!node || !isNegated)
        return node;
    return negatedNode(std::move(*node));
}

FilterParser::Result FilterParser::inParentheses(int depth)
{
    const auto begin = m_scanner.position() - 1;
    if (depth > deepestFilter)
        return wrong(begin,
            tr("There may be %1 parentheses within each other at most", nullptr, deepestFilter)
                .arg(formatCount(deepestFilter)));
    auto node = anyOf(depth);
    if (!node)
        return node;
    if (!m_scanner.take(u')'))
        return std::unexpected(FilterError{begin, 1, tr("There is no ) that this ( belongs to")});
    return node;
}

FilterParser::Result FilterParser::term()
{
    const auto begin = m_scanner.position();
    if (++m_terms > mostFilterTerms) {
        (void)m_scanner.takeName();
        return wrong(begin,
            tr("A filter may have %1 terms at most", nullptr, mostFilterTerms)
                .arg(formatCount(mostFilterTerms)));
    }
    if (m_scanner.peek() == u'"') {
        const auto word = m_scanner.takeString();
        if (!word)
            return std::unexpected(word.error());
        if (word->bytes.isEmpty())
            return wrong(begin, tr("There is nothing between the quotes to look for"));
        return containsNode(word->bytes);
    }
    const auto word = m_scanner.takeName();
    const auto end = m_scanner.position();
    if (isKeyword(word, "and"_L1) || isKeyword(word, "or"_L1))
        return wrong(begin, tr("Before \"%1\" a term is missing, such as dir:in").arg(word));
    if (const auto field = filterField(word))
        return comparison(*field, begin);
    if (!word.isEmpty() && (m_scanner.isAtEnd() || !u":=<>!"_s.contains(m_scanner.peek())))
        return containsNode(word.toUtf8());
    if (!word.isEmpty()) {
        return wrong(begin,
            tr("There is no field \"%1\"; the fields are %2, and text to look for goes in quotes")
                .arg(word, fieldNames()));
    }
    m_scanner.moveTo(std::min(end + 1, m_text.size()));
    return wrong(
        begin, tr("A term begins with a field or a word, not with \"%1\"").arg(m_text[begin]));
}

FilterParser::Result FilterParser::comparison(FilterField field, qsizetype begin)
{
    auto op = m_scanner.takeOperator();
    if (!op) {
        return wrong(begin,
            tr("After the field %1 one of %2 is missing; to look for the word, put it in quotes")
                .arg(name(field), operatorNames(field)));
    }
    const auto opBegin = m_scanner.position() - name(*op).size();
    const auto &row = rowOf(field);
    const auto allowed = row.operators;
    if (std::ranges::find(allowed, *op) == allowed.end()) {
        return wrong(opBegin,
            tr("%1 does not take %2; it takes %3")
                .arg(name(field), name(*op), operatorNames(field)));
    }
    if (*op == FilterOperator::Has)
        op = row.colon;
    m_scanner.skipSpace();
    const auto value =
        *op == FilterOperator::Matches ? m_scanner.takeExpression() : m_scanner.takeValue();
    if (!value)
        return std::unexpected(value.error());
    if (value->bytes.isEmpty()) {
        return std::unexpected(FilterError{value->offset, value->length,
            tr("%1 needs a value after its operator").arg(name(field))});
    }
    return row.node(*op, *value);
}

} // namespace sealcord
