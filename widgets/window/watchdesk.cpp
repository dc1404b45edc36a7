// SPDX-License-Identifier: MIT
#include "widgets/window/watchdesk.h"

#include "widgets/connection/connectionpage.h"
#include "widgets/filter/filteredit.h"
#include "widgets/list/listview.h"
#include "widgets/traffic/eventlist.h"
#include "widgets/traffic/trafficpane.h"

#include <QAbstractItemView>
#include <QSplitter>
#include <QString>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace sealcord {

using namespace Qt::StringLiterals;

// How the height is shared at a first start.
static constexpr int topShare = 135;
static constexpr int trafficShare = 205;
static constexpr int detailShare = 295; // all fields of a short message at 1280x800

// Events are few and short; they outlive the messages around them.
static constexpr TrafficLimits eventLimits{.bytes = 4 * 1024 * 1024, .rows = 10'000};

static QByteArray contentOf(const TrafficRow &row)
{
    return QByteArrayView(row.content.data(), static_cast<qsizetype>(row.content.size()))
        .toByteArray();
}

WatchDesk::WatchDesk(bool hasTargets, QWidget *parent)
    : QWidget(parent)
    , m_events(eventLimits)
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_traffic(new TrafficPane(m_messages, m_splitter))
    , m_tabs(new QTabWidget(m_splitter))
    , m_detail(new DetailPane(m_tabs))
    , m_connectionPage(new ConnectionPage(m_tabs))
    , m_eventList(new EventList(m_events, m_tabs))
    , m_composer(new Composer(hasTargets, this))
{
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->setAccessibleName(tr("Detail, connection and events"));
    m_tabs->setDocumentMode(true);
    // The page that needs most is not the one that is shown: with all its parts it would make the
    // window too tall for a small screen.
    m_tabs->setMinimumHeight(fontMetrics().height() * 10);
    m_tabs->addTab(m_detail, tr("Detail"));
    m_tabs->addTab(m_connectionPage, tr("Connection"));
    m_tabs->addTab(m_eventList, tr("Events"));
    m_splitter->addWidget(m_traffic);
    m_splitter->addWidget(m_tabs);
    shareHeight();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_composer);

    connectTraffic();
    connectDetail();
    connectEvents();
}

void WatchDesk::insertPane(QWidget *pane)
{
    m_splitter->insertWidget(0, pane);
    m_splitter->setStretchFactor(0, 1); // or it would shrink with the window and never grow
    shareHeight();
}

void WatchDesk::shareHeight()
{
    if (m_splitter->count() == 2)
        m_splitter->setSizes({topShare + trafficShare, detailShare});
    else
        m_splitter->setSizes({topShare, trafficShare, detailShare});
}

void WatchDesk::connectTraffic()
{
    connect(m_traffic, &TrafficPane::currentRowChanged, this, &WatchDesk::showMessage);
    connect(m_traffic, &TrafficPane::resendRequested, this, &WatchDesk::resend);
    connect(m_traffic, &TrafficPane::editAndResendRequested, this, &WatchDesk::edit);
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
    connect(&m_eventList->list(), &QAbstractItemView::activated, m_tabs,
        [this] { m_tabs->setCurrentWidget(m_detail); });
}

void WatchDesk::apply(const TrafficBatch &batch)
{
    m_connections.apply(batch);
    m_messages.append(batch);
    appendEvents(batch);
    refreshDetail();
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
    if (!events.rows.empty())
        m_events.append(events);
}

void WatchDesk::tick()
{
    m_connections.tick(TrafficRow::Clock::now());
    if (m_connectionPage->isVisible())
        chooseConnection(m_connectionPage->connection());
}

// What is said about a message can change while it is shown: whether it waits, when it was
// answered.
void WatchDesk::refreshDetail()
{
    if (m_shown.number == 0)
        return;
    m_detail->updateState(m_connections.isWaiting(m_shown),
        m_answeredIn ? m_answeredIn(m_shown) : std::nullopt, m_messages.note(m_shown.number));
}

DetailSubject WatchDesk::subject(const TrafficModel &model, int row) const
{
    const auto &record = model.row(row);
    const auto *info = m_connections.find(record.connection.id);
    DetailSubject subject;
    subject.row = record;
    subject.memory = model.memory(row);
    subject.protocol = info ? info->protocol : Protocol::None;
    subject.connectionLabel = record.connection.id ? record.connection.peer.toString() : QString();
    subject.isWaiting = m_connections.isWaiting(record);
    if (m_answeredIn)
        subject.answeredIn = m_answeredIn(record);
    subject.note = model.note(record.number);
    return subject;
}

void WatchDesk::showMessage(int row)
{
    if (row < 0) {
        m_shown = {};
        m_detail->clear();
        return;
    }
    const auto shown = subject(m_messages, row);
    m_shown = shown.row;
    m_detail->setSubject(shown);
    chooseConnection(shown.row.connection.id);
    if (shown.row.kind == TrafficRow::Kind::Notice && shown.row.connection.id != 0)
        Q_EMIT connectionChosen(shown.row.connection.id);
    if (m_traffic->list().hasFocus()) // chosen by hand: whoever does that wants to see it
        m_tabs->setCurrentWidget(m_detail);
}

void WatchDesk::showEventRow(int row)
{
    if (row < 0)
        return;
    const auto shown = subject(m_events, row);
    m_shown = shown.row;
    m_detail->setSubject(shown);
    if (shown.row.connection.id != 0)
        Q_EMIT connectionChosen(shown.row.connection.id);
}

void WatchDesk::showConnectionPage(ConnectionId connection)
{
    chooseConnection(connection);
    m_tabs->setCurrentWidget(m_connectionPage);
}

void WatchDesk::resend(int row)
{
    const auto &record = m_messages.row(row);
    if (record.kind == TrafficRow::Kind::Message)
        Q_EMIT resendRequested(record.connection, contentOf(record));
}

void WatchDesk::edit(int row)
{
    const auto &record = m_messages.row(row);
    if (record.kind != TrafficRow::Kind::Message)
        return;
    m_composer->edit(contentOf(record));
    m_composer->chooseTarget(record.connection.id);
    m_composer->focusMessage();
}

void WatchDesk::showEventCount()
{
    const auto count = m_eventList->warnings();
    m_tabs->setTabText(
        m_tabs->indexOf(m_eventList), count == 0 ? tr("Events") : tr("Events ▲ %L1").arg(count));
}

} // namespace sealcord
