// SPDX-License-Identifier: MIT
#include "widgets/window/comparecontrol.h"

#include "core/traffic/describe.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/parts/messagebar.h"
#include "widgets/window/watchdesk.h"

#include <utility>

namespace sealcord {

using Level = MessageBar::Level;
using State = CodeComparison::State;

CompareControl::CompareControl(WatchDesk &desk, MessageBar &bar, WindowCodes &codes,
    std::function<ConnectionId()> current, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_bar(bar)
    , m_codes(codes)
    , m_action(tr("Compare a code"))
{
    m_action.setShortcut(Qt::Key_F7);
    m_action.setToolTip(tr("With the person at the other end, by voice: whether somebody is in "
                           "between"));
    connect(&m_action, &QAction::triggered, this,
        [this, current = std::move(current)] { ask(m_saidOf != 0 ? m_saidOf : current()); });
    connect(&codes, &WindowCodes::changed, this, &CompareControl::hear);
    desk.connectionPage().setCodes(codes);
}

// The page says why, where that cannot be.
void CompareControl::ask(ConnectionId connection)
{
    if (const auto *info = m_desk.connections().find(connection))
        m_codes.ask(*info);
    showPage(connection);
}

void CompareControl::showPage(ConnectionId connection)
{
    m_desk.showConnectionPage(connection);
    Q_EMIT shown(connection);
    m_desk.connectionPage().showCode();
}

void CompareControl::hear(const ConnectionName &connection)
{
    clear(connection.id);
    const auto *comparison = m_codes.find(connection.id);
    if (!comparison)
        return;
    const auto state = comparison->state();
    switch (state) {
    case State::AskedThere:
        return sayAsked(connection);
    case State::Code:
        return sayCode(connection);
    case State::Differ:
    case State::BrokenOff:
        m_bar.show(state == State::Differ ? Level::Error : Level::Warning,
            describe(connection) + QStringLiteral(": ")
                + comparisonText(state, m_codes.here(), Wording::Translated));
        [[fallthrough]];
    case State::Same: // what was found stays in sight
        if (auto &page = m_desk.connectionPage();
            page.isVisible() && page.connection() == connection.id)
            page.showCode();
        return;
    case State::Unasked:
    case State::AskedHere:
        return;
    }
}

void CompareControl::sayAsked(const ConnectionName &connection)
{
    m_saidOf = connection.id;
    m_said = tr("The person at %1 wants to compare a code.").arg(describe(connection));
    m_bar.show(Level::Info, m_said, {{tr("Compare"), [this, id = connection.id] { ask(id); }}});
}

// Where it is not in sight.
void CompareControl::sayCode(const ConnectionName &connection)
{
    auto &page = m_desk.connectionPage();
    if (page.isVisible() && page.connection() == connection.id)
        return page.showCode();
    m_saidOf = connection.id;
    m_said = tr("The code to be compared with %1 is there.").arg(describe(connection));
    m_bar.show(
        Level::Info, m_said, {{tr("Show it"), [this, id = connection.id] { showPage(id); }}});
}

void CompareControl::clear(ConnectionId connection)
{
    if (m_saidOf != connection)
        return;
    m_saidOf = 0;
    if (m_bar.text() == m_said)
        m_bar.hide();
}

} // namespace sealcord
