// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficgoal.h"

#include "core/traffic/filter/filtervalues.h"
#include "core/traffic/models/trafficmodel.h"

#include <QLocale>
#include <QString>

#include <algorithm>
#include <optional>
#include <ranges>

namespace sealcord {

using namespace std::chrono_literals;

namespace {

using TimePoint = TrafficRow::Clock::time_point;

std::optional<quint64> numberOf(QStringView text)
{
    bool isNumber = false;
    const auto number = QLocale().toULongLong(text, &isNumber); // as the list shows it
    if (isNumber)
        return number;
    const auto plain = QLocale::c().toULongLong(text, &isNumber);
    return isNumber ? std::optional(plain) : std::nullopt;
}

/// The moment that \a time names, as trafficAim() says.
TimePoint momentOf(const FilterTime &time, TimePoint oldest, TimePoint newest)
{
    using Duration = TimePoint::duration;
    const auto begin = std::chrono::duration_cast<Duration>(time.begin);
    if (!time.isOfDay)
        return TimePoint(begin);
    const auto midnight = newest - std::chrono::duration_cast<Duration>(localTimeOfDay(newest));
    const auto today = midnight + begin;
    return today > newest && today - 24h >= oldest ? today - 24h : today;
}

} // namespace

std::expected<TrafficAim, NoGoal> trafficAim(QStringView text, TimePoint oldest, TimePoint newest)
{
    auto wanted = text.trimmed();
    if (wanted.startsWith(u'#'))
        wanted = wanted.sliced(1);
    if (const auto number = numberOf(wanted))
        return *number;
    const auto isShortHour = wanted.size() > 1 && wanted[1] == u':'; // "9:05"
    const auto time = filterTime(isShortHour ? u'0' + wanted.toString() : wanted.toString());
    if (!time)
        return std::unexpected(NoGoal::NeitherNumberNorTime);
    return momentOf(*time, oldest, newest);
}

std::expected<TrafficGoal, NoGoal> trafficGoal(const TrafficModel &model, QStringView text)
{
    const auto last = model.rowCount() - 1;
    const auto timeOf = [&model, last](
                            int row) { return last < 0 ? TimePoint() : model.row(row).time; };
    const auto aim = trafficAim(text, timeOf(0), timeOf(last));
    if (!aim)
        return std::unexpected(aim.error());
    if (last < 0)
        return std::unexpected(NoGoal::NoRows);
    if (const auto *const number = std::get_if<quint64>(&*aim)) {
        const auto row = model.indexOf(*number);
        if (row < 0)
            return TrafficGoal{last, false};
        const auto &found = model.row(row);
        return TrafficGoal{row, found.number == *number && found.kind != TrafficRow::Kind::Gap};
    }
    const auto rows = std::views::iota(0, last + 1);
    const auto found = std::ranges::lower_bound(rows, std::get<TimePoint>(*aim), {}, timeOf);
    return found == rows.end() ? TrafficGoal{last, false} : TrafficGoal{*found, true};
}

} // namespace sealcord
