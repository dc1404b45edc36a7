// SPDX-License-Identifier: MIT
#include "core/records/recordtime.h"

#include <array>
#include <charconv>
#include <concepts>
#include <utility>

namespace sealcord {

using namespace std::chrono;

namespace {

constexpr std::size_t nanosecondDigits = 9;

/// Adds \a number, not negative, with so many \a digits, and \a after behind it.
void addNumber(std::string &text, std::integral auto number, std::size_t digits, char after)
{
    text.resize(text.size() + digits, '0');
    for (auto digit = text.rbegin(); number != 0; number /= 10)
        *digit++ = static_cast<char>('0' + number % 10);
    text += after;
}

/// Takes a number of exactly \a digits from the front of \a text, and \a after behind it.
std::optional<int> takeNumber(std::string_view &text, std::size_t digits, char after)
{
    int number = 0;
    const auto part = text.substr(0, digits);
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    const bool isAll = error == std::errc() && end == part.data() + digits && number >= 0
        && part.front() != '-' && text.size() > digits && text[digits] == after;
    if (!isAll)
        return std::nullopt;
    text.remove_prefix(digits + 1);
    return number;
}

// What stands behind the seconds: "Z", or digits and "Z".
std::optional<nanoseconds> fraction(std::string_view text)
{
    constexpr auto most = nanosecondDigits;
    if (text.empty() || text.back() != 'Z')
        return std::nullopt;
    text.remove_suffix(1);
    if (text.empty() || text.size() > most)
        return std::nullopt;
    std::string digits(text);
    digits.resize(most, '0');
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + most, value);
    if (error != std::errc() || end != digits.data() + most || digits.front() == '-')
        return std::nullopt;
    return nanoseconds(value);
}

std::optional<sys_seconds> secondOf(const std::array<std::optional<int>, 6> &parts)
{
    for (const auto &part : parts) {
        if (!part)
            return std::nullopt;
    }
    // So that 64 bits of nanoseconds hold what lies between any two.
    constexpr int firstYear = 1900;
    constexpr int lastYear = 2191;
    const auto day = year(*parts[0]) / *parts[1] / *parts[2];
    if (!day.ok() || *parts[0] < firstYear || *parts[0] > lastYear || *parts[3] > 23
        || *parts[4] > 59 || *parts[5] > 60) // a leap second
        return std::nullopt;
    return sys_days(day) + hours(*parts[3]) + minutes(*parts[4]) + seconds(*parts[5]);
}

} // namespace

std::string timeText(RecordTime time, TimeDigits digits)
{
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss<nanoseconds> clock(time - day);
    std::string text;
    addNumber(text, int(date.year()), 4, '-');
    addNumber(text, unsigned(date.month()), 2, '-');
    addNumber(text, unsigned(date.day()), 2, 'T');
    addNumber(text, clock.hours().count(), 2, ':');
    addNumber(text, clock.minutes().count(), 2, ':');
    addNumber(text, clock.seconds().count(), 2, '.');
    auto fraction = clock.subseconds().count();
    for (auto left = nanosecondDigits; left > std::to_underlying(digits); --left)
        fraction /= 10;
    addNumber(text, fraction, std::to_underlying(digits), 'Z');
    return text;
}

std::optional<RecordTime> recordTime(std::string_view text)
{
    const bool hasFraction = text.size() > 19 && text[19] == '.';
    const std::array parts{takeNumber(text, 4, '-'), takeNumber(text, 2, '-'),
        takeNumber(text, 2, 'T'), takeNumber(text, 2, ':'), takeNumber(text, 2, ':'),
        takeNumber(text, 2, hasFraction ? '.' : 'Z')};
    const auto second = secondOf(parts);
    if (!second)
        return std::nullopt;
    if (!hasFraction)
        return text.empty() ? std::optional<RecordTime>(*second) : std::nullopt;
    const auto rest = fraction(text);
    return rest ? std::optional<RecordTime>(*second + *rest) : std::nullopt;
}

} // namespace sealcord
