// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"

#include "agent-gui/agenthead.h"
#include "agent-gui/roundtripview.h"
#include "agent-gui/stepper.h"
#include "core/net/addresstext.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/parts/messagebar.h"
#include "widgets/settings/settingsdialog.h"
#include "widgets/traffic/trafficpane.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QStatusBar>
#include <QString>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Stage = WatchedAgent::Stage;

AgentWindow::AgentWindow(const AgentWindowOptions &options, Tap *log)
    : WatchWindow(false, u"agent"_s)
    , m_settings(options.agent.settings)
    , m_isDemoWanted(options.demo)
{
    setWindowTitle(tr("Sealcord agent"));
    m_agent.setLog(log);
    desk().setAnsweredIn([this](const TrafficRow &row) { return m_roundTrips.answeredIn(row); });
    showCipher(m_settings.aead);
    showLimits();
    createHead();
    connectAgent();
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
    m_head->setReconnects(m_settings.reconnectDelay.has_value());
    m_stepper = new Stepper(m_head);
    m_roundTripView = new RoundTripView(m_head);
    m_head->addWidget(m_stepper, 1);
    m_head->addWidget(m_roundTripView);
    connect(m_head, &AgentHead::connectRequested, this, &AgentWindow::start);
    connect(m_head, &AgentHead::serverChanged, this, &AgentWindow::showEmptyState);
    connect(m_head, &AgentHead::reconnectsChanged, &m_agent, &WatchedAgent::setReconnects);
    connect(m_stepper, &Stepper::retryRequested, &m_agent, &WatchedAgent::retryNow);
    connect(m_stepper, &Stepper::stopRequested, &m_agent, &WatchedAgent::stop);
    createWhy();
}

// Where the head has no room to say why, the status line does.
void AgentWindow::createWhy()
{
    auto *why = new QLabel(this);
    why->setTextFormat(Qt::PlainText);
    why->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // it may be long
    why->setAccessibleName(tr("Why it is not connected"));
    connect(m_stepper, &Stepper::whyFolded, why, &QLabel::setText);
    statusBar()->addWidget(why, 1);
}

void AgentWindow::createAgentMenu()
{
    auto *menu = new QMenu(tr("&Agent"), this);
    menu->addAction(toggleAction());
    menu->addAction(tr("&Retry now"), &m_agent, &WatchedAgent::retryNow);
    complete(m_head, menu);
}

void AgentWindow::connectAgent()
{
    connect(&m_agent, &WatchedAgent::stageChanged, this, &AgentWindow::showStage);
    connect(&m_agent, &WatchedAgent::happened, this, &AgentWindow::hear);
    connect(&m_agent, &WatchedAgent::notSent, this,
        [this](const QString &why) { bar().show(MessageBar::Level::Warning, why); });
    connect(&desk().connectionPage(), &ConnectionPage::measureRequested, &m_agent,
        &WatchedAgent::measure);
}

bool AgentWindow::isRunning() const
{
    return m_agent.stage() != Stage::Idle;
}

void AgentWindow::startOrStop()
{
    if (m_agent.stage() == Stage::Idle)
        start();
    else
        m_agent.stop();
}

void AgentWindow::stopRunning()
{
    m_agent.stop();
}

void AgentWindow::start()
{
    if (m_agent.stage() != Stage::Idle)
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
    m_settings.host = m_head->host();
    m_settings.port = m_head->port();
    showLimits();
    auto settings = m_settings;
    if (!m_head->reconnects())
        settings.reconnectDelay = std::nullopt;
    else if (!settings.reconnectDelay)
        settings.reconnectDelay = AgentSettings().reconnectDelay;
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
    m_roundTripView->showTrips(m_roundTrips);
    // After a failure its place is the reason's.
    m_roundTripView->setVisible(!m_roundTrips.isEmpty() && !m_agent.failedStage());
}

void AgentWindow::showStage()
{
    const auto stage = m_agent.stage();
    m_stepper->follow(m_agent);
    showRoundTrips();
    m_head->setEditable(stage == Stage::Idle);
    toggleAction()->setText(stage == Stage::Idle ? tr("Connect") : tr("Disconnect"));
    toggleAction()->setEnabled(stage != Stage::Disconnecting);
    desk().composer().setEnabledReason(
        stage == Stage::Connected ? QString() : tr("Not connected."));
    showEmptyState();
    if (stage == Stage::Connected && std::exchange(m_isDemoWanted, false))
        desk().composer().runDemo();
    if (stage == Stage::Idle)
        stopped();
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
