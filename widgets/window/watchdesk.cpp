// SPDX-License-Identifier: MIT
#include "widgets/window/watchdesk.h"

#include "core/text/byteview.h"
#include "core/traffic/describe.h"
#include "widgets/compare/comparisonwindow.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/conversation/conversationpage.h"
#include "widgets/filter/filteredit.h"
#include "widgets/list/listview.h"
#include "widgets/parts/tabpanel.h"
#include "widgets/traffic/eventlist.h"
#include "widgets/traffic/resendselection.h"
#include "widgets/traffic/resendstrip.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/conversationlink.h"

#include <QAbstractItemView>
#include <QAction>
#include <QResizeEvent>
#include <QSplitter>
#include <QString>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

// What the panel leaves to the traffic where a person has chosen no height: this many rows, unless
// nothing of a message could be read then.
static constexpr int rowsBesidePanel = 12;
static constexpr int leastPanelRows = 6;
static constexpr int comfortablePanelRows = 15; // both halves of a message, above each other

// Events are few and short; they outlive the messages around them.
static constexpr TrafficLimits eventLimits{.bytes = 4 * 1024 * 1024, .rows = 10'000};

WatchDesk::WatchDesk(bool hasTargets, QWidget *parent)
    : QWidget(parent)
    , m_hasTargets(hasTargets)
    , m_events(eventLimits)
    , m_resender([this](ConnectionId connection) { return peer(connection); })
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_traffic(new TrafficPane(m_messages, m_splitter))
    , m_panel(new TabPanel(m_splitter))
    , m_showPanel(new QAction(tr("&Detail"), this))
    , m_stopSending(new QAction(tr("S&top sending"), this))
    , m_detail(new DetailPane(m_panel))
    , m_connectionPage(new ConnectionPage(m_panel))
    , m_conversation(new ConversationPage(m_messages, m_panel))
    , m_eventList(new EventList(m_events, m_panel))
    , m_composer(new Composer(hasTargets, this))
{
    createPanel();
    m_splitter->setObjectName(u"parts"_s);
    m_splitter->addWidget(m_traffic);
    m_splitter->addWidget(m_panel);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setCollapsible(0, false);
    connect(m_splitter, &QSplitter::splitterMoved, this, &WatchDesk::keepHeights);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter, 1);
    layout->addWidget(new ResendStrip(m_resender, *m_stopSending, this));
    layout->addWidget(m_composer);

    connectTraffic();
    connectDetail();
    m_conversationLink = new ConversationLink(*this);
    connectEvents();
    connectSending();
}

// The views before the models: while they are hidden they still ask what is in sight.
WatchDesk::~WatchDesk()
{
    delete m_splitter;
}

void WatchDesk::createPanel()
{
    m_panel->setAccessibleName(tr("Detail, connection and events"));
    m_panel->addPage(m_detail, tr("Detail"), m_detail->headline());
    m_panel->addPage(m_connectionPage, tr("Connection"));
    m_panel->addPage(m_conversation, tr("Conversation"), m_conversation->headline());
    m_panel->addPage(m_eventList, tr("Events"));
    // The page that needs most is not the one that is shown: with all its parts it would make the
    // window too tall for a small screen.
    m_panel->setMinimumHeight(m_traffic->list().lineHeight() * leastPanelRows);
    m_panel->hide();
    m_showPanel->setCheckable(true);
    m_showPanel->setShortcut(Qt::CTRL | Qt::Key_D);
    m_showPanel->setToolTip(
        tr("What is known of the row that is chosen, its connection, and events"));
    connect(m_showPanel, &QAction::toggled, this, &WatchDesk::setPanelShown);
    connect(m_panel, &TabPanel::closeRequested, this, [this] {
        m_showPanel->setChecked(false);
        m_traffic->list().setFocus();
    });
}

void WatchDesk::insertPane(QWidget *pane, int height)
{
    m_pane = pane;
    m_defaultPaneHeight = height;
    m_splitter->insertWidget(0, pane);
    for (QWidget *part : std::initializer_list<QWidget *>{m_traffic, m_panel}) {
        part->setParent(nullptr); // for Tab to come to it after the pane
        m_splitter->addWidget(part);
    }
    m_composer->setParent(nullptr);
    layout()->addWidget(m_composer);
    m_panel->hide();
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
}

void WatchDesk::setPanelShown(bool isShown)
{
    m_panel->setVisible(isShown);
    shareHeight();
}

void WatchDesk::showPage(QWidget *page)
{
    m_panel->setCurrentPage(page);
    m_showPanel->setChecked(true);
}

int WatchDesk::paneHeight() const
{
    return m_pane ? m_paneHeight.value_or(m_defaultPaneHeight) : 0;
}

int WatchDesk::panelHeight(int together) const
{
    if (m_panelHeight)
        return *m_panelHeight;
    const int row = m_traffic->list().lineHeight();
    const int rest = together - paneHeight() - m_traffic->heightOf(rowsBesidePanel);
    return std::clamp(
        rest, row * leastPanelRows, std::max(row * comfortablePanelRows, together / 3));
}

// What the window gains or loses is the traffic's, as long as that has something to lose.
void WatchDesk::shareHeight()
{
    const int handles = m_splitter->handleWidth() * (int(m_pane != nullptr) + 1);
    const int together = std::max(0, m_splitter->height() - handles);
    const int panel = m_showPanel->isChecked() ? panelHeight(together) : 0;
    const int least = m_traffic->minimumSizeHint().height();
    const int pane = std::clamp(together - panel - least, 0, paneHeight());
    const int traffic = std::max(least, together - panel - pane);
    m_splitter->setSizes(m_pane ? QList{pane, traffic, panel} : QList{traffic, panel});
}

void WatchDesk::keepHeights()
{
    const auto sizes = m_splitter->sizes();
    if (m_pane)
        m_paneHeight = sizes.front();
    if (!m_panel->isVisible())
        return;
    if (sizes.back() == 0)
        m_showPanel->setChecked(false); // pushed together until nothing was left
    else
        m_panelHeight = sizes.back();
}

// Both in pixels; -1: none was chosen.
QByteArray WatchDesk::saveHeights() const
{
    return QByteArray::number(m_paneHeight.value_or(-1)) + ' '
        + QByteArray::number(m_panelHeight.value_or(-1));
}

void WatchDesk::restoreHeights(const QByteArray &saved)
{
    const auto parts = saved.split(' ');
    const auto height = [&](qsizetype index) -> std::optional<int> {
        bool isNumber = false;
        const int value = parts.value(index).toInt(&isNumber);
        return isNumber && value >= 0 ? std::optional(value) : std::nullopt;
    };
    m_paneHeight = height(0);
    m_panelHeight = height(1);
    shareHeight();
}

void WatchDesk::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareHeight();
}

void WatchDesk::connectTraffic()
{
    connect(m_traffic, &TrafficPane::currentRowChanged, this, &WatchDesk::showMessage);
    connect(m_traffic, &TrafficPane::detailWanted, this, [this] { showPage(m_detail); });
    connect(&m_traffic->resending(), &ResendSelection::requested, this, &WatchDesk::resend);
    connect(m_traffic, &TrafficPane::editAndResendRequested, this, &WatchDesk::edit);
    connect(m_traffic, &TrafficPane::compareRequested, this, &WatchDesk::compare);
    connect(&m_traffic->filterField(), &FilterEdit::filterChanged, this,
        [this] { m_detail->setFilter(m_traffic->filterField().filter()); });
    m_traffic->setWaiting([this](const TrafficRow &row) { return m_connections.isWaiting(row); });
}

void WatchDesk::connectDetail()
{
    connect(m_detail, &DetailPane::filterTermRequested, this,
        [this](const QString &term, bool isExcluded) {
            m_traffic->filterField().addTerm(isExcluded ? u"not "_s + term : term);
        });
}

void WatchDesk::connectEvents()
{
    connect(m_eventList, &EventList::currentRowChanged, this, &WatchDesk::showEventRow);
    connect(m_eventList, &EventList::warningsChanged, this, &WatchDesk::showEventCount);
    connect(
        &m_eventList->list(), &QAbstractItemView::activated, this, [this] { showPage(m_detail); });
}

void WatchDesk::connectSending()
{
    m_stopSending->setShortcut(Qt::Key_Escape);
    m_stopSending->setShortcutContext(Qt::WidgetShortcut);
    m_traffic->list().addAction(m_stopSending);
    connect(m_stopSending, &QAction::triggered, m_composer, &Composer::stop);
    connect(m_stopSending, &QAction::triggered, &m_resender, &Resender::stop);
    const auto show = [this] {
        m_stopSending->setEnabled(m_composer->isRunning() || m_resender.isSending());
        m_traffic->resending().setSending(m_resender.isSending());
    };
    connect(m_composer, &Composer::runningChanged, this, show);
    connect(&m_resender, &Resender::progressed, this, show);
    show();
}

void WatchDesk::apply(const TrafficBatch &batch)
{
    m_connections.apply(batch);
    m_messages.append(batch);
    m_conversation->append(batch);
    showNews(batch);
}

void WatchDesk::applyNews(const TrafficBatch &batch)
{
    m_connections.apply(batch);
    showNews(batch);
}

void WatchDesk::showNews(const TrafficBatch &batch)
{
    appendEvents(batch);
    m_connectionPage->streams().apply(batch);
    refreshDetail();
    m_resender.look();
    if (!batch.news.empty() && m_connectionPage->isVisible())
        chooseConnection(m_connectionPage->connection());
}

void WatchDesk::chooseConnection(ConnectionId connection)
{
    if (const auto *info = m_connections.find(connection))
        m_connectionPage->showConnection(*info);
}

void WatchDesk::appendEvents(const TrafficBatch &batch)
{
    TrafficBatch events;
    events.memory = batch.memory;
    std::ranges::copy_if(batch.rows, std::back_inserter(events.rows),
        [](const TrafficRow &row) { return row.kind == TrafficRow::Kind::Notice; });
    m_events.append(events);
}

void WatchDesk::tick()
{
    m_connections.tick(TrafficRow::Clock::now());
    if (m_connectionPage->isVisible())
        chooseConnection(m_connectionPage->connection());
}

// Whether a message waits, and when it was answered, changes while it is shown.
void WatchDesk::refreshDetail()
{
    if (m_shown.number == 0)
        return;
    m_detail->updateState(m_connections.isWaiting(m_shown),
        m_answeredIn ? m_answeredIn(m_shown) : std::nullopt, m_messages.note(m_shown.number));
}

DetailSubject WatchDesk::subject(const TrafficRow &record, TrafficMemory memory) const
{
    const auto *info = m_connections.find(record.connection.id);
    DetailSubject subject;
    subject.row = record;
    subject.memory = std::move(memory);
    subject.protocol = info ? info->protocol : Protocol::None;
    subject.connectionLabel = record.connection.id ? describe(record.connection) : QString();
    subject.isWaiting = m_connections.isWaiting(record);
    if (m_answeredIn)
        subject.answeredIn = m_answeredIn(record);
    subject.note = m_messages.note(record.number);
    return subject;
}

void WatchDesk::showMessage(int row)
{
    if (row < 0) {
        m_shown = {};
        m_detail->clear();
        return;
    }
    const bool isAnother = m_shown.number != m_messages.row(row).number;
    showInDetail(m_messages.row(row), m_messages.memory(row));
    chooseConnection(m_shown.connection.id);
    // Or it is the same again, after another filter.
    if (isAnother && !m_conversationLink->isChoosing())
        showPage(m_detail);
}

void WatchDesk::showInDetail(const TrafficRow &row, TrafficMemory memory)
{
    m_shown = row;
    m_detail->setSubject(subject(row, std::move(memory)));
    if (m_shown.connection.id != 0)
        Q_EMIT connectionChosen(m_shown.connection.id);
}

void WatchDesk::showEventRow(int row)
{
    if (row >= 0)
        showInDetail(m_events.row(row), m_events.memory(row));
}

void WatchDesk::showConnectionPage(ConnectionId connection)
{
    chooseConnection(connection);
    showPage(m_connectionPage);
}

void WatchDesk::resend(const QList<int> &rows)
{
    Resender::Messages messages;
    for (const int row : rows) {
        const auto &message = m_messages.row(row);
        messages.push_back({targetOf(message), message, m_messages.memory(row)});
    }
    m_resender.start(std::move(messages));
}

// The connection that it came from. An agent has one server: where it has connected anew since, the
// new one.
ConnectionId WatchDesk::targetOf(const TrafficRow &message) const
{
    const int last = m_connections.rowCount() - 1;
    if (m_hasTargets || last < 0)
        return message.connection.id;
    return m_connections.info(last).name.id;
}

Resender::Peer WatchDesk::peer(ConnectionId connection) const
{
    const auto *info = m_connections.find(connection);
    if (!info || info->state != ConnectionInfo::State::Live)
        return Resender::Peer::Gone;
    return info->owes ? Resender::Peer::Busy : Resender::Peer::Ready;
}

void WatchDesk::edit(int row)
{
    const auto &record = m_messages.row(row);
    if (record.kind != TrafficRow::Kind::Message)
        return;
    m_composer->edit(byteView(record.content).toByteArray());
    m_composer->chooseTarget(record.connection.id);
    m_composer->focusMessage();
}

void WatchDesk::compare(int first, int second)
{
    ComparisonWindow::openFor({m_messages.row(first), m_messages.memory(first)},
        {m_messages.row(second), m_messages.memory(second)}, window());
}

void WatchDesk::showEventCount()
{
    const auto count = m_eventList->warnings();
    m_panel->setPageName(m_eventList, count == 0 ? tr("Events") : tr("Events ▲ %L1").arg(count));
}

} // namespace sealcord
