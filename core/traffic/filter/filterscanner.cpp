// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filterscanner.h"

#include <algorithm>
#include <array>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

bool endsValue(QChar c)
{
    return c.isSpace() || c == u'(' || c == u')' || c == u'"';
}

bool endsName(QChar c)
{
    return endsValue(c) || c == u':' || c == u'=' || c == u'!' || c == u'<' || c == u'>';
}

int hexDigit(QChar c)
{
    const auto lower = c.unicode() | 0x20;
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

} // namespace

bool isKeyword(QStringView word, QLatin1StringView keyword)
{
    return word.compare(keyword, Qt::CaseInsensitive) == 0;
}

void FilterScanner::skipSpace()
{
    while (!isAtEnd() && peek().isSpace())
        ++m_position;
}

bool FilterScanner::take(QChar c)
{
    if (isAtEnd() || peek() != c)
        return false;
    ++m_position;
    return true;
}

QStringView FilterScanner::takeName()
{
    const auto begin = m_position;
    while (!isAtEnd() && !endsName(peek()))
        ++m_position;
    return since(begin);
}

QStringView FilterScanner::peekName()
{
    const auto begin = m_position;
    const auto word = takeName();
    m_position = begin;
    return word;
}

std::optional<FilterOperator> FilterScanner::takeOperator()
{
    using enum FilterOperator;
    constexpr std::array signs{LessOrEqual, GreaterOrEqual, NotEqual, Less, Greater, Equal, Has};
    const auto begin = m_position;
    skipSpace();
    const auto rest = m_text.sliced(m_position);
    for (const auto op : signs) {
        if (rest.startsWith(name(op))) {
            m_position += name(op).size();
            return op;
        }
    }
    const auto word = takeName();
    for (const auto op : {Contains, Matches}) {
        if (isKeyword(word, name(op)))
            return op;
    }
    m_position = begin;
    return {};
}

std::expected<FilterWord, FilterError> FilterScanner::takeValue()
{
    if (peek() == u'"')
        return takeString();
    FilterWord word{m_position, 0, {}, false, false};
    while (!isAtEnd() && !endsValue(peek()))
        ++m_position;
    word.length = m_position - word.offset;
    word.bytes = since(word.offset).toUtf8();
    return word;
}

std::expected<void, FilterError> FilterScanner::takeEscape(QByteArray &bytes)
{
    const auto begin = m_position++;
    const auto c = peek();
    ++m_position;
    if (c == u'"' || c == u'\\') {
        bytes += char(c.unicode());
    } else if (c == u'n') {
        bytes += '\n';
    } else if (c == u'r') {
        bytes += '\r';
    } else if (c == u't') {
        bytes += '\t';
    } else {
        const auto digits =
            m_text.sliced(std::min(m_position, m_text.size()))
                .first(std::min<qsizetype>(2, m_text.size() - std::min(m_position, m_text.size())));
        const auto isHex = [](QChar digit) { return hexDigit(digit) >= 0; };
        if (c == u'x')
            m_position += std::ranges::find_if_not(digits, isHex) - digits.begin();
        if (c != u'x' || digits.size() < 2 || !isHex(digits[0]) || !isHex(digits[1]))
            return std::unexpected(FilterError{begin, std::min(m_position, m_text.size()) - begin,
                tr("A backslash goes before \", \\, n, r, t or x and two hex digits")});
        bytes += char(hexDigit(digits[0]) * 16 + hexDigit(digits[1]));
    }
    return {};
}

std::expected<FilterWord, FilterError> FilterScanner::takeString()
{
    FilterWord word{m_position++, 0, {}, true, false};
    auto plain = m_position;
    while (!isAtEnd() && peek() != u'"') {
        if (peek() != u'\\') {
            ++m_position;
            continue;
        }
        word.bytes += since(plain).toUtf8();
        if (auto escape = takeEscape(word.bytes); !escape)
            return std::unexpected(std::move(escape.error()));
        plain = m_position;
    }
    word.bytes += since(plain).toUtf8();
    if (!take(u'"'))
        return std::unexpected(FilterError{word.offset, m_text.size() - word.offset,
            tr("This quote has no end: another \" is missing")});
    word.length = m_position - word.offset;
    return word;
}

std::expected<FilterWord, FilterError> FilterScanner::takeExpression()
{
    FilterWord word{m_position, 0, {}, true, false};
    if (!take(u'/'))
        return std::unexpected(FilterError{m_position, takeName().size(),
            tr("matches needs a regular expression between slashes: /error.*/")});
    QString pattern;
    while (!isAtEnd() && peek() != u'/') {
        // Only the slash needs its backslash taken away; all others belong to the expression.
        if (peek() == u'\\' && m_position + 1 < m_text.size()) {
            if (m_text[m_position + 1] != u'/')
                pattern += u'\\';
            ++m_position;
        }
        pattern += peek();
        ++m_position;
    }
    if (!take(u'/'))
        return std::unexpected(FilterError{word.offset, m_text.size() - word.offset,
            tr("This regular expression has no end: another / is missing")});
    word.ignoresCase = take(u'i');
    word.length = m_position - word.offset;
    word.bytes = pattern.toUtf8();
    return word;
}

} // namespace sealcord
