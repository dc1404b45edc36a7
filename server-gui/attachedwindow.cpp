// SPDX-License-Identifier: MIT
#include "server-gui/attachedwindow.h"

#include "core/control/controllimits.h"
#include "core/protocol/protocol.h"
#include "core/recording/reading/recordedpeers.h"
#include "server-gui/agentaddress.h"
#include "server-gui/connectionspane.h"
#include "server-gui/serverhead.h"
#include "server-gui/trust/attachedcodes.h"
#include "server-gui/trust/attachedroster.h"
#include "server-gui/trust/trustcontrol.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/parts/messagebar.h"
#include "widgets/parts/passingnote.h"
#include "widgets/parts/tabpanel.h"
#include "widgets/settings/settingsdialog.h"
#include "widgets/streams/servicespage.h"
#include "widgets/streams/streamlist.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/comparecontrol.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QStatusBar>

#include <algorithm>
#include <utility>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

using State = WatchedServer::State;

// What fits into a request in base64, beside the numbers of some two thousand connections.
static constexpr std::size_t longestSent = longestRequest / 2;

bool startAttachedWindow(const QString &path)
{
    return QProcess::startDetached(QApplication::applicationFilePath(), {u"--attach"_s, path});
}

AttachedWindow::AttachedWindow(const std::expected<QString, QString> &path, Tap *log)
    : AgentsWindow(u"attached"_s, log)
    , m_trust(
          new TrustControl(std::make_unique<AttachedRoster>(m_server), desk().connections(), this))
    , m_path(path.value_or(QString()))
{
    head().setAttached();
    greyRecorders();
    createReplies();
    createServices();
    watch(m_server);
    connect(&m_server, &WatchedServer::stateChanged, this, &AttachedWindow::showState);
    createMenu();
    showState();
    if (path)
        attach(*path);
    else
        bar().show(MessageBar::Level::Warning,
            tr("Not one server alone was found to run here. Start one with sealcord server, or "
               "choose which by its control socket."),
            {{tr("Choose a socket…"), [this] { chooseSocket(); }}});
}

// An editor that is open there writes when it closes, to the server.
AttachedWindow::~AttachedWindow()
{
    delete m_trust;
}

void AttachedWindow::greyRecorders()
{
    forbidRecorders(tr("The server's own program records what happens there: see "
                       "sealcord server --help. What this window shows can be saved."));
}

void AttachedWindow::createReplies()
{
    auto *replies = new QComboBox(this);
    replies->setObjectName(u"replies"_s);
    replies->addItem(tr("Of the server"));
    replies->setAccessibleName(tr("Replies"));
    replies->setToolTip(tr("The program that runs the server decides what it replies"));
    replies->setEnabled(false);
    auto *label = new QLabel(tr("Replies"), this);
    statusBar()->addWidget(label);
    statusBar()->addWidget(replies);
    statusBar()->addWidget(makeTotals());
}

void AttachedWindow::createServices()
{
    auto &page = desk().connectionPage();
    page.streamList().setEmptyText(
        tr("No stream is open, and none was since this window was attached."));
    page.streamList().forbidBytes(tr("The server does not tell this window the bytes of streams."));
    m_services = new ServicesPage(page.streams(), &desk().panel());
    addServices(*m_services, false);
    connect(&m_server, &AttachedServer::servicesChanged, this, &AttachedWindow::showServices);
}

void AttachedWindow::showServices()
{
    std::vector<ServiceEntry> entries;
    entries.reserve(m_server.services().size());
    for (const auto &service : m_server.services())
        entries.push_back(
            {.kind = service.isPort ? ServiceEntry::Kind::Exposed : ServiceEntry::Kind::Forwarded,
                .name = service.name,
                .where = service.address,
                .isActive = true,
                .error = {},
                .hasAgent = service.hasAgent});
    m_services->setServices(std::move(entries));
}

void AttachedWindow::createCodes(QMenu &menu)
{
    auto *codes = new AttachedCodes(m_server, desk().connections(), *m_trust->roster(), this);
    connect(codes, &AttachedCodes::failed, this,
        [this](const QString &why) { bar().show(MessageBar::Level::Error, why); });
    auto *compare =
        new CompareControl(desk(), bar(), *codes, [this] { return connections().current(); }, this);
    connect(compare, &CompareControl::shown, &connections(), &ConnectionsPane::setCurrent);
    menu.addAction(&compare->action());
}

void AttachedWindow::createMenu()
{
    auto *menu = new QMenu(tr("&Server"), this);
    menu->addAction(toggleAction());
    menu->addAction(tr("Choose another s&ocket…"), this, &AttachedWindow::chooseSocket);
    menu->addSeparator();
    menu->addActions(connections().actions());
    createCodes(*menu);
    m_copyCommand = menu->addAction(tr("&Copy the command that starts an agent"), this, [this] {
        QApplication::clipboard()->setText(agentCommand());
        PassingNote::sayFor(*this, tr("Copied: %1").arg(agentCommand()));
    });
    menu->addSeparator();
    menu->addActions(m_trust->actions());
    complete(m_trust->addStrip(&head()), menu);
}

void AttachedWindow::startOrStop()
{
    if (m_server.state() != State::Stopped)
        m_server.stop();
    else if (m_path.isEmpty())
        chooseSocket();
    else
        attach(m_path);
}

void AttachedWindow::attach(const QString &path)
{
    m_path = path;
    bar().hide();
    m_server.attach(path);
}

void AttachedWindow::chooseSocket()
{
    auto *dialog = new QFileDialog(this, tr("The control socket of a server"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::AllDirs | QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    dialog->setOption(QFileDialog::DontUseNativeDialog); // of which many show no sockets
    dialog->setDirectory(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/sealcord"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (m_server.state() == State::Stopped)
            attach(path);
        else if (!startAttachedWindow(path))
            bar().show(MessageBar::Level::Error, tr("Another window could not be started."));
    });
    dialog->open();
}

void AttachedWindow::editSettings()
{
    auto *dialog = new SettingsDialog(view(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::accepted, this, [this, dialog] { setView(dialog->view()); });
    dialog->open();
}

void AttachedWindow::showState()
{
    const auto state = m_server.state();
    head().setState(state, m_server.address());
    toggleAction()->setText(state == State::Stopped ? tr("Attach") : tr("Detach"));
    toggleAction()->setToolTip(state == State::Stopped
            ? tr("Shows the server that runs at %1").arg(m_path)
            : tr("Lets go of the server, which goes on"));
    toggleAction()->setEnabled(state != State::Stopping);
    m_copyCommand->setEnabled(state == State::Listening);
    m_trust->setCommand(state == State::Listening ? agentCommand() : QString());
    if (state == State::Listening)
        return showAttached();
    desk().composer().setEnabledReason(tr("The window is attached to no server."));
    m_services->setEmptyText(tr("The window is attached to no server."));
    setWindowTitle(tr("Sealcord server, not attached"));
    if (state == State::Starting)
        showWaiting();
    if (state != State::Stopped)
        return;
    connections().setEmptyText(tr("Attached to no server."), {toggleAction()});
    desk().trafficPane().setEmptyText(tr("Attached to no server."));
    stopped();
}

void AttachedWindow::showAttached()
{
    const auto &facts = m_server.facts();
    bar().hide();
    m_trust->setKey(facts.key);
    setWindowTitle(tr("Sealcord server, %1, attached").arg(facts.address));
    desk().composer().setEnabledReason({});
    desk().composer().setMaxMessageLength(
        static_cast<qsizetype>(std::min(facts.limits.maxMessageLength, longestSent)));
    desk().connectionPage().setSettings(Role::Server, std::nullopt, facts.limits);
    m_services->setEmptyText(
        tr("This server forwards and exposes nothing: see --forward and --expose of "
           "sealcord server --help."));
    setIdleTimeout(facts.limits.idleTimeout);
    setRecorded(Role::Server,
        facts.protocol == "sealed"_L1        ? Protocol::Sealed
            : facts.protocol == "classic"_L1 ? Protocol::Classic
                                             : Protocol::None);
    connections().setEmptyText(
        tr("No agent is connected to this server. Start one: %1").arg(agentCommand()),
        {m_copyCommand});
    desk().trafficPane().setEmptyText(
        tr("Nothing has been said since this window was attached. What is said appears here."));
}

QString AttachedWindow::agentCommand() const
{
    const auto &facts = m_server.facts();
    const auto listens = parseEndpoint(facts.address.toStdString());
    if (!listens)
        return {};
    const auto reached = agentTargets(listens->address(), listens->port(), localAddresses()).best;
    const bool isKnown = facts.isHere || reached == facts.address;
    const auto target = isKnown ? reached : u"HOST:%1"_s.arg(listens->port());
    return sealcord::agentCommand(target, facts.key);
}

// It comes by itself: nobody has to do anything but start the server.
void AttachedWindow::showWaiting()
{
    const auto text = m_server.errorString().isEmpty()
        ? tr("Going to the server at %1…").arg(m_path)
        : tr("Waiting for a server at %1: %2.").arg(m_path, m_server.errorString());
    connections().setEmptyText(text);
    desk().trafficPane().setEmptyText(text);
    if (!m_server.errorString().isEmpty())
        bar().show(MessageBar::Level::Warning, text,
            {{tr("Choose a socket…"), [this] { chooseSocket(); }}});
}

} // namespace sealcord
