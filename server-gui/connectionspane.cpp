// SPDX-License-Identifier: MIT
#include "server-gui/connectionspane.h"

#include "core/traffic/models/connectioncells.h"
#include "core/traffic/models/connectionprogress.h"

#include "core/text/figures.h"
#include "server-gui/connectiondelegate.h"
#include "server-gui/connectionorder.h"
#include "server-gui/known/knownagentactions.h"
#include "widgets/list/emptynote.h"
#include "widgets/list/listview.h"
#include "widgets/look/accents.h"
#include "widgets/parts/passingnote.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStringList>
#include <QVBoxLayout>

#include <optional>
#include <utility>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

ConnectionsPane::ConnectionsPane(ConnectionModel &model, AgentBook &agents, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_agents(agents)
    , m_order(new ConnectionOrder(model, agents, this))
    , m_list(new ListView(this))
    , m_emptyNote(new EmptyNote(m_list->viewport()))
    , m_counts(new QLabel(this))
    , m_hideEnded(new QCheckBox(tr("Hide ended"), this))
    , m_find(new QLineEdit(this))
    , m_waiting(new QLabel(this))
    , m_agentActions(new KnownAgentActions(agents, this))
    , m_reply(new QAction(tr("Reply"), this))
    , m_showAll(new QAction(tr("Show all"), this))
{
    setAccessibleName(tr("Connections"));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeHead());
    layout->addWidget(m_list, 1);
    setTabOrder(m_hideEnded, m_find);
    setTabOrder(m_find, m_list);
    makeActions();
    makeList();
    connect(m_order, &QAbstractItemModel::rowsInserted, this, &ConnectionsPane::update);
    connect(m_order, &QAbstractItemModel::rowsRemoved, this, &ConnectionsPane::update);
    connect(m_order, &QAbstractItemModel::modelReset, this, &ConnectionsPane::update);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &ConnectionsPane::update);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &ConnectionsPane::update);
    connect(&model, &QAbstractItemModel::dataChanged, this, &ConnectionsPane::update);
    connect(&agents, &AgentBook::changed, this, &ConnectionsPane::updateAgents);
    update();
    updateColors();
}

void ConnectionsPane::setEmptyText(const QString &text, const QList<QAction *> &actions)
{
    m_emptyText = text;
    m_emptyActions = actions;
    updateEmptyNote();
}

int ConnectionsPane::heightOf(int rows) const
{
    return m_list->heightOf(rows) + m_find->sizeHint().height() + layout()->spacing();
}

void ConnectionsPane::update()
{
    updateCounts();
    updateEmptyNote();
    updateWaiting();
    updateActions();
}

// A chosen agent stays so, though the row that it has is another one now.
void ConnectionsPane::updateAgents()
{
    const int chosen = m_list->currentIndex().row();
    const int column = qMax(0, m_list->currentIndex().column());
    const auto connection = current();
    const auto agent = chosen < 0 ? std::nullopt : m_order->agent(chosen);
    {
        const QSignalBlocker blocker(this); // nobody chooses the rows beside it
        m_order->updateAgents();
        const int row = agent ? m_order->indexOf(*agent) : -1;
        if (row >= 0 && row != m_list->currentIndex().row())
            m_list->setCurrentIndex(m_order->index(row, column));
    }
    if (connection != current())
        Q_EMIT currentChanged(current());
    if (chosen >= 0)
        Q_EMIT selectionChanged(selected());
    update();
}

void ConnectionsPane::tick(RecordTime now)
{
    m_order->offline().tick(now);
}

ConnectionId ConnectionsPane::current() const
{
    const int row = m_list->currentIndex().row();
    return row < 0 ? 0 : m_order->info(row).name.id;
}

bool ConnectionsPane::setCurrent(ConnectionId connection)
{
    const int row = m_order->indexOf(connection);
    if (row < 0)
        return false;
    if (connection == current())
        return true; // and whatever else is selected stays so
    m_list->setCurrentIndex(m_order->index(row, qMax(0, m_list->currentIndex().column())));
    return true;
}

QList<ConnectionId> ConnectionsPane::selected() const
{
    QList<ConnectionId> connections;
    for (const int row : m_list->selectedRows())
        connections.append(m_order->info(row).name.id);
    connections.removeAll(0); // of agents that have had none
    return connections;
}

void ConnectionsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
}

QWidget *ConnectionsPane::makeHead()
{
    auto *const head = new QWidget(this);
    auto *const title = new QLabel(tr("Connections"), head);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_find->setPlaceholderText(tr("Find a connection"));
    m_find->setAccessibleName(tr("Find a connection"));
    m_find->setToolTip(tr("By name, address, state, protection or why it ended"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(240);
    m_hideEnded->setObjectName(u"hideEnded"_s);
    m_hideEnded->setToolTip(tr("Shows live connections, handshakes and known agents alone"));
    new QShortcut(Qt::Key_Escape, m_find, m_find, &QLineEdit::clear, Qt::WidgetShortcut);
    auto *const layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(title);
    layout->addWidget(m_counts);
    layout->addWidget(m_waiting);
    layout->addStretch();
    layout->addWidget(m_hideEnded);
    layout->addWidget(m_find);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_order->setText(text.trimmed());
        updateEmptyNote();
    });
    connect(m_hideEnded, &QCheckBox::toggled, this, [this](bool isHidden) {
        m_order->setEndedHidden(isHidden);
        updateEmptyNote();
    });
    connect(m_showAll, &QAction::triggered, this, [this] {
        m_find->clear();
        m_hideEnded->setChecked(false);
    });
    return head;
}

void ConnectionsPane::makeActions()
{
    m_showPage = new QAction(tr("Show the connection's page"), this);
    m_onlyTraffic = new QAction(tr("Only its traffic"), this);
    m_disconnect = new QAction(this);
    m_copyAddress = new QAction(tr("Copy address"), this);
    m_reply->setShortcut(Qt::Key_F4);
    m_reply->setToolTip(tr("Writes to who is chosen, or else to who has waited longest"));
    addActions({m_reply, m_showPage, m_onlyTraffic, m_copyAddress, m_disconnect});
    connect(m_reply, &QAction::triggered, this, &ConnectionsPane::reply);
    connect(m_showPage, &QAction::triggered, this,
        [this] { Q_EMIT connectionPageRequested(current()); });
    connect(m_onlyTraffic, &QAction::triggered, this,
        [this] { Q_EMIT onlyTrafficRequested(current()); });
    connect(m_disconnect, &QAction::triggered, this,
        [this] { Q_EMIT disconnectRequested(selectedLive()); });
    connect(m_copyAddress, &QAction::triggered, this, &ConnectionsPane::copyAddresses);
}

void ConnectionsPane::makeList()
{
    m_list->setModel(m_order);
    m_list->setItemDelegate(new ConnectionDelegate(*m_order, this));
    m_list->setAccessibleName(tr("Connections"));
    m_list->setColumnWidths({12, 25, 25, 9, 8, 7, 7, 8, 8, 15, 7, 0});
    using Model = ConnectionModel;
    ConnectionInfo usual;
    usual.established = TrafficRow::Clock::now();
    m_list->makeRoom(Model::Protection, protectionOf(usual)); // not to be misread by half
    m_list->setFigures({Model::Since, Model::For, Model::In, Model::Out, Model::BytesIn,
        Model::BytesOut, Model::Rate, Model::Last});
    m_list->setColumnHidden(ConnectionModel::BytesIn, true);
    m_list->setColumnHidden(ConnectionModel::BytesOut, true);
    // The live ones above, or they would be out of sight behind all that have ended.
    m_list->horizontalHeader()->setSortIndicator(Model::State, Qt::AscendingOrder);
    m_list->horizontalHeader()->setSortIndicatorClearable(true);
    m_list->setSortingEnabled(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, &ConnectionsPane::showMenu);
    connect(m_list, &QAbstractItemView::activated, m_showPage, &QAction::trigger);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this] { Q_EMIT currentChanged(current()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateActions();
        Q_EMIT selectionChanged(selected());
    });
}

void ConnectionsPane::updateCounts()
{
    const auto live = formatCount(quint64(m_model.live()));
    const auto ofAgents = m_order->endedOfAgents();
    const auto ever = m_model.everEnded() - ofAgents;
    const auto ended = formatCount(ever);
    const auto listed = quint64(m_model.ended()) - ofAgents;
    const auto offline = quint64(m_order->offline().rowCount());
    auto text = listed == ever ? tr("%1 live, %2 ended").arg(live, ended)
                               : tr("%1 live, %2 ended, of which the last %3 are listed")
                                     .arg(live, ended, formatCount(listed));
    if (offline == 1)
        text = tr("%1, 1 known agent offline", "how many connections").arg(text);
    else if (offline > 1)
        text = tr("%1, %2 known agents offline", "how many connections, how many agents",
            pluralOf(offline))
                   .arg(text, formatCount(offline));
    m_counts->setText(text);
}

void ConnectionsPane::updateEmptyNote()
{
    const bool isEmpty = m_order->rowCount() == 0;
    if (isEmpty && m_model.rowCount() == 0 && m_agents.agents().empty())
        m_emptyNote->setContent(m_emptyText, m_emptyActions);
    else if (isEmpty)
        m_emptyNote->setContent(tr("No connection matches."), {m_showAll});
    m_emptyNote->setVisible(isEmpty);
}

void ConnectionsPane::updateWaiting()
{
    const auto waiting = waitingForReply(m_model).size();
    m_waiting->setVisible(waiting > 0);
    m_waiting->setText(waiting == 1
            ? tr("◆ 1 waits for a reply")
            : tr("◆ %1 wait for a reply", nullptr, int(waiting)).arg(formatCount(waiting)));
}

// To the chosen one, if it can be, or else to who has waited longest.
void ConnectionsPane::reply()
{
    const auto waiting = waitingForReply(m_model);
    const auto *chosen = m_model.find(current());
    const bool isLive = chosen != nullptr && chosen->state == ConnectionInfo::State::Live;
    if (isLive && (chosen->waitsSince || waiting.empty()))
        Q_EMIT replyRequested(current());
    else if (!waiting.empty())
        Q_EMIT replyRequested(waiting.front());
}

void ConnectionsPane::updateActions()
{
    const bool isAny = !m_list->selectedRows().isEmpty();
    std::vector<AgentBook::Key> agents;
    for (const int row : m_list->selectedRows()) {
        if (const auto agent = m_order->agent(row))
            agents.push_back(*agent);
    }
    m_agentActions->setAgents(std::move(agents));
    const bool hasConnection = current() != 0; // in this run of the program
    m_showPage->setEnabled(isAny && hasConnection);
    m_onlyTraffic->setEnabled(isAny && hasConnection);
    m_reply->setEnabled(isAny || !waitingForReply(m_model).empty());
    m_copyAddress->setEnabled(isAny);
    const auto live = int(selectedLive().size());
    m_disconnect->setEnabled(live > 0);
    m_disconnect->setText(live == 0 ? tr("Disconnect")
            : live == 1
            ? tr("Disconnect 1 agent")
            : tr("Disconnect %1 agents", nullptr, live).arg(formatCount(quint64(live))));
}

void ConnectionsPane::updateColors()
{
    QPalette dimmed = palette();
    dimmed.setColor(QPalette::WindowText, accentsFor(palette()).dimmed);
    m_counts->setPalette(dimmed);
    QPalette waiting = palette();
    waiting.setColor(QPalette::WindowText, accentsFor(palette()).warning);
    m_waiting->setPalette(waiting);
}

void ConnectionsPane::showMenu(const QPoint &position)
{
    if (!m_list->indexAt(position).isValid())
        return;
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_reply);
    menu->addSeparator();
    menu->addActions({m_showPage, m_onlyTraffic});
    menu->addSeparator();
    menu->addAction(m_copyAddress);
    menu->addSeparator();
    m_agentActions->addTo(*menu);
    menu->addSeparator();
    menu->addAction(m_disconnect);
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

void ConnectionsPane::copyAddresses() const
{
    QStringList addresses;
    for (const int row : m_list->selectedRows())
        addresses.append(m_order->info(row).name.peer.toString());
    QGuiApplication::clipboard()->setText(addresses.join(u'\n'));
    PassingNote::sayFor(*this, tr("Copied: %1").arg(addresses.join(u", ")));
}

QList<ConnectionId> ConnectionsPane::selectedLive() const
{
    QList<ConnectionId> connections;
    for (const int row : m_list->selectedRows()) {
        const ConnectionInfo &info = m_order->info(row);
        if (info.state == ConnectionInfo::State::Live
            || info.state == ConnectionInfo::State::Handshake)
            connections.append(info.name.id);
    }
    return connections;
}

} // namespace sealcord
