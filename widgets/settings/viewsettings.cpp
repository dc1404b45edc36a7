// SPDX-License-Identifier: MIT
#include "widgets/settings/viewsettings.h"

#include "widgets/settings/windowstate.h"

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

using TimeFormat = TrafficModel::TimeFormat;

ViewSettings storedView(const WindowState &state)
{
    const TrafficLimits usual;
    ViewSettings view;
    view.kept.bytes =
        static_cast<std::size_t>(state.number(u"kept-bytes"_s, ViewSettings::leastKeptBytes,
            ViewSettings::mostKeptBytes, static_cast<qint64>(usual.bytes)));
    view.kept.rows = static_cast<std::size_t>(state.number(u"kept-rows"_s,
        ViewSettings::leastKeptRows, ViewSettings::mostKeptRows, static_cast<qint64>(usual.rows)));
    view.timeFormat = static_cast<TimeFormat>(
        state.number(u"time-format"_s, std::to_underlying(TimeFormat::OfDay),
            std::to_underlying(TimeFormat::SincePrevious), std::to_underlying(TimeFormat::OfDay)));
    view.appearance = state.appearance();
    view.language = state.language();
    view.keepsContents = state.keepsContents();
    return view;
}

void storeView(WindowState &state, const ViewSettings &view)
{
    state.setNumber(u"kept-bytes"_s, static_cast<qint64>(view.kept.bytes));
    state.setNumber(u"kept-rows"_s, static_cast<qint64>(view.kept.rows));
    state.setNumber(u"time-format"_s, std::to_underlying(view.timeFormat));
    state.setAppearance(view.appearance);
    state.setLanguage(view.language);
    state.setKeepsContents(view.keepsContents);
}

} // namespace sealcord
