// SPDX-License-Identifier: MIT
#include "core/text/values.h"

#include "core/text/escape.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Number = std::optional<quint64>;

constexpr bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

QStringView leadingDigits(QStringView text)
{
    qsizetype length = 0;
    while (length < text.size() && isDigit(text[length]))
        ++length;
    return text.first(length);
}

Number multiplied(Number a, quint64 b)
{
    quint64 product = 0;
    if (!a || __builtin_mul_overflow(*a, b, &product))
        return {};
    return product;
}

Number added(Number a, Number b)
{
    quint64 sum = 0;
    if (!a || !b || __builtin_add_overflow(*a, *b, &sum))
        return {};
    return sum;
}

// None for anything but digits and for what 64 bits do not hold.
Number number(QStringView digits)
{
    if (digits.isEmpty() || leadingDigits(digits).size() != digits.size())
        return {};
    Number value = 0;
    for (const auto digit : digits)
        value = added(multiplied(value, 10), quint64(digit.unicode() - u'0'));
    return value;
}

struct Unit {
    QLatin1StringView name;
    quint64 factor;
};

const Unit *findUnit(std::span<const Unit> units, QStringView name)
{
    for (const auto &unit : units) {
        if (name.compare(unit.name, Qt::CaseInsensitive) == 0)
            return &unit;
    }
    return nullptr;
}

constexpr std::array sizeUnits{Unit{""_L1, 1}, Unit{"B"_L1, 1}, Unit{"K"_L1, 1 << 10},
    Unit{"KiB"_L1, 1 << 10}, Unit{"M"_L1, 1 << 20}, Unit{"MiB"_L1, 1 << 20}, Unit{"G"_L1, 1 << 30},
    Unit{"GiB"_L1, 1 << 30}};

constexpr std::array timeUnits{Unit{""_L1, 1000}, Unit{"ms"_L1, 1}, Unit{"s"_L1, 1000},
    Unit{"sec"_L1, 1000}, Unit{"m"_L1, 60'000}, Unit{"min"_L1, 60'000}, Unit{"h"_L1, 3'600'000},
    Unit{"d"_L1, 86'400'000}};

// "1.5" in thousandths, so that no floating point rounds; at most three decimals.
Number thousandths(QStringView text)
{
    const auto point = text.indexOf(u'.');
    if (point < 0)
        return multiplied(number(text), 1000);
    const auto decimals = text.sliced(point + 1);
    if (decimals.size() > 3)
        return {};
    auto fraction = number(decimals);
    for (auto i = decimals.size(); i < 3; ++i)
        fraction = multiplied(fraction, 10);
    return added(multiplied(number(text.first(point)), 1000), fraction);
}

template <typename T>
Value<T> outOfRange(QStringView text, const QString &least, const QString &most)
{
    return std::unexpected(
        valueError(text, u"is out of range: from "_s + least + u" to "_s + most));
}

QString sizeText(std::size_t size)
{
    for (const auto unit : {sizeUnits[7], sizeUnits[5], sizeUnits[3]}) {
        if (size >= unit.factor && size % unit.factor == 0)
            return QString::number(size / unit.factor) + u' ' + unit.name;
    }
    return QString::number(size) + (size == 1 ? u" byte"_s : u" bytes"_s);
}

} // namespace

ValueError valueError(QStringView text, const QString &complaint)
{
    constexpr qsizetype shown = 60;
    auto quote = printable(text.first(std::min(text.size(), shown)));
    if (text.size() > shown)
        quote += u"..."_s;
    return {u'"' + quote + u"\" "_s + complaint};
}

Value<quint64> parseCount(QStringView text, quint64 least, quint64 most)
{
    const auto digits = text.trimmed();
    if (digits.isEmpty() || leadingDigits(digits).size() != digits.size())
        return std::unexpected(valueError(text, u"is not a whole number"_s));
    const auto value = number(digits);
    if (!value || *value < least || *value > most)
        return outOfRange<quint64>(text, QString::number(least), QString::number(most));
    return *value;
}

Value<std::size_t> parseSize(QStringView text, std::size_t least, std::size_t most)
{
    const auto whole = text.trimmed();
    const auto digits = leadingDigits(whole);
    const auto *unit = findUnit(sizeUnits, whole.sliced(digits.size()).trimmed());
    if (digits.isEmpty() || !unit) {
        return std::unexpected(
            valueError(text, u"is not a size: a whole number of bytes, or of KiB, MiB or GiB"_s));
    }
    const auto value = multiplied(number(digits), unit->factor);
    if (!value || *value < least || *value > most)
        return outOfRange<std::size_t>(text, sizeText(least), sizeText(most));
    return *value;
}

Value<std::chrono::milliseconds> parseDuration(QStringView text, std::chrono::milliseconds least)
{
    const auto whole = text.trimmed();
    qsizetype length = 0;
    while (length < whole.size() && (isDigit(whole[length]) || whole[length] == u'.'))
        ++length;
    const auto *unit = findUnit(timeUnits, whole.sliced(length).trimmed());
    const auto digits = whole.first(length);
    const auto isNumber = digits.count(u'.') <= 1 && !digits.startsWith(u'.')
        && !digits.endsWith(u'.') && !digits.isEmpty();
    if (!isNumber || !unit) {
        return std::unexpected(valueError(
            text, u"is not a duration: a number of seconds, or of ms, s, min, h or d"_s));
    }
    const auto value = multiplied(thousandths(digits), unit->factor);
    if (value && *value % 1000 != 0)
        return std::unexpected(valueError(text, u"is finer than a millisecond"_s));
    const auto most = quint64(longestDuration.count());
    if (!value || *value / 1000 < quint64(least.count()) || *value / 1000 > most) {
        return outOfRange<std::chrono::milliseconds>(
            text, QString::number(least.count()) + u" ms"_s, u"24 d"_s);
    }
    return std::chrono::milliseconds(*value / 1000);
}

Value<bool> parseFlag(QStringView text)
{
    const auto word = text.trimmed();
    for (const auto yes : {"true"_L1, "yes"_L1, "on"_L1, "1"_L1}) {
        if (word.compare(yes, Qt::CaseInsensitive) == 0)
            return true;
    }
    for (const auto no : {"false"_L1, "no"_L1, "off"_L1, "0"_L1}) {
        if (word.compare(no, Qt::CaseInsensitive) == 0)
            return false;
    }
    return std::unexpected(valueError(text, u"is neither true nor false"_s));
}

Value<QString> parseText(QStringView text)
{
    if (text.isEmpty())
        return std::unexpected(ValueError{u"must not be empty"_s});
    return text.toString();
}

QList<QStringView> listedIn(QStringView text)
{
    const auto isBetween = [](QChar c) { return c.isSpace() || c == u','; };
    QList<QStringView> listed;
    while (!text.isEmpty()) {
        const auto *const end = std::ranges::find_if(text, isBetween);
        const qsizetype length = end - text.begin();
        if (length > 0)
            listed += text.first(length);
        text = text.sliced(std::min(length + 1, text.size()));
    }
    return listed;
}

} // namespace sealcord
