// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"

#include "agent-gui/agentaccess.h"
#include "agent-gui/agenthead.h"
#include "agent-gui/agentservices.h"
#include "agent-gui/agentstateline.h"
#include "agent-gui/roundtripview.h"
#include "agent-gui/servercodes.h"
#include "agent-gui/trustprompt.h"
#include "core/net/addresstext.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/parts/messagebar.h"
#include "widgets/parts/tabpanel.h"
#include "widgets/settings/settingsdialog.h"
#include "widgets/streams/servicespage.h"
#include "widgets/streams/streamlist.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/comparecontrol.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QString>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Stage = WatchedAgent::Stage;

AgentWindow::AgentWindow(const AgentWindowOptions &options, Tap *log)
    : WatchWindow(Kind::Agent, u"agent"_s, log)
    , m_settings(options.agent.settings)
    , m_access(new AgentAccess(options.agent.trust, this))
    , m_codes(new ServerCodes(m_agent, *m_access, this))
    , m_prompt(new TrustPrompt(bar(), *m_access, this))
    , m_isDemoWanted(options.demo)
{
    m_settings.protocol = options.agent.trust.protocol;
    m_agent.setLog(&tap());
    beginFlight(options.agent.recording, Role::Agent, Protocol::None); // a person chooses which
    desk().setAnsweredIn([this](const TrafficRow &row) { return m_roundTrips.answeredIn(row); });
    showCipher(m_settings.aead);
    showLimits();
    createHead();
    connectAgent();
    createServices();
    createAgentMenu();
    showStage();
    if (options.window.start || options.demo)
        start();
}

AgentWindow::~AgentWindow() = default;

void AgentWindow::createHead()
{
    m_head = new AgentHead(toggleAction(), this);
    m_head->setServer(m_settings.host, m_settings.port);
    m_head->setProtocol(m_settings.protocol);
    m_head->setReconnects(m_settings.reconnectDelay.has_value());
    const auto *state = &m_head->stateLine();
    connect(m_head, &AgentHead::connectRequested, this, &AgentWindow::start);
    connect(m_head, &AgentHead::serverChanged, this, &AgentWindow::showEmptyState);
    connect(m_head, &AgentHead::serverChanged, m_prompt, &TrustPrompt::clear); // it was another's
    connect(m_head, &AgentHead::reconnectsChanged, &m_agent, &WatchedAgent::setReconnects);
    connect(state, &AgentStateLine::retryRequested, &m_agent, &WatchedAgent::retryNow);
    connect(state, &AgentStateLine::stopRequested, this, &AgentWindow::stopRunning);
}

void AgentWindow::createAgentMenu()
{
    auto *menu = new QMenu(tr("&Agent"), this);
    menu->addAction(toggleAction());
    menu->addAction(tr("&Retry now"), &m_agent, &WatchedAgent::retryNow);
    auto *compare = new CompareControl(
        desk(), bar(), *m_codes, [this] { return m_agent.connection().id; }, this);
    menu->addAction(&compare->action());
    complete(m_head, menu);
}

void AgentWindow::connectAgent()
{
    connect(&m_agent, &WatchedAgent::stageChanged, this, &AgentWindow::showStage);
    connect(&m_agent, &WatchedAgent::happened, this, &AgentWindow::hear);
    connect(&m_agent, &WatchedAgent::notSent, this, [this](quint64 messages, const QString &why) {
        bar().show(MessageBar::Level::Warning, why);
        desk().resender().addFailed(messages, why);
    });
    connect(&desk().connectionPage(), &ConnectionPage::measureRequested, &m_agent,
        &WatchedAgent::measure);
    connect(&desk().connectionPage().streamList(), &StreamList::resetRequested, &m_agent,
        &WatchedAgent::resetStream);
    connect(m_access, &AgentAccess::opened, this, &AgentWindow::begin);
    connect(m_access, &AgentAccess::failed, this, [this](const QString &why) {
        bar().show(MessageBar::Level::Error, why);
        showStage();
    });
    connect(m_prompt, &TrustPrompt::connectRequested, this, &AgentWindow::startAgain);
}

// They come and go by themselves: the settings of an attempt have none.
void AgentWindow::createServices()
{
    const auto locals = std::exchange(m_settings.locals, {});
    const auto published = std::exchange(m_settings.published, {});
    m_settings.mayPublish = true;
    auto *page = new ServicesPage(desk().connectionPage().streams(), &desk().panel());
    auto *services = new AgentServices(m_agent, *page, this);
    addServices(*page, !locals.empty() || !published.empty());
    services->add(locals, published);
}

// What the files of trust say belongs to an attempt, as its steps do.
Stage AgentWindow::stage() const
{
    return m_agent.stage() == Stage::Idle && m_access->isBusy() ? Stage::Resolving
                                                                : m_agent.stage();
}

bool AgentWindow::isRunning() const
{
    return stage() != Stage::Idle;
}

void AgentWindow::startOrStop()
{
    if (isRunning())
        stopRunning();
    else
        start();
}

void AgentWindow::stopRunning()
{
    m_agent.stop();
    if (!m_access->isBusy())
        return;
    m_access->cancel();
    // As the agent does: not from within, where the window may be closing.
    QMetaObject::invokeMethod(this, &AgentWindow::showStage, Qt::QueuedConnection);
}

void AgentWindow::start()
{
    if (isRunning())
        return;
    if (m_head->host().isEmpty()) {
        bar().show(MessageBar::Level::Error, tr("Which server? A name or an address is missing."));
        return;
    }
    if (!isHost(m_head->host())) {
        bar().show(MessageBar::Level::Error,
            tr("Which server? \"%1\" is neither a name nor an address.").arg(m_head->host()));
        return;
    }
    bar().hide();
    m_prompt->clear();
    m_isFocusWanted = true;
    m_settings.host = m_head->host();
    m_settings.port = m_head->port();
    m_settings.protocol = m_head->protocol();
    m_access->open(m_settings.protocol, Place::of(m_settings.host, m_settings.port));
    showStage();
}

// A person has decided about the server's key.
void AgentWindow::startAgain()
{
    m_prompt->clear();
    if (m_agent.stage() == Stage::Waiting)
        m_agent.retryNow();
    else if (m_agent.stage() == Stage::Idle)
        begin();
}

void AgentWindow::begin()
{
    showLimits();
    auto settings = m_settings;
    m_access->credentials().giveTo(settings);
    if (!m_head->reconnects())
        settings.reconnectDelay = std::nullopt;
    else if (!settings.reconnectDelay)
        settings.reconnectDelay = AgentSettings().reconnectDelay;
    setRecorded(Role::Agent, settings.protocol);
    m_agent.start(settings);
}

// Not when they are changed: what is running keeps those that it began with.
void AgentWindow::showLimits()
{
    desk().composer().setMaxMessageLength(
        static_cast<qsizetype>(m_settings.connection.maxMessageLength));
    desk().connectionPage().setSettings(Role::Agent, m_settings.aead, m_settings.connection);
}

void AgentWindow::send(const MessageTarget &, const QByteArray &message)
{
    m_agent.send(message);
}

void AgentWindow::editSettings()
{
    auto *dialog = new SettingsDialog(view(), m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::accepted, this, [this, dialog] {
        m_settings = dialog->agentSettings();
        setView(dialog->view());
    });
    dialog->open();
}

void AgentWindow::hear(const TrafficBatch &batch)
{
    m_roundTrips.append(batch);
    take(batch);
    if (!batch.rows.empty())
        showRoundTrips();
}

void AgentWindow::showRoundTrips()
{
    auto &view = m_head->roundTrips();
    view.setTrips(m_roundTrips);
    view.setVisible(m_agent.stage() == Stage::Connected && !m_roundTrips.isEmpty());
}

void AgentWindow::showStage()
{
    const auto stage = this->stage();
    auto status = statusOf(m_agent);
    status.stage = stage;
    status.protocol = m_settings.protocol;
    m_head->stateLine().setStatus(status);
    tellOfTrust(status);
    showRoundTrips();
    m_head->setEditable(stage == Stage::Idle);
    setWindowTitle(stage == Stage::Connected
            ? tr("Sealcord agent, %1").arg(m_agent.connection().peer.toString())
            : tr("Sealcord agent"));
    const bool isTrying = isAttempt(stage) || stage == Stage::Waiting;
    toggleAction()->setText(stage == Stage::Idle ? tr("Connect")
            : isTrying                           ? tr("Stop")
                                                 : tr("Disconnect"));
    toggleAction()->setToolTip(stage == Stage::Idle
            ? tr("Connects to the server and agrees a key with it")
            : isTrying ? tr("Tries no more to reach the server")
                       : tr("Says goodbye to the server, and tries no more"));
    toggleAction()->setEnabled(stage != Stage::Disconnecting);
    desk().composer().setEnabledReason(
        stage == Stage::Connected ? QString() : tr("Not connected."));
    showEmptyState();
    if (stage == Stage::Connected && std::exchange(m_isFocusWanted, false))
        focusComposer();
    if (stage == Stage::Connected && std::exchange(m_isDemoWanted, false))
        desk().composer().runDemo();
    if (stage == Stage::Idle)
        stopped();
}

void AgentWindow::tellOfTrust(const AgentStatus &status)
{
    if (status.stage == Stage::Connected)
        m_prompt->clear();
    else if (!isAttempt(status.stage) && status.endReason)
        m_prompt->tell(*status.endReason, status.why);
}

// Unless a person writes somewhere else by now. After a reconnection the focus stays where it is.
void AgentWindow::focusComposer()
{
    const auto *line = qobject_cast<const QLineEdit *>(focusWidget());
    if (!line || !line->isEnabled() || line->text().isEmpty())
        desk().composer().focusMessage();
}

void AgentWindow::showEmptyState()
{
    const auto server = hostPortText(m_head->host(), m_head->port());
    if (m_agent.stage() == Stage::Connected)
        desk().trafficPane().setEmptyText(
            tr("Connected, and nothing has been said yet. Write a message below; Enter sends it."));
    else
        desk().trafficPane().setEmptyText(
            tr("Not connected. Connect agrees a key with the server at %1, and what is said then "
               "appears here.")
                .arg(server),
            {toggleAction()});
}

} // namespace sealcord
