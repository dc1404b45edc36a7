// SPDX-License-Identifier: MIT
#include "server-gui/agentswindow.h"

#include "core/net/agent/agentsettings.h"
#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "core/trust/trustfolders.h"
#include "server-gui/connectionspane.h"
#include "server-gui/serverhead.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/list/listview.h"
#include "widgets/parts/messagebar.h"
#include "widgets/streams/streamlist.h"
#include "widgets/traffic/trafficpane.h"

#include <QLabel>
#include <QProcessEnvironment>
#include <QStatusBar>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static constexpr int connectionsInSight = 5; // unless a person chooses another height

// Each kind of window has its own: an attached one watches other servers.
static QString pathOfAgents(const QString &window)
{
    const auto folder = stateFolder(QProcessEnvironment::systemEnvironment());
    return folder.isEmpty() ? folder : folder + u"/known-agents-"_s + window + u".jsonl"_s;
}

AgentsWindow::AgentsWindow(const QString &name, Tap *log)
    : WatchWindow(Kind::Server, name, log)
    , m_memory(pathOfAgents(name), desk().connections())
    , m_notify([this](const QString &title, const QString &text) { m_notifier.show(title, text); })
    , m_head(new ServerHead(toggleAction(), this))
    , m_connections(new ConnectionsPane(desk().connections(), m_memory.book(), this))
    , m_lastSecond(std::chrono::steady_clock::now())
{
    desk().insertPane(m_connections, m_connections->heightOf(connectionsInSight));
    parts().append(&m_connections->list());
    connectConnections();
    connectAgents();
    m_targetsDue.setSingleShot(true);
    connect(&m_targetsDue, &QTimer::timeout, this, &AgentsWindow::updateTargets);
    connect(&m_second, &QTimer::timeout, this, &AgentsWindow::countSecond);
    m_second.start(1s);
}

// The pane before the book that it shows.
AgentsWindow::~AgentsWindow()
{
    delete m_connections;
}

// Who looks at the window needs no note beside it.
void AgentsWindow::connectAgents()
{
    connect(&m_memory.book(), &AgentBook::told, &m_notices, &AgentNotices::add);
    connect(&m_notices, &AgentNotices::due, this, [this](const QString &text) {
        if (!isActiveWindow())
            m_notify(windowTitle(), text);
    });
}

void AgentsWindow::watch(WatchedServer &server)
{
    m_server = &server;
    connect(&server, &WatchedServer::happened, this, [this](const TrafficBatch &batch) {
        take(batch);
        m_memory.take(batch);
        noteNotSent(batch);
        if (!batch.news.empty() && !m_targetsDue.isActive())
            m_targetsDue.start(200ms);
    });
    connect(&desk().connectionPage(), &ConnectionPage::measureRequested, &server,
        &WatchedServer::measure);
    connect(&desk().connectionPage().streamList(), &StreamList::resetRequested, &server,
        &WatchedServer::resetStream);
}

// For the status line, where there is no room beside the head.
QLabel *AgentsWindow::makeTotals()
{
    auto *totals = new QLabel(this);
    totals->setTextFormat(Qt::PlainText);
    totals->setAccessibleName(tr("All agents together"));
    connect(m_head, &ServerHead::totalsFolded, totals, &QLabel::setText);
    return totals;
}

bool AgentsWindow::isRunning() const
{
    return m_server->state() != WatchedServer::State::Stopped;
}

void AgentsWindow::stopRunning()
{
    m_server->stop();
}

void AgentsWindow::noteNotSent(const TrafficBatch &batch)
{
    for (const auto &row : batch.rows) {
        if (row.kind == TrafficRow::Kind::Notice && row.event == EventKind::NotSent)
            desk().resender().addFailed(1, describe(row));
    }
}

void AgentsWindow::connectConnections()
{
    connect(m_connections, &ConnectionsPane::connectionPageRequested, &desk(),
        &WatchDesk::showConnectionPage);
    connect(m_connections, &ConnectionsPane::currentChanged, &desk(), &WatchDesk::chooseConnection);
    connect(m_connections, &ConnectionsPane::onlyTrafficRequested, &desk().trafficPane(),
        &TrafficPane::showOnly);
    connect(m_connections, &ConnectionsPane::disconnectRequested, this,
        &AgentsWindow::disconnectAgents);
    connect(m_connections, &ConnectionsPane::replyRequested, this, &AgentsWindow::reply);
    connect(m_connections, &ConnectionsPane::selectionChanged, this,
        [this](const QList<ConnectionId> &ids) { desk().composer().setSelected(ids); });
    connect(&desk(), &WatchDesk::connectionChosen, m_connections, &ConnectionsPane::setCurrent);
    // Also where it was the current one all along.
    connect(&desk(), &WatchDesk::connectionChosen, this,
        [this](ConnectionId id) { desk().composer().setSelected({id}); });
}

void AgentsWindow::send(const MessageTarget &target, const QByteArray &message)
{
    if (target.isAll)
        m_server->sendToAll(message);
    else
        m_server->send(target.ids, message);
}

void AgentsWindow::reply(ConnectionId agent)
{
    m_connections->setCurrent(agent);
    desk().composer().chooseTarget(agent);
    desk().composer().focusMessage();
}

void AgentsWindow::warnOfSilence()
{
    const auto due =
        m_replyWatch.look(desk().connections(), m_idleTimeout, TrafficRow::Clock::now());
    const auto *impatient = desk().connections().find(m_impatient);
    const bool isOver = !impatient || !impatient->waitsSince || impatient->ended;
    if (m_impatient != 0 && isOver && bar().text() == m_impatience)
        bar().hide();
    if (isOver)
        m_impatient = 0;
    if (!due)
        return;
    m_impatient = due->agent.id;
    const auto agent = describe(due->agent);
    const auto patience = AgentSettings().replyTimeout;
    m_impatience = due->left
        ? tr("%1 still waits for a reply. In %2 s it is disconnected: nothing was said for too "
             "long.")
              .arg(agent)
              .arg(due->left->count())
        : tr("%1 waits for a reply. Unless it is told otherwise, an agent gives up after %2.")
              .arg(agent, formatAgo(patience));
    bar().show(MessageBar::Level::Warning, m_impatience,
        {{tr("Reply"), [this, id = due->agent.id] { reply(id); }}});
}

void AgentsWindow::disconnectAgents(const QList<ConnectionId> &agents)
{
    for (const auto agent : agents)
        m_server->disconnectAgent(agent);
}

// As the list of connections has them. Not at once: a thousand agents may come in a second.
void AgentsWindow::updateTargets()
{
    agentsChanged();
    const auto &connections = desk().connections();
    QList<TargetEntry> targets;
    for (int row = 0; row < connections.rowCount(); ++row) {
        const auto &info = connections.info(row);
        if (info.state == ConnectionInfo::State::Live)
            targets.append({info.name.id, describe(info.name)});
    }
    desk().composer().setTargets(targets);
}

void AgentsWindow::countSecond()
{
    const auto now = std::chrono::steady_clock::now();
    const auto seconds =
        std::chrono::duration<double>(now - std::exchange(m_lastSecond, now)).count();
    const auto total = desk().connections().total();
    const auto before = std::exchange(m_lastTotal, total);
    const auto rate = [seconds](quint64 value, quint64 old) {
        return static_cast<double>(value - old) / seconds;
    };
    ServerHead::Totals totals;
    totals.agents = desk().connections().live();
    totals.messagesInPerSecond = rate(total.messagesIn, before.messagesIn);
    totals.messagesOutPerSecond = rate(total.messagesOut, before.messagesOut);
    totals.bytesInPerSecond = rate(total.bytesIn, before.bytesIn);
    totals.bytesOutPerSecond = rate(total.bytesOut, before.bytesOut);
    m_head->addSecond(totals);
    m_memory.listen(TrafficRow::Clock::now());
    m_connections->tick(TrafficRow::Clock::now());
    warnOfSilence();
}

} // namespace sealcord
