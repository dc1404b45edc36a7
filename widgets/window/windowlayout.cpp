// SPDX-License-Identifier: MIT
#include "widgets/window/windowlayout.h"

#include "widgets/filter/filteredit.h"
#include "widgets/list/listview.h"
#include "widgets/settings/viewsettings.h"
#include "widgets/settings/windowstate.h"
#include "widgets/traffic/eventlist.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/placement.h"
#include "widgets/window/watchdesk.h"

#include <QGuiApplication>
#include <QList>
#include <QMainWindow>
#include <QRect>
#include <QScreen>
#include <QString>

namespace sealcord {

using namespace Qt::StringLiterals;

WindowLayout::WindowLayout(QMainWindow &window, WatchDesk &desk, WindowState &state)
    : m_window(window)
    , m_desk(desk)
    , m_state(state)
    , m_initialTrafficColumns(desk.trafficPane().list().saveColumns())
    , m_initialEventColumns(desk.eventList().list().saveColumns())
{ }

QSize WindowLayout::firstSize() const
{
    return QSize(1280, 800).boundedTo(roomOn(m_window.screen()->availableGeometry()));
}

void WindowLayout::restore()
{
    const auto geometry = m_state.layout(u"geometry"_s);
    if (geometry.isEmpty() || !m_window.restoreGeometry(geometry))
        m_window.resize(firstSize());
    else
        bringBack();
    m_desk.restoreHeights(m_state.layout(u"heights"_s));
    m_desk.trafficPane().list().restoreColumns(m_state.layout(u"traffic"_s));
    m_desk.eventList().list().restoreColumns(m_state.layout(u"events"_s));
    m_desk.trafficPane().filterField().setHistory(m_state.formerFilters());
    m_desk.trafficPane().namedFilters().setFilters(m_state.namedFilters());
    m_desk.composer().setHistory(m_state.formerMessages());
    const auto view = storedView(m_state);
    m_desk.messages().setLimits(view.kept);
    m_desk.trafficPane().setTimeFormat(view.timeFormat);
}

// The screens may be others than the last time.
void WindowLayout::bringBack()
{
    if (m_window.isMaximized() || m_window.isFullScreen())
        return;
    QList<QRect> screens;
    for (const auto *one : QGuiApplication::screens())
        screens += one->availableGeometry();
    m_window.setGeometry(placement(m_window.geometry(), screens));
}

// Back to what a first start shows.
void WindowLayout::reset()
{
    m_state.forgetLayout();
    m_desk.trafficPane().list().restoreColumns(m_initialTrafficColumns);
    m_desk.eventList().list().restoreColumns(m_initialEventColumns);
    m_window.resize(firstSize());
    m_desk.restoreHeights({});
}

void WindowLayout::store()
{
    m_state.setLayout(u"geometry"_s, m_window.saveGeometry());
    m_state.setLayout(u"heights"_s, m_desk.saveHeights());
    m_state.setLayout(u"traffic"_s, m_desk.trafficPane().list().saveColumns());
    m_state.setLayout(u"events"_s, m_desk.eventList().list().saveColumns());
    m_state.setFormerFilters(m_desk.trafficPane().filterField().history());
    m_state.setNamedFilters(m_desk.trafficPane().namedFilters().filters());
    m_state.setFormerMessages(m_desk.composer().history());
}

} // namespace sealcord
