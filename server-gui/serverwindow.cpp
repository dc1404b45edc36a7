// SPDX-License-Identifier: MIT
#include "server-gui/serverwindow.h"

#include "core/crypto/keytext.h"
#include "core/net/addresstext.h"
#include "core/net/agent/agentsettings.h"
#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "core/traffic/detailtext.h"
#include "server-gui/connectionspane.h"
#include "server-gui/serverhead.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/list/listview.h"
#include "widgets/parts/messagebar.h"
#include "widgets/parts/passingnote.h"
#include "widgets/settings/settingsdialog.h"
#include "widgets/traffic/trafficpane.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QStatusBar>
#include <QVariant>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = OwnServer::State;

static constexpr int connectionsInSight = 5; // unless a person chooses another height

ServerWindow::ServerWindow(const ServerWindowOptions &options, Tap *log)
    : WatchWindow(Kind::Server, u"server"_s, log)
    , m_settings(options.server.settings)
    , m_head(new ServerHead(toggleAction(), this))
    , m_connections(new ConnectionsPane(desk().connections(), this))
    , m_lastSecond(std::chrono::steady_clock::now())
{
    m_server.setLog(&tap());
    beginFlight(options.server.recording, Role::Server, m_settings.protocol);
    m_head->setEndpoint(m_settings.address, m_settings.port);
    desk().insertPane(m_connections, m_connections->heightOf(connectionsInSight));
    parts().append(&m_connections->list());
    showCipher(m_settings.aead);
    showLimits();
    createReplies();
    connectServer();
    connectConnections();
    createConnectionMenu();
    connect(&m_second, &QTimer::timeout, this, &ServerWindow::countSecond);
    m_second.start(1s);
    showState();
    if (options.window.start)
        start();
}

ServerWindow::~ServerWindow() = default;

void ServerWindow::createReplies()
{
    m_replies = new QComboBox(this);
    m_replies->setObjectName(u"replies"_s);
    m_replies->setAccessibleName(tr("Replies"));
    m_replies->setToolTip(tr("What becomes of the messages of agents"));
    m_replies->addItem(tr("Echo"), QVariant::fromValue(OwnServer::Replies::Echo));
    m_replies->addItem(tr("Manual"), QVariant::fromValue(OwnServer::Replies::Manual));
    m_replies->setItemData(0, tr("Every message is sent back"), Qt::ToolTipRole);
    m_replies->setItemData(1, tr("Nothing is sent but what you send"), Qt::ToolTipRole);
    connect(m_replies, &QComboBox::currentIndexChanged, this, [this] {
        const auto replies = m_replies->currentData().value<OwnServer::Replies>();
        m_server.setReplies(replies);
        desk().connections().setRepliedByHand(replies == OwnServer::Replies::Manual);
    });
    auto *label = new QLabel(tr("&Replies"), this);
    label->setBuddy(m_replies);
    auto *totals = new QLabel(this);
    totals->setTextFormat(Qt::PlainText);
    totals->setAccessibleName(tr("All agents together"));
    connect(m_head, &ServerHead::totalsFolded, totals, &QLabel::setText);
    statusBar()->addWidget(label);
    statusBar()->addWidget(m_replies);
    statusBar()->addWidget(totals);
}

void ServerWindow::connectServer()
{
    connect(&m_server, &OwnServer::stateChanged, this, &ServerWindow::showState);
    connect(&m_server, &OwnServer::happened, this, [this](const TrafficBatch &batch) {
        take(batch);
        noteNotSent(batch);
        if (!batch.news.empty() && !m_targetsDue.isActive())
            m_targetsDue.start(200ms);
    });
    m_targetsDue.setSingleShot(true);
    connect(&m_targetsDue, &QTimer::timeout, this, &ServerWindow::updateTargets);
    connect(m_head, &ServerHead::startRequested, this, &ServerWindow::startOrStop);
    connect(m_head, &ServerHead::endpointChanged, this, &ServerWindow::showEmptyStates);
    connect(&desk().connectionPage(), &ConnectionPage::measureRequested, &m_server,
        &OwnServer::measure);
}

void ServerWindow::noteNotSent(const TrafficBatch &batch)
{
    for (const auto &row : batch.rows) {
        if (row.kind == TrafficRow::Kind::Notice && row.event == EventKind::NotSent)
            desk().resender().addFailed(1, describe(row));
    }
}

void ServerWindow::connectConnections()
{
    connect(m_connections, &ConnectionsPane::connectionPageRequested, &desk(),
        &WatchDesk::showConnectionPage);
    connect(m_connections, &ConnectionsPane::currentChanged, &desk(), &WatchDesk::chooseConnection);
    connect(m_connections, &ConnectionsPane::onlyTrafficRequested, &desk().trafficPane(),
        &TrafficPane::showOnly);
    connect(m_connections, &ConnectionsPane::disconnectRequested, this,
        &ServerWindow::disconnectAgents);
    connect(m_connections, &ConnectionsPane::replyRequested, this, &ServerWindow::reply);
    connect(m_connections, &ConnectionsPane::selectionChanged, this,
        [this](const QList<ConnectionId> &ids) { desk().composer().setSelected(ids); });
    connect(&desk(), &WatchDesk::connectionChosen, m_connections, &ConnectionsPane::setCurrent);
    // Also where it was the current one all along.
    connect(&desk(), &WatchDesk::connectionChosen, this,
        [this](ConnectionId id) { desk().composer().setSelected({id}); });
}

void ServerWindow::createConnectionMenu()
{
    auto *menu = new QMenu(tr("&Server"), this);
    menu->addAction(toggleAction());
    menu->addSeparator();
    menu->addActions(m_connections->actions());
    m_openAgent = menu->addAction(tr("&Open an agent window"), this, [this] {
        const auto program = QApplication::applicationDirPath() + u"/sealcord-agent-gui"_s;
        const QStringList options{u"--connect"_s, agentTargets().best, u"--start"_s};
        if (!QProcess::startDetached(program, options + trustArguments()))
            bar().show(MessageBar::Level::Error, tr("%1 could not be started.").arg(program));
    });
    m_copyCommand = menu->addAction(tr("&Copy the command that starts an agent"), this, [this] {
        QApplication::clipboard()->setText(agentCommand());
        PassingNote::sayFor(*this, tr("Copied: %1").arg(agentCommand()));
    });
    complete(m_head, menu);
}

bool ServerWindow::isRunning() const
{
    return m_server.state() != State::Stopped;
}

void ServerWindow::startOrStop()
{
    if (m_server.state() == State::Stopped)
        start();
    else
        m_server.stop();
}

void ServerWindow::stopRunning()
{
    m_server.stop();
}

void ServerWindow::start()
{
    if (m_server.state() != State::Stopped)
        return;
    m_settings.address = m_head->address();
    m_settings.port = m_head->port();
    if (m_settings.address.isNull()) {
        bar().show(MessageBar::Level::Error,
            tr("This is no address to listen on. 127.0.0.1 is this machine only, 0.0.0.0 every "
               "network."));
        return;
    }
    bar().hide();
    showLimits();
    m_idleTimeout = m_settings.connection.idleTimeout;
    setRecorded(Role::Server, m_settings.protocol);
    m_server.start(m_settings);
}

// Not when they are changed: what is running keeps those that it began with.
void ServerWindow::showLimits()
{
    desk().composer().setMaxMessageLength(
        static_cast<qsizetype>(m_settings.connection.maxMessageLength));
    desk().connectionPage().setSettings(Role::Server, m_settings.aead, m_settings.connection);
}

void ServerWindow::showState()
{
    const auto state = m_server.state();
    m_head->setState(state, m_server.address());
    setWindowTitle(state == State::Listening ? tr("Sealcord server, %1").arg(m_server.address())
                                             : tr("Sealcord server"));
    showToggle();
    toggleAction()->setToolTip(state == State::Stopped
            ? tr("Waits for agents on this address and port")
            : tr("Says goodbye to every agent and stops listening"));
    toggleAction()->setEnabled(state != State::Stopping);
    desk().composer().setEnabledReason(
        state == State::Listening ? QString() : tr("The server is stopped."));
    showEmptyStates();
    if (state != State::Stopped)
        return;
    if (!m_server.errorString().isEmpty())
        showFailure();
    stopped();
}

// Says how many it ends.
void ServerWindow::showToggle()
{
    const int live = desk().connections().live();
    if (m_server.state() == State::Stopped)
        toggleAction()->setText(tr("Start"));
    else if (live == 0)
        toggleAction()->setText(tr("Stop"));
    else
        toggleAction()->setText(live == 1
                ? tr("Stop, ends 1 agent")
                : tr("Stop, ends %1 agents", nullptr, live).arg(formatCount(quint64(live))));
}

void ServerWindow::showFailure()
{
    const auto again = [this] { start(); };
    if (!m_server.isPortTaken()) {
        bar().show(MessageBar::Level::Error, describeDetail(m_server.errorString()),
            {{tr("Try again"), again}});
        return;
    }
    const auto next = static_cast<quint16>(m_settings.port == 65535 ? 1337 : m_settings.port + 1);
    bar().show(MessageBar::Level::Error,
        tr("Port %1 is in use by another program.").arg(m_settings.port),
        {{tr("Use %1").arg(next),
             [this, next] {
                 m_head->setEndpoint(m_settings.address, next);
                 start();
             }},
            {tr("Try again"), again}});
}

void ServerWindow::showEmptyStates()
{
    auto &pane = desk().trafficPane();
    if (m_server.state() == State::Listening) {
        showHowToConnect();
        pane.setEmptyText(tr("Nothing has been said yet. What agents send appears here."));
    } else {
        const auto where = hostPortText(m_head->address().toString(), m_head->port());
        m_connections->setEmptyText(m_head->address().isNull()
                ? tr("Stopped. What stands in the field is no address to listen on.")
                : tr("Stopped. Start waits for agents on %1.").arg(where),
            {toggleAction()});
        pane.setEmptyText(tr("Stopped. When agents are connected, what they send appears here."));
    }
}

void ServerWindow::showHowToConnect()
{
    const auto others = agentTargets().others;
    auto text = tr("No agent has connected yet. Start one: %1").arg(agentCommand());
    if (!others.isEmpty())
        text += u'\n' + tr("This machine's other addresses: %1").arg(others.join(u", "_s));
    m_connections->setEmptyText(text, {m_copyCommand, m_openAgent});
}

AgentTargets ServerWindow::agentTargets() const
{
    const auto port = m_server.address().section(u':', -1).toUShort();
    return sealcord::agentTargets(m_settings.address, port, localAddresses());
}

// With which an agent knows this server from the first: nobody has to compare a key that was
// copied.
QStringList ServerWindow::trustArguments() const
{
    if (!m_settings.identity)
        return {u"--protocol"_s, u"classic"_s};
    const auto key = publicKeyText(m_settings.identity->key.publicKey());
    return {u"--server-key"_s, QString::fromStdString(key)};
}

QString ServerWindow::agentCommand() const
{
    const QStringList words{u"sealcord"_s, u"agent"_s, agentTargets().best};
    return (words + trustArguments()).join(u' ');
}

void ServerWindow::send(const MessageTarget &target, const QByteArray &message)
{
    if (target.isAll)
        m_server.sendToAll(message);
    else
        m_server.send(target.ids, message);
}

void ServerWindow::editSettings()
{
    auto *dialog = new SettingsDialog(view(), m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::accepted, this, [this, dialog] {
        m_settings.connection = dialog->serverSettings().connection;
        m_settings.admission = dialog->serverSettings().admission;
        setView(dialog->view());
    });
    dialog->open();
}

void ServerWindow::reply(ConnectionId agent)
{
    m_connections->setCurrent(agent);
    desk().composer().chooseTarget(agent);
    desk().composer().focusMessage();
}

void ServerWindow::warnOfSilence()
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

void ServerWindow::disconnectAgents(const QList<ConnectionId> &agents)
{
    for (const auto agent : agents)
        m_server.disconnectAgent(agent);
}

// As the list of connections has them. Not at once: a thousand agents may come in a second.
void ServerWindow::updateTargets()
{
    showToggle();
    const auto &connections = desk().connections();
    QList<TargetEntry> targets;
    for (int row = 0; row < connections.rowCount(); ++row) {
        const auto &info = connections.info(row);
        if (info.state == ConnectionInfo::State::Live)
            targets.append({info.name.id, describe(info.name)});
    }
    desk().composer().setTargets(targets);
}

void ServerWindow::countSecond()
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
    warnOfSilence();
}

} // namespace sealcord
