// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filtervalues.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <array>
#include <ctime>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono;

bool isDigits(QStringView text)
{
    return !text.isEmpty()
        && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// Two digits that are less than limit.
std::optional<int> pair(QStringView text, int limit)
{
    if (text.size() != 2 || !isDigits(text) || text.toInt() >= limit)
        return {};
    return text.toInt();
}

// "120" behind the point: 120 ms, 1 ms long.
std::optional<FilterTime> fraction(QStringView digits)
{
    if (digits.size() > 9 || !isDigits(digits))
        return {};
    nanoseconds unit = seconds(1);
    for (qsizetype i = 0; i < digits.size(); ++i)
        unit /= 10;
    return FilterTime{true, digits.toInt() * unit, unit};
}

// hh:mm[:ss[.f]]
std::optional<FilterTime> timeOfDay(QStringView text)
{
    const auto hour = pair(text.first(std::min<qsizetype>(2, text.size())), 24);
    if (!hour || text.size() < 5 || text[2] != u':')
        return {};
    const auto minute = pair(text.sliced(3, 2), 60);
    if (!minute)
        return {};
    FilterTime time{true, hours(*hour) + minutes(*minute), minutes(1)};
    if (text.size() == 5)
        return time;
    const auto second =
        text.size() >= 8 && text[5] == u':' ? pair(text.sliced(6, 2), 60) : std::nullopt;
    if (!second)
        return {};
    time.begin += seconds(*second);
    time.length = seconds(1);
    if (text.size() == 8)
        return time;
    const auto rest = text[8] == u'.' ? fraction(text.sliced(9)) : std::nullopt;
    if (!rest)
        return {};
    return FilterTime{true, time.begin + rest->begin, rest->length};
}

// Takes Z, +01:00 or -0100 off the end of a time.
std::optional<seconds> takeOffset(QStringView &text)
{
    if (text.endsWith(u'Z')) {
        text.chop(1);
        return seconds(0);
    }
    const auto sign = std::max(text.lastIndexOf(u'+'), text.lastIndexOf(u'-'));
    if (sign < 0)
        return {};
    const auto digits = text.sliced(sign + 1);
    const auto hour = pair(digits.first(std::min<qsizetype>(2, digits.size())), 24);
    const auto minute = digits.size() >= 4 ? pair(digits.last(2), 60) : std::nullopt;
    if (!hour || !minute || digits.size() > 5 || (digits.size() == 5 && digits[2] != u':'))
        return {};
    const seconds offset = hours(*hour) + minutes(*minute);
    const auto isMinus = text[sign] == u'-';
    text.truncate(sign);
    return isMinus ? -offset : offset;
}

} // namespace

std::optional<FilterTime> filterTime(QStringView text)
{
    constexpr qsizetype dateLength = 10; // yyyy-mm-dd
    if (text.size() <= dateLength || (text[dateLength] != u'T' && text[dateLength] != u' '))
        return timeOfDay(text);
    const auto date = QDate::fromString(text.first(dateLength).toString(), Qt::ISODate);
    auto clock = text.sliced(dateLength + 1);
    const auto offset = takeOffset(clock);
    auto time = timeOfDay(clock);
    // Years that nanoseconds in 64 bits hold.
    if (!date.isValid() || !time || date.year() < 1971 || date.year() > 2200)
        return {};
    const auto wholeSeconds = duration_cast<seconds>(time->begin);
    const auto onClock = QTime(0, 0).addSecs(int(wholeSeconds.count()));
    const auto begin = offset
        ? seconds(QDateTime(date, onClock, QTimeZone::utc()).toSecsSinceEpoch()) - *offset
        : seconds(QDateTime(date, onClock).toSecsSinceEpoch());
    return FilterTime{false, begin + (time->begin - wholeSeconds), time->length};
}

nanoseconds localTimeOfDay(TrafficRow::Clock::time_point time)
{
    const auto whole = floor<seconds>(time);
    // Not QDateTime: that asks the system for its time zone anew each time, 80 us a row.
    const std::time_t clock = whole.time_since_epoch().count();
    std::tm local{};
    ::localtime_r(&clock, &local);
    return hours(local.tm_hour) + minutes(local.tm_min) + seconds(local.tm_sec) + (time - whole);
}

std::optional<quint64> filterSize(QStringView text)
{
    struct Unit {
        QLatin1StringView name;
        int shift;
    };
    constexpr std::array units{Unit{""_L1, 0}, Unit{"B"_L1, 0}, Unit{"K"_L1, 10},
        Unit{"KiB"_L1, 10}, Unit{"M"_L1, 20}, Unit{"MiB"_L1, 20}, Unit{"G"_L1, 30},
        Unit{"GiB"_L1, 30}};
    const auto *const end =
        std::ranges::find_if(text, [](QChar c) { return c < u'0' || c > u'9'; });
    const auto digits = text.first(end - text.begin());
    const auto word = text.sliced(digits.size()).trimmed();
    const auto *const unit = std::ranges::find_if(
        units, [word](const Unit &of) { return word.compare(of.name, Qt::CaseInsensitive) == 0; });
    bool isNumber = false;
    const auto number = digits.toULongLong(&isNumber);
    if (!isNumber || unit == units.end() || number > (~quint64(0) >> unit->shift))
        return {};
    return number << unit->shift;
}

} // namespace sealcord
