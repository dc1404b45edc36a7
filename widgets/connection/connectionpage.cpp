// SPDX-License-Identifier: MIT
#include "widgets/connection/connectionpage.h"

#include "widgets/connection/codesection.h"
#include "widgets/connection/connectionfacts.h"
#include "widgets/connection/securitypage.h"
#include "widgets/streams/streamlist.h"

#include <QHideEvent>
#include <QLabel>
#include <QScrollArea>
#include <QShowEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <initializer_list>

namespace sealcord {

using namespace std::chrono_literals;

ConnectionPage::ConnectionPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Connection"));
    m_emptyPage = makeEmptyPage();
    m_tabs = makeTabs();
    m_securityPage = new SecurityPage(m_stack);
    for (auto *page : std::initializer_list<QWidget *>{m_emptyPage, m_tabs, m_securityPage})
        m_stack->addWidget(page);
    connect(m_securityPage, &SecurityPage::closeRequested, this, &ConnectionPage::showOther);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionPage::tick);
}

QWidget *ConnectionPage::makeEmptyPage()
{
    auto *text = new QLabel(
        tr("No connection is chosen. Choose one to see how far it can be trusted."), m_stack);
    text->setTextFormat(Qt::PlainText);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    text->setForegroundRole(QPalette::PlaceholderText);
    return text;
}

QTabWidget *ConnectionPage::makeTabs()
{
    auto *tabs = new QTabWidget(m_stack);
    tabs->setDocumentMode(true);
    tabs->tabBar()->setAccessibleName(tr("Facts or streams"));
    m_page = makePage();
    m_streamList = new StreamList(m_streams, tabs);
    tabs->addTab(m_page, tr("Facts"));
    tabs->addTab(m_streamList, tr("Streams"));
    connect(&m_streams, &StreamModel::countsChanged, this, &ConnectionPage::showStreamCount);
    return tabs;
}

void ConnectionPage::showStreamCount()
{
    const auto open = m_streams.open();
    m_tabs->setTabText(m_tabs->indexOf(m_streamList),
        open == 0 ? tr("Streams") : tr("Streams %L1", "so many are open").arg(open));
}

QScrollArea *ConnectionPage::makePage()
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("Facts about the connection"));
    m_facts = new ConnectionFacts(area);
    connect(m_facts, &ConnectionFacts::securityRequested, this, &ConnectionPage::showSecurity);
    area->setWidget(m_facts);
    return area;
}

void ConnectionPage::setSettings(
    Role role, std::optional<AeadEngine> aead, const ConnectionLimits &limits)
{
    m_facts->setSettings(role, aead, limits);
}

void ConnectionPage::setRecorded(Role role)
{
    m_facts->setRecorded(role);
    m_tabs->setTabVisible(m_tabs->indexOf(m_streamList), false);
    m_tabs->tabBar()->hide();
}

void ConnectionPage::setCodes(WindowCodes &codes)
{
    m_facts->codeSection().setCodes(codes);
}

void ConnectionPage::showConnection(const ConnectionInfo &info)
{
    const bool isAnother = m_id != info.name.id;
    m_id = info.name.id;
    m_state = info.state;
    m_facts->showConnection(info);
    m_streams.showConnection(m_id);
    m_securityPage->setProtection(info.protection);
    if (isAnother || m_stack->currentWidget() == m_emptyPage)
        showOther();
    if (isAnother && isVisible())
        askForMeasure();
}

// Than the security page.
void ConnectionPage::showOther()
{
    m_stack->setCurrentWidget(m_id == 0 ? m_emptyPage : m_tabs);
}

void ConnectionPage::showSecurity()
{
    m_stack->setCurrentWidget(m_securityPage);
    m_securityPage->setFocus();
}

// Once it has its place: it has just become larger, or visible.
void ConnectionPage::showCode()
{
    showOther();
    if (m_id == 0)
        return;
    m_tabs->setCurrentWidget(m_page);
    m_facts->codeSection().setFocus();
    QMetaObject::invokeMethod(
        this, [this] { m_page->ensureWidgetVisible(&m_facts->codeSection(), 0, 12); },
        Qt::QueuedConnection);
}

void ConnectionPage::clear()
{
    m_id = 0;
    m_facts->clear();
    m_streams.showConnection(0);
    showOther();
}

void ConnectionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
    tick();
}

void ConnectionPage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

void ConnectionPage::tick()
{
    m_streams.tick(TrafficRow::Clock::now());
    askForMeasure();
}

void ConnectionPage::askForMeasure()
{
    using State = ConnectionInfo::State;
    if (m_id != 0 && (m_state == State::Live || m_state == State::Handshake))
        Q_EMIT measureRequested(m_id);
}

} // namespace sealcord
