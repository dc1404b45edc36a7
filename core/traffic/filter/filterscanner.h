// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/filter/filterfield.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

namespace sealcord {

/// A stretch of a filter's text, and what it says.
struct FilterWord {
    qsizetype offset = 0;
    qsizetype length = 0;
    QByteArray bytes; ///< without quotes, slashes and escapes; UTF-8 but for \xNN
    bool isQuoted = false;
    bool ignoresCase = false; ///< /re/i
};

/// Cuts the text of a filter into words. What a stretch means depends on where it stands (a colon
/// ends a field's name and belongs to an address), so the reader says what comes next.
class FilterScanner
{
    Q_DECLARE_TR_FUNCTIONS(FilterScanner)

public:
    explicit FilterScanner(QStringView text)
        : m_text(text)
    { }

    [[nodiscard]] qsizetype position() const { return m_position; }
    void moveTo(qsizetype position) { m_position = position; }
    void skipSpace();
    [[nodiscard]] bool isAtEnd() const { return m_position >= m_text.size(); }
    [[nodiscard]] QStringView since(qsizetype begin) const
    {
        return m_text.sliced(begin, m_position - begin);
    }

    /// The next character, or a null one at the end.
    [[nodiscard]] QChar peek() const { return isAtEnd() ? QChar() : m_text[m_position]; }
    bool take(QChar c); ///< steps over \a c if it is next

    /// A word where a term begins: up to space, parenthesis, quote or operator. May be empty.
    [[nodiscard]] QStringView takeName();
    /// The word that takeName() would give.
    [[nodiscard]] QStringView peekName();
    /// The operator that is next, after space: a sign, or contains or matches.
    [[nodiscard]] std::optional<FilterOperator> takeOperator();
    /// A value: a quoted string, or all up to space, parenthesis or quote. May be empty.
    [[nodiscard]] std::expected<FilterWord, FilterError> takeValue();
    /// "..." with its escapes; a quote is next.
    [[nodiscard]] std::expected<FilterWord, FilterError> takeString();
    /// /.../, with an i behind it or not.
    [[nodiscard]] std::expected<FilterWord, FilterError> takeExpression();

private:
    [[nodiscard]] std::expected<void, FilterError> takeEscape(QByteArray &bytes);

    QStringView m_text;
    qsizetype m_position = 0;
};

/// Whether \a word is one of and, or, not: \a keyword, in capitals or not.
[[nodiscard]] bool isKeyword(QStringView word, QLatin1StringView keyword);

} // namespace sealcord
