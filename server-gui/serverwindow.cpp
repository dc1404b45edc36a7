// SPDX-License-Identifier: MIT
#include "server-gui/serverwindow.h"

#include "core/net/addresstext.h"
#include "core/text/figures.h"
#include "core/traffic/detailtext.h"
#include "server-gui/attachedwindow.h"
#include "server-gui/connectionspane.h"
#include "server-gui/serverhead.h"
#include "server-gui/trust/gateroster.h"
#include "server-gui/trust/owncodes.h"
#include "server-gui/trust/trustcontrol.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/connection/nocodes.h"
#include "widgets/parts/messagebar.h"
#include "widgets/parts/passingnote.h"
#include "widgets/parts/tabpanel.h"
#include "widgets/settings/settingsdialog.h"
#include "widgets/streams/servicespage.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/comparecontrol.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QStatusBar>
#include <QStringList>
#include <QVariant>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

using State = WatchedServer::State;

ServerWindow::ServerWindow(const ServerWindowOptions &options, Tap *log, AgentGate *gate)
    : AgentsWindow(u"server"_s, log)
    , m_settings(options.server.settings)
    , m_trust(new TrustControl(
          gate ? std::make_unique<GateRoster>(*gate) : nullptr, desk().connections(), this))
{
    m_trust->setKey(key());
    beginFlight(options.server.recording, Role::Server, m_settings.protocol);
    head().setEndpoint(m_settings.address, m_settings.port);
    showCipher(m_settings.aead);
    showLimits();
    createReplies();
    createServices();
    connectServer();
    createConnectionMenu();
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
    statusBar()->addWidget(label);
    statusBar()->addWidget(m_replies);
    statusBar()->addWidget(makeTotals());
}

void ServerWindow::createServices()
{
    m_services = new ServicesPage(desk().connectionPage().streams(), &desk().panel());
    m_services->setEmptyText(
        tr("No service is forwarded or exposed. Start with --forward web=127.0.0.1:80 to let "
           "agents reach one behind this server, or with --expose 8080=web@pump-3 to bring what "
           "an agent publishes to a port here."));
    addServices(*m_services, !m_settings.forwards.empty() || !m_settings.exposed.empty());
}

void ServerWindow::showServices()
{
    const auto isListening = m_server.state() == State::Listening;
    std::vector<ServiceEntry> entries;
    entries.reserve(m_settings.forwards.size() + m_settings.exposed.size());
    for (const auto &service : m_settings.forwards)
        entries.push_back({ServiceEntry::Kind::Forwarded, service.name, service.address.toString(),
            isListening, {}});
    for (const auto &port : m_settings.exposed) {
        const auto target = port.target.toStdString();
        entries.push_back({.kind = ServiceEntry::Kind::Exposed,
            .name = port.target,
            .where = Endpoint(port.listen.address, port.listen.port).toString(),
            .isActive = isListening,
            .error = {},
            .hasAgent = m_server.hasPublisher(splitTarget(target).agent)});
    }
    m_services->setServices(std::move(entries));
}

void ServerWindow::connectServer()
{
    watch(m_server);
    connect(&m_server, &WatchedServer::stateChanged, this, &ServerWindow::showState);
    connect(&m_server, &OwnServer::publishersChanged, this, &ServerWindow::showServices);
    connect(&head(), &ServerHead::startRequested, this, &ServerWindow::startOrStop);
    connect(&head(), &ServerHead::endpointChanged, this, &ServerWindow::showEmptyStates);
}

// As children, which outlive the server.
void ServerWindow::createCodes(QMenu &menu)
{
    WindowCodes *codes = nullptr;
    if (m_settings.trust) {
        codes = m_codes = new OwnCodes(*m_settings.trust, m_server, m_trust->roster(), tap(), this);
        m_settings.trust = &m_codes->comparisons();
    } else {
        codes = new NoCodes(Role::Server, {}, this);
    }
    m_server.setLog(m_codes ? &m_codes->tap() : &tap());
    auto *compare =
        new CompareControl(desk(), bar(), *codes, [this] { return connections().current(); }, this);
    connect(compare, &CompareControl::shown, &connections(), &ConnectionsPane::setCurrent);
    menu.addAction(&compare->action());
}

const Comparisons *ServerWindow::comparisons() const
{
    return m_codes ? &m_codes->comparisons() : nullptr;
}

void ServerWindow::createConnectionMenu()
{
    auto *menu = new QMenu(tr("&Server"), this);
    menu->addAction(toggleAction());
    menu->addSeparator();
    menu->addActions(connections().actions());
    createCodes(*menu);
    m_openAgent = menu->addAction(tr("&Open an agent window"), this, [this] {
        const auto program = QApplication::applicationDirPath() + u"/sealcord-agent-gui"_s;
        const QStringList options{u"--connect"_s, agentTargets().best, u"--start"_s};
        if (!QProcess::startDetached(program, options + agentTrustArguments(key())))
            bar().show(MessageBar::Level::Error, tr("%1 could not be started.").arg(program));
    });
    m_copyCommand = menu->addAction(tr("&Copy the command that starts an agent"), this, [this] {
        QApplication::clipboard()->setText(agentCommand());
        PassingNote::sayFor(*this, tr("Copied: %1").arg(agentCommand()));
    });
    menu->addAction(tr("&Attach to a running server…"), this, [this] {
        if (!startAttachedWindow(u"auto"_s))
            bar().show(MessageBar::Level::Error, tr("Another window could not be started."));
    });
    menu->addSeparator();
    menu->addActions(m_trust->actions());
    complete(m_trust->addStrip(&head()), menu);
}

void ServerWindow::startOrStop()
{
    if (m_server.state() == State::Stopped)
        start();
    else
        m_server.stop();
}

void ServerWindow::start()
{
    if (m_server.state() != State::Stopped)
        return;
    m_settings.address = head().address();
    m_settings.port = head().port();
    if (m_settings.address.isNull()) {
        bar().show(MessageBar::Level::Error,
            tr("This is no address to listen on. 127.0.0.1 is this machine only, 0.0.0.0 every "
               "network."));
        return;
    }
    bar().hide();
    showLimits();
    setIdleTimeout(m_settings.connection.idleTimeout);
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
    head().setState(state, m_server.address());
    setWindowTitle(state == State::Listening ? tr("Sealcord server, %1").arg(m_server.address())
                                             : tr("Sealcord server"));
    agentsChanged();
    toggleAction()->setToolTip(state == State::Stopped
            ? tr("Waits for agents on this address and port")
            : tr("Says goodbye to every agent and stops listening"));
    toggleAction()->setEnabled(state != State::Stopping);
    desk().composer().setEnabledReason(
        state == State::Listening ? QString() : tr("The server is stopped."));
    showEmptyStates();
    showServices();
    m_trust->setCommand(state == State::Listening ? agentCommand() : QString());
    if (state != State::Stopped)
        return;
    if (!m_server.errorString().isEmpty())
        showFailure();
    stopped();
}

// Says how many it ends.
void ServerWindow::agentsChanged()
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
                 head().setEndpoint(m_settings.address, next);
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
        const auto where = hostPortText(head().address().toString(), head().port());
        connections().setEmptyText(head().address().isNull()
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
    connections().setEmptyText(text, {m_copyCommand, m_openAgent});
}

AgentTargets ServerWindow::agentTargets() const
{
    const auto port = m_server.address().section(u':', -1).toUShort();
    return sealcord::agentTargets(m_settings.address, port, localAddresses());
}

std::optional<X25519KeyPair::PublicKey> ServerWindow::key() const
{
    if (!m_settings.identity)
        return std::nullopt;
    return m_settings.identity->key.publicKey();
}

QString ServerWindow::agentCommand() const
{
    return sealcord::agentCommand(agentTargets().best, key());
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

} // namespace sealcord
