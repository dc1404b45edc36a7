// SPDX-License-Identifier: MIT
#include "widgets/window/watchwindow.h"

#include "core/app/recordinghead.h"
#include "core/text/figures.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/filter/filteredit.h"
#include "widgets/list/listview.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/messagebar.h"
#include "widgets/parts/passingnote.h"
#include "widgets/parts/scrolledcontent.h"
#include "widgets/parts/tabpanel.h"
#include "widgets/recording/flightcontrol.h"
#include "widgets/recording/recordingcontrol.h"
#include "widgets/recording/recordingdialog.h"
#include "widgets/recording/recordingdrop.h"
#include "widgets/recording/trafficexporter.h"
#include "widgets/recording/trafficsaver.h"
#include "widgets/recording/wiresharkcontrol.h"
#include "widgets/settings/viewsettings.h"
#include "widgets/settings/windowstate.h"
#include "widgets/streams/servicespage.h"
#include "widgets/streams/streamlist.h"
#include "widgets/traffic/eventlist.h"
#include "widgets/traffic/resendstrip.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/recordingwindow.h"
#include "widgets/window/trustnote.h"
#include "widgets/window/windowlayout.h"
#include "widgets/window/windowmenus.h"

#include <QAction>
#include <QCloseEvent>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

WatchWindow::WatchWindow(Kind kind, const QString &name, Tap *log)
    : m_kind(kind)
    , m_desk(new WatchDesk(kind == Kind::Server)) // these two: see arrange()
    , m_bar(new MessageBar)
    , m_recording(std::make_unique<RecordingControl>(*m_bar, *this))
    , m_wireshark(std::make_unique<WiresharkControl>(*m_bar))
    , m_flight(std::make_unique<FlightControl>(*m_bar))
    , m_besideRecording(m_wireshark->tap(), m_flight->tap())
    , m_recorders(m_recording->tap(), m_besideRecording)
    , m_saver(std::make_unique<TrafficSaver>(
          m_desk->messages(), m_desk->connections(), [this] { return m_recording->head(); }, *m_bar,
          *this))
    , m_exporter(std::make_unique<TrafficExporter>(
          m_desk->messages(), m_desk->connections(), [this] { return m_recording->head(); }, *m_bar,
          *this))
    , m_state(std::make_unique<WindowState>(name))
{
    if (log)
        m_tee.emplace(*log, m_recorders);
    createActions();
    createStatusLine();
    connect(&m_desk->composer(), &Composer::sendRequested, this, &WatchWindow::send);
    connectResender();
    connect(&m_desk->trafficPane().namedFilters(), &NamedFilters::changed, this,
        &WatchWindow::offerToRemember);
    connect(&m_desk->connectionPage().streamList(), &StreamList::filterRequested,
        &m_desk->trafficPane().filterField(), &FilterEdit::setText);
    connect(&m_desk->messages(), &TrafficModel::countsChanged, this, &WatchWindow::showKept);
    connect(&m_second, &QTimer::timeout, m_desk, &WatchDesk::tick);
    if (isLive())
        m_second.start(1s);
    connect(m_recording.get(), &RecordingControl::openRequested, &WatchWindow::openRecording);
    connect(m_flight.get(), &FlightControl::openRequested, &WatchWindow::openRecording);
    new RecordingDrop(*this, &WatchWindow::openRecording);
}

WatchWindow::~WatchWindow() = default;

void WatchWindow::addServices(ServicesPage &page, bool isShown)
{
    auto &panel = m_desk->panel();
    panel.addPage(&page, tr("Services"));
    connect(&page, &ServicesPage::counted, this, [&panel, &page](int open) {
        panel.setPageName(
            &page, open == 0 ? tr("Services") : tr("Services %L1", "so many streams").arg(open));
    });
    if (isShown)
        m_desk->showPage(&page);
}

void WatchWindow::connectResender()
{
    const auto *resender = &m_desk->resender();
    connect(resender, &Resender::sendRequested, this,
        [this](ConnectionId connection, const QByteArray &message) {
            send({.isAll = false, .ids = {connection}}, message);
        });
    connect(resender, &Resender::finished, this, [this](const Resender::Outcome &outcome) {
        const bool isAll = outcome.sent == outcome.all;
        if (const auto text = ResendStrip::sentence(outcome); !text.isEmpty())
            m_bar->show(isAll ? MessageBar::Level::Info : MessageBar::Level::Warning, text);
    });
}

Tap &WatchWindow::tap()
{
    return m_tee ? *m_tee : m_recorders;
}

void WatchWindow::setRecorded(Role role, Protocol protocol)
{
    m_recording->setHead(recordingHead(role, protocol, true));
    m_wireshark->setHead(recordingHead(role, protocol, false));
}

void WatchWindow::setRecorded(const RecordingHead &head)
{
    m_recording->setHead(head);
}

void WatchWindow::forbidRecorders(const QString &why)
{
    for (auto *action : {&m_recording->action(), &m_flight->action(), &m_wireshark->action()}) {
        action->setEnabled(false);
        action->setToolTip(why);
    }
}

void WatchWindow::beginFlight(const RecordingSettings &recording, Role role, Protocol protocol)
{
    m_flight->begin(recording, recordingHead(role, protocol, recording.hasFrames));
}

void WatchWindow::writeFlight()
{
    m_flight->write();
}

// Each part becomes the window's in turn, from above to below: Tab goes the same way.
void WatchWindow::arrange(QWidget *head)
{
    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(8, 6, 8, 0);
    layout->setSpacing(6);
    layout->addWidget(head);
    layout->addWidget(m_bar);
    layout->addWidget(m_desk, 1);
    // On a screen that is too small for all of it, what does not fit can be scrolled to.
    setCentralWidget(new ScrolledContent(central, this));
}

void WatchWindow::createActions()
{
    m_toggle = new QAction(this);
    m_toggle->setShortcut(Qt::Key_F5);
    connect(m_toggle, &QAction::triggered, this, &WatchWindow::startOrStop);
    m_sendNow = new QAction(tr("&Send what is written"), this);
    m_sendNow->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    connect(m_sendNow, &QAction::triggered, &m_desk->composer(), &Composer::send);
    m_settings = new QAction(tr("Se&ttings…"), this);
    m_settings->setShortcut(Qt::CTRL | Qt::Key_Comma);
    connect(m_settings, &QAction::triggered, this, &WatchWindow::editSettings);
    m_clear = new QAction(this);
    connect(m_clear, &QAction::triggered, &m_desk->messages(), &TrafficModel::clear);
    m_quit = new QAction(tr("&Quit"), this);
    m_quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    connect(m_quit, &QAction::triggered, this, &WatchWindow::quitGracefully);
}

void WatchWindow::createStatusLine()
{
    m_copied = new PassingNote(this);
    m_copied->setContentsMargins(0, 0, 12, 0);
    statusBar()->addPermanentWidget(m_copied);
    m_kept = new ElidedLabel(this);
    m_notKept = new ElidedLabel(this);
    m_cipher = new ElidedLabel(this);
    m_kept->setAccessibleName(tr("Messages and events kept"));
    m_notKept->setAccessibleName(tr("Messages and events not kept"));
    m_cipher->setAccessibleName(tr("Cipher"));
    m_kept->setToolTip(tr("The newest ones; how much is kept is in the settings"));
    m_notKept->setToolTip(tr("They made room for newer ones, or came faster than can be shown"));
    m_cipher->setToolTip(tr("What seals messages, and the library that computes it here"));
    statusBar()->setContentsMargins(6, 0, 6, 0);
    for (auto *label : {m_kept, m_notKept, m_cipher}) {
        label->setIndent(12);
        statusBar()->addPermanentWidget(label);
    }
    m_trust = new TrustNote(m_cipher, this);
    connect(m_trust, &TrustNote::explanationRequested, this, [this](ConnectionId connection) {
        m_desk->showConnectionPage(connection);
        m_desk->connectionPage().showSecurity();
    });
    statusBar()->addPermanentWidget(m_trust);
    statusBar()->addPermanentWidget(&m_saver->progress());
    statusBar()->addPermanentWidget(&m_exporter->progress());
    statusBar()->addPermanentWidget(&m_recording->indicator());
    showKept();
}

// Beside what else can be worked in the status line, which the windows of either kind add first.
void WatchWindow::createSwitch()
{
    auto *panel = new QToolButton(this);
    panel->setDefaultAction(&m_desk->panelAction());
    panel->setAutoRaise(true);
    panel->setFocusPolicy(Qt::StrongFocus);
    statusBar()->addPermanentWidget(panel);
}

void WatchWindow::showCipher(AeadEngine aead)
{
    m_cipher->setText(tr("AES-256-GCM by %1").arg(QString::fromStdString(description(aead))));
}

ViewSettings WatchWindow::view() const
{
    auto view = storedView(*m_state);
    view.kept = m_desk->messages().limits();
    view.timeFormat = m_desk->trafficPane().timeFormat();
    return view;
}

void WatchWindow::setView(const ViewSettings &view)
{
    m_desk->messages().setLimits(view.kept);
    m_desk->trafficPane().setTimeFormat(view.timeFormat);
    // Not what the command line has chosen for this run, unless a person chooses anew.
    if (view.appearance != m_state->appearance())
        applyAppearance(view.appearance);
    storeView(*m_state, view);
}

void WatchWindow::showKept()
{
    const auto &messages = m_desk->messages();
    m_kept->setText(tr("%1 kept, %2 of %3")
            .arg(formatCount(messages.keptRows()), formatMemory(messages.keptBytes()),
                formatMemory(messages.limits().bytes)));
    m_notKept->setText(tr("%1 not kept").arg(formatCount(messages.notKept())));
    m_notKept->setVisible(messages.notKept() > 0);
    const auto kept = messages.keptRows();
    m_clear->setEnabled(kept > 0);
    m_clear->setText(kept == 0 ? tr("&Clear")
            : kept == 1        ? tr("&Clear 1 row")
                        : tr("&Clear %1 rows", nullptr, pluralOf(kept)).arg(formatCount(kept)));
}

void WatchWindow::complete(QWidget *head, QMenu *ownMenu)
{
    createSwitch();
    arrange(head);
    createOwnMenu(ownMenu);
    // First those that every window has: their keys are the same in each.
    QList<QWidget *> parts{&m_desk->trafficPane().list(), &m_desk->panel()};
    if (isLive())
        parts += &m_desk->composer();
    m_parts = parts + m_parts;
    m_desk->composer().setVisible(isLive());
    const WindowMenus menus(*menuBar(), *m_desk, isLive());
    menus.addTraffic(*m_clear);
    menus.addMessage(*m_sendNow);
    menus.addView(m_parts, [this] { m_layout->reset(); });
    menus.addHelp();
    for (const auto *list : findChildren<ListView *>())
        connect(list, &ListView::copied, this, &WatchWindow::sayCopied);
    m_layout = std::make_unique<WindowLayout>(*this, *m_desk, *m_state);
    m_layout->restore();
    if (!m_state->canRemember())
        m_bar->show(MessageBar::Level::Info,
            tr("Nothing is remembered when this window is closed: HOME names no folder that "
               "settings can be written to."));
}

void WatchWindow::sayCopied(qsizetype rows)
{
    m_copied->say(rows == 1 ? tr("Copied 1 row")
                            : tr("Copied %1 rows", nullptr, static_cast<int>(rows))
                                  .arg(formatCount(static_cast<quint64>(rows))));
}

void WatchWindow::createOwnMenu(QMenu *menu)
{
    menu->addSeparator();
    if (isLive()) {
        menu->addActions({&m_recording->action(), &m_flight->action(), &m_saver->saveShown(),
            &m_saver->saveMarked(), &m_exporter->action(), &m_wireshark->action()});
        menu->setToolTipsVisible(true); // why one of them cannot be used
    } else {
        menu->addActions({&m_saver->saveShown(), &m_saver->saveMarked(), &m_exporter->action()});
    }
    auto *open = menu->addAction(tr("Open a recordin&g…"), this,
        [this] { chooseRecording(*this, &WatchWindow::openRecording); });
    open->setShortcut(QKeySequence::Open);
    menu->addSeparator();
    if (isLive())
        menu->addAction(m_settings);
    menu->addAction(m_quit);
    menuBar()->addMenu(menu);
}

void WatchWindow::openRecording(const QString &path)
{
    auto *window = new RecordingWindow(path);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->QWidget::show();
}

// Whoever gives a filter a name expects it to be there the next time.
void WatchWindow::offerToRemember()
{
    if (m_state->keepsContents() || !m_state->canRemember()
        || m_desk->trafficPane().namedFilters().filters().isEmpty())
        return;
    m_bar->show(MessageBar::Level::Info,
        tr("Filters and what was written are forgotten when this window is closed."),
        {{tr("Remember them"), [this] { m_state->setKeepsContents(true); }}});
}

void WatchWindow::take(const TrafficBatch &batch)
{
    m_desk->apply(batch);
    m_trust->hear(batch, m_desk->connections());
}

void WatchWindow::quitGracefully()
{
    close();
}

void WatchWindow::stopped()
{
    if (m_isClosing)
        close();
}

void WatchWindow::closeEvent(QCloseEvent *event)
{
    if (isRunning()) {
        event->ignore();
        if (!std::exchange(m_isClosing, true))
            stopRunning();
        return;
    }
    m_layout->store();
    storeView(*m_state, view());
    QMainWindow::closeEvent(event);
}

} // namespace sealcord
