// SPDX-License-Identifier: MIT
#include "core/trust/utctime.h"

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype dateLength = 10; // YYYY-MM-DD
constexpr qsizetype timeLength = 20; // YYYY-MM-DDThh:mm:ssZ

bool hasForm(QStringView text, QStringView form)
{
    const auto fits = [](QChar c, QChar wanted) {
        return wanted == u'0' ? c >= u'0' && c <= u'9' : c == wanted;
    };
    return text.size() == form.size() && std::ranges::equal(text, form, fits);
}

int number(QStringView digits)
{
    int value = 0;
    for (const auto digit : digits)
        value = value * 10 + digit.digitValue();
    return value;
}

QString digits(int value, int width)
{
    return QString::number(value).rightJustified(width, u'0');
}

} // namespace

UtcTime utcNow()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

UtcDate dateOf(UtcTime time)
{
    return {std::chrono::floor<std::chrono::days>(time)};
}

std::optional<UtcDate> parseUtcDate(QStringView text)
{
    if (!hasForm(text, u"0000-00-00"))
        return {};
    const UtcDate date(std::chrono::year(number(text.first(4))),
        std::chrono::month(static_cast<unsigned>(number(text.sliced(5, 2)))),
        std::chrono::day(static_cast<unsigned>(number(text.sliced(8, 2)))));
    return date.ok() ? std::optional(date) : std::nullopt;
}

QString utcText(UtcDate date)
{
    return digits(static_cast<int>(date.year()), 4) + u'-'
        + digits(static_cast<int>(static_cast<unsigned>(date.month())), 2) + u'-'
        + digits(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::optional<UtcTime> parseUtcTime(QStringView text)
{
    const auto date = parseUtcDate(text.first(std::min(text.size(), dateLength)));
    if (!date)
        return {};
    const UtcTime midnight = std::chrono::sys_days(*date);
    if (text.size() == dateLength)
        return midnight;
    if (text.size() != timeLength || !hasForm(text.sliced(dateLength), u"T00:00:00Z"))
        return {};
    const std::chrono::hours hours(number(text.sliced(11, 2)));
    const std::chrono::minutes minutes(number(text.sliced(14, 2)));
    const std::chrono::seconds seconds(number(text.sliced(17, 2)));
    if (hours.count() > 23 || minutes.count() > 59 || seconds.count() > 59)
        return {};
    return midnight + hours + minutes + seconds;
}

QString utcText(UtcTime time)
{
    auto date = utcText(dateOf(time));
    const std::chrono::hh_mm_ss clock(time - std::chrono::floor<std::chrono::days>(time));
    if (clock.to_duration() == std::chrono::seconds(0))
        return date;
    return date + u'T' + digits(static_cast<int>(clock.hours().count()), 2) + u':'
        + digits(static_cast<int>(clock.minutes().count()), 2) + u':'
        + digits(static_cast<int>(clock.seconds().count()), 2) + u'Z';
}

} // namespace sealcord
