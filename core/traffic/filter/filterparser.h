// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filternode.h"
#include "core/traffic/filter/filterscanner.h"

#include <QString>

namespace sealcord {

/// How much a filter may ask for.
constexpr qsizetype longestFilter = 4096; ///< UTF-16 units
constexpr int deepestFilter = 32; ///< parentheses and nots within each other
constexpr int mostFilterTerms = 100;

/// Reads one filter, by recursive descent; the grammar is in docs/filters.md.
class FilterParser
{
    Q_DECLARE_TR_FUNCTIONS(FilterParser)

public:
    using Result = std::expected<FilterNode, FilterError>;

    explicit FilterParser(QStringView text)
        : m_text(text)
        , m_scanner(text)
    { }

    /// Null where the text is nothing but space.
    [[nodiscard]] Result parse();

private:
    [[nodiscard]] Result anyOf(int depth);
    [[nodiscard]] Result allOf(int depth);
    [[nodiscard]] Result factor(int depth);
    [[nodiscard]] Result inParentheses(int depth);
    [[nodiscard]] Result term();
    [[nodiscard]] Result comparison(FilterField field, qsizetype begin);
    [[nodiscard]] bool takeKeyword(QLatin1StringView keyword);
    [[nodiscard]] std::unexpected<FilterError> wrong(qsizetype begin, const QString &text) const;

    QStringView m_text;
    FilterScanner m_scanner;
    int m_terms = 0;
};

} // namespace sealcord
