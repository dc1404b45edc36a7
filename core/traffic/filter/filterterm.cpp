// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filterterm.h"

#include "core/text/byteview.h"
#include "core/text/visibletext.h"
#include "core/traffic/filter/filterscanner.h"
#include "core/traffic/filter/filtertable.h"

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t longestTerm = 1000; // in bytes; as hex that is half of a filter

QByteArrayView view(std::span<const std::byte> bytes)
{
    return byteView(bytes.first(std::min(bytes.size(), longestTerm)));
}

QString quoted(QStringView text)
{
    QString out = u"\""_s;
    for (const auto c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\';
        if (c == u'\n')
            out += u"\\n"_s;
        else if (c == u'\r')
            out += u"\\r"_s;
        else if (c == u'\t')
            out += u"\\t"_s;
        else
            out += c;
    }
    return out + u'"';
}

bool isReadable(QStringView text)
{
    return std::ranges::all_of(text.toUcs4(),
        [](char32_t c) { return c == U'\n' || c == U'\r' || c == U'\t' || isVisible(c); });
}

// Whether "and" behind the filter would take only its last part: an or outside of parentheses.
bool hasOuterOr(const QString &filter)
{
    FilterScanner scanner(filter);
    int depth = 0;
    for (scanner.skipSpace(); !scanner.isAtEnd(); scanner.skipSpace()) {
        if (scanner.take(u'(')) {
            ++depth;
        } else if (scanner.take(u')')) {
            --depth;
        } else if (scanner.peek() == u'"') {
            if (!scanner.takeString())
                return false;
        } else {
            const auto word = scanner.takeName();
            if (depth == 0 && isKeyword(word, "or"_L1))
                return true;
            const auto op = filterField(word) ? scanner.takeOperator() : std::nullopt;
            if (!op)
                continue;
            scanner.skipSpace();
            if (!(op == FilterOperator::Matches ? scanner.takeExpression() : scanner.takeValue()))
                return false;
        }
    }
    return false;
}

QString joined(const QString &filter, const QString &addition)
{
    const auto before = filter.trimmed();
    if (before.isEmpty())
        return addition;
    return hasOuterOr(before) ? u"(%1) and %2"_s.arg(before, addition)
                              : u"%1 and %2"_s.arg(before, addition);
}

} // namespace

QString textTerm(std::span<const std::byte> bytes)
{
    auto part = view(bytes);
    // Not half a character, where the end was cut off.
    while (std::size_t(part.size()) < bytes.size() && !part.isEmpty() && !part.isValidUtf8()
        && longestTerm - std::size_t(part.size()) < 3)
        part.chop(1);
    const auto text = QString::fromUtf8(part);
    if (text.isEmpty() || !part.isValidUtf8() || !isReadable(text))
        return hexTerm(bytes);
    return u"text:"_s + quoted(text);
}

QString valueText(const QString &text)
{
    const auto endsAWord = [](QChar c) {
        return c.isSpace() || c == u'(' || c == u')' || c == u'"';
    };
    return std::ranges::any_of(text, endsAWord) ? quoted(text) : text;
}

QString hexTerm(std::span<const std::byte> bytes)
{
    return bytes.empty() ? QString()
                         : u"hex:"_s + QString::fromLatin1(view(bytes).toByteArray().toHex());
}

QString filterTerm(FilterField field, const TrafficRow &row)
{
    return rowOf(field).term(row);
}

QString withTerm(const QString &filter, const QString &term)
{
    return joined(filter, term);
}

QString withoutTerm(const QString &filter, const QString &term)
{
    return joined(filter, u"not "_s + term);
}

} // namespace sealcord
