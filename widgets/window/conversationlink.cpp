// SPDX-License-Identifier: MIT
#include "widgets/window/conversationlink.h"

#include "widgets/conversation/conversationpage.h"
#include "widgets/detail/detailpane.h"
#include "widgets/list/listview.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/watchdesk.h"

#include <QAction>
#include <QScopedValueRollback>

namespace sealcord {

ConversationLink::ConversationLink(WatchDesk &desk)
    : QObject(&desk)
    , m_desk(desk)
{
    connect(desk.trafficPane().actions().showConversation, &QAction::triggered, this,
        &ConversationLink::open);
    connect(&desk.conversation(), &ConversationPage::turnChosen, this, &ConversationLink::choose);
    connect(
        &desk.conversation(), &ConversationPage::detailWanted, this, &ConversationLink::showDetail);
}

void ConversationLink::open()
{
    const int row = m_desk.trafficPane().currentRow();
    if (row < 0)
        return;
    const auto connection = m_desk.messages().row(row).connection;
    const auto number = m_desk.messages().row(row).number;
    auto &page = m_desk.conversation();
    m_desk.showPage(&page); // first, so that it knows what is in sight
    if (m_read) {
        page.openEmpty(connection, number);
        m_read(connection.id, number);
    } else {
        page.open(connection, number);
    }
    page.setFocus();
}

// In the list too, if that shows it. The conversation stays, so that several can be selected.
void ConversationLink::choose(int turn)
{
    const auto &model = m_desk.conversation().model();
    const auto row = model.row(turn);
    if (row.kind == TrafficRow::Kind::Gap)
        return;
    const QScopedValueRollback choosing(m_isChoosing, true);
    if (!m_desk.trafficPane().setCurrentNumber(row.number))
        m_desk.showInDetail(row, model.memory(turn));
}

void ConversationLink::showDetail(int turn)
{
    if (m_desk.conversation().model().row(turn).kind == TrafficRow::Kind::Gap)
        return;
    choose(turn);
    m_desk.showPage(&m_desk.detail());
    m_desk.trafficPane().list().setFocus(); // from where Enter leads back
}

} // namespace sealcord
