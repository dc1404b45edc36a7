// SPDX-License-Identifier: MIT
#include "core/text/figures.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace sealcord {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

QString decimals(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

/// With \a digits, but without a fraction that is zero.
QString shortDecimals(double value, int digits)
{
    const auto scale = std::pow(10.0, digits);
    const auto rounded = std::round(value * scale) / scale;
    return decimals(rounded, rounded == std::floor(rounded) ? 0 : digits);
}

QString twoDigits(qint64 value)
{
    return u"%1"_s.arg(value, 2, 10, QLatin1Char('0'));
}

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// The least of all spans has no opposite: it gives that of its neighbour.
std::chrono::nanoseconds negated(std::chrono::nanoseconds span)
{
    return -std::max(span, -std::chrono::nanoseconds::max());
}

QDateTime localTime(std::chrono::system_clock::time_point time)
{
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count());
}

} // namespace

int pluralOf(quint64 count)
{
    // The forms of all languages depend on small numbers and on the last digits.
    constexpr quint64 large = 1'000'000'000;
    return static_cast<int>(count < large ? count : large + count % large);
}

QString formatCount(quint64 count)
{
    return QLocale().toString(count);
}

QString formatBytes(quint64 bytes)
{
    if (bytes == 1)
        return Words::tr("1 byte");
    return Words::tr("%1 bytes", nullptr, pluralOf(bytes)).arg(formatCount(bytes));
}

QString formatShortBytes(double bytes)
{
    static constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
    auto value = std::max(bytes, 0.0);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    const auto digits = unit == 0 ? 0 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return u"%1 %2"_s.arg(decimals(value, digits), QLatin1StringView(units.at(unit)));
}

QString formatMemory(quint64 bytes)
{
    static constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1023.95 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return u"%1 %2"_s.arg(shortDecimals(value, 1), QLatin1StringView(units.at(unit)));
}

QString formatRate(double perSecond)
{
    const auto rate = std::max(perSecond, 0.0);
    return Words::tr("%1/s").arg(rate < 9.95
            ? shortDecimals(rate, 1)
            : formatCount(static_cast<quint64>(std::llround(rate))));
}

QString formatDuration(std::chrono::nanoseconds duration)
{
    const auto whole =
        std::max<qint64>(std::chrono::floor<std::chrono::seconds>(duration).count(), 0);
    const auto minutes = whole / 60;
    const auto hours = minutes / 60;
    if (hours >= 24)
        return Words::tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
    if (hours > 0)
        return u"%1:%2:%3"_s.arg(hours).arg(twoDigits(minutes % 60), twoDigits(whole % 60));
    return u"%1:%2"_s.arg(minutes).arg(twoDigits(whole % 60));
}

QString formatInterval(std::chrono::nanoseconds interval)
{
    if (interval < 0ns) // somebody set the clock
        return QLocale().negativeSign() + formatInterval(negated(interval));
    if (interval < 999'500ns) {
        const auto microseconds = seconds(interval) * 1e6;
        return Words::tr("%1 µs").arg(shortDecimals(microseconds, microseconds < 9.95 ? 1 : 0));
    }
    if (interval < 100ms) {
        const auto milliseconds = seconds(interval) * 1000;
        return Words::tr("%1 ms").arg(decimals(milliseconds, milliseconds < 9.995 ? 2 : 1));
    }
    if (interval < 1min)
        return Words::tr("%1 s").arg(decimals(seconds(interval), 3));
    return formatDuration(interval);
}

QString formatElapsed(std::chrono::nanoseconds elapsed)
{
    if (elapsed < 0ns)
        return QLocale().negativeSign() + formatElapsed(negated(elapsed));
    const auto whole = std::chrono::floor<std::chrono::milliseconds>(elapsed).count();
    const auto fraction =
        QLocale().decimalPoint() + u"%1"_s.arg(whole % 1000, 3, 10, QLatin1Char('0'));
    const auto minutes = whole / 60'000;
    const auto rest = twoDigits(whole / 1000 % 60) + fraction;
    if (minutes >= 60)
        return u"%1:%2:%3"_s.arg(minutes / 60).arg(twoDigits(minutes % 60), rest);
    return u"%1:%2"_s.arg(minutes).arg(rest);
}

QString formatAgo(std::chrono::nanoseconds ago)
{
    if (ago < 100ms)
        return Words::tr("now");
    if (ago < 10s) // rounded down, as all that lasts
        return Words::tr("%1 s").arg(decimals(std::floor(seconds(ago) * 10) / 10, 1));
    if (ago < 1min)
        return Words::tr("%1 s").arg(std::chrono::floor<std::chrono::seconds>(ago).count());
    return formatDuration(ago);
}

QString formatTimeOfDay(std::chrono::system_clock::time_point time)
{
    return localTime(time).toString(u"HH:mm:ss.zzz"_s);
}

QString formatTimestamp(std::chrono::system_clock::time_point time)
{
    const auto local = localTime(time);
    const auto micros = std::chrono::floor<std::chrono::microseconds>(time.time_since_epoch()) % 1s;
    const auto fraction = (micros.count() + 1'000'000) % 1'000'000; // before 1970 too
    const auto offset = local.offsetFromUtc() / 60;
    return u"%1.%2%3%4:%5"_s.arg(local.toString(u"yyyy-MM-ddTHH:mm:ss"_s),
        u"%1"_s.arg(fraction, 6, 10, QLatin1Char('0')), offset < 0 ? u"-"_s : u"+"_s,
        twoDigits(std::abs(offset) / 60), twoDigits(std::abs(offset) % 60));
}

} // namespace sealcord
