// SPDX-License-Identifier: MIT
#include "agent-gui/agentservices.h"

#include "core/traffic/detailtext.h"
#include "widgets/list/listview.h"
#include "widgets/look/accents.h"
#include "widgets/streams/servicespage.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QString>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

using Kind = ServiceEntry::Kind;

AgentServices::AgentServices(WatchedAgent &agent, ServicesPage &page, QObject *parent)
    : QObject(parent)
    , m_agent(agent)
    , m_page(page)
    , m_remove(new QAction(tr("&Remove"), this))
{
    m_page.setEmptyText(tr("No local port and no published service. A local port leads to a "
                           "service behind the server; what is published here, others reach "
                           "through the server. Add one below."));
    m_page.setEditor(makeEditor());
    m_remove->setShortcut(Qt::Key_Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    m_remove->setToolTip(tr("What is selected; streams that there are go on"));
    m_page.list().addAction(m_remove);
    m_page.list().setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_remove, &QAction::triggered, this, &AgentServices::removeSelected);
    connect(&m_page, &ServicesPage::selectionChanged, this,
        [this] { m_remove->setEnabled(!m_page.selected().isEmpty()); });
    connect(&m_agent, &WatchedAgent::localsChanged, this, &AgentServices::show);
    connect(&m_agent, &WatchedAgent::stageChanged, this, &AgentServices::show);
    show();
}

QWidget *AgentServices::makeEditor()
{
    auto *const editor = new QWidget(&m_page);
    m_kind = new QComboBox(editor);
    m_kind->setAccessibleName(tr("What to add"));
    m_kind->setToolTip(tr("A port of this machine that leads to a service behind the server, or a "
                          "service of this machine that others reach through it"));
    m_kind->addItem(tr("Local port"));
    m_kind->addItem(tr("Published service"));
    m_text = new QLineEdit(editor);
    m_text->setAccessibleName(tr("Local port or service"));
    m_fault = new QLabel(editor);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    auto *const add = new QPushButton(tr("&Add"), editor);
    add->setToolTip(tr("For as long as this window is open. With --local and --publish it is there "
                       "from the start."));
    auto *const remove = new QToolButton(editor);
    remove->setDefaultAction(m_remove);
    auto *const line = new QHBoxLayout(editor);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_kind);
    line->addWidget(m_text, 1);
    line->addWidget(add);
    line->addWidget(remove);
    line->addWidget(m_fault, 1);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &AgentServices::showKind);
    connect(m_text, &QLineEdit::returnPressed, this, &AgentServices::addTyped);
    connect(m_text, &QLineEdit::textEdited, m_fault, &QLabel::clear);
    connect(add, &QPushButton::clicked, this, &AgentServices::addTyped);
    showKind();
    return editor;
}

void AgentServices::showKind()
{
    const auto isPort = m_kind->currentIndex() == 0;
    m_text->setPlaceholderText(isPort ? tr("8080=web or 8080=camera@pump-3")
                                      : tr("ssh=127.0.0.1:22 or db=unix:/run/db.sock"));
    m_fault->clear();
}

void AgentServices::add(
    const std::vector<LocalPort> &locals, const std::vector<NamedService> &published)
{
    for (const auto &local : locals)
        m_agent.addLocal(local);
    for (const auto &service : published)
        m_agent.publish(service);
    show();
}

void AgentServices::addTyped()
{
    const auto text = m_text->text().trimmed();
    const auto fault = m_kind->currentIndex() == 0 ? whyNotLocal(text) : whyNotPublished(text);
    auto colours = m_page.palette();
    colours.setColor(QPalette::WindowText, accentsFor(colours).error);
    m_fault->setPalette(colours);
    m_fault->setText(fault);
    if (!fault.isEmpty())
        return;
    m_text->clear();
    show();
}

/// Adds it, or says what is wrong with it.
QString AgentServices::whyNotLocal(const QString &text)
{
    const auto port = parseLocalPort(text);
    if (!port)
        return port.error().text;
    const auto clash = std::ranges::find_if(m_agent.locals(),
        [&](const WatchedAgent::Local &other) { return doClash(other.port.listen, port->listen); });
    if (clash != m_agent.locals().end())
        return tr("This port leads to %1 already").arg(clash->port.target);
    m_agent.addLocal(*port);
    return {};
}

QString AgentServices::whyNotPublished(const QString &text)
{
    const auto service = parseNamedService(text);
    if (!service)
        return service.error().text;
    if (service->address.takesProxyHeader)
        return tr("A PROXY header is for a server's services");
    if (std::ranges::find(m_agent.published(), service->name, &NamedService::name)
        != m_agent.published().end())
        return tr("%1 is published already").arg(service->name);
    m_agent.publish(*service);
    return {};
}

void AgentServices::removeSelected()
{
    const auto rows = m_page.list().selectedRows();
    const auto locals = static_cast<int>(m_agent.locals().size());
    std::vector<LocalPort> ports;
    std::vector<NamedService> services;
    for (const int row : rows) { // in the order in which show() has them
        if (row < locals)
            ports.push_back(m_agent.locals()[static_cast<std::size_t>(row)].port);
        else
            services.push_back(m_agent.published()[static_cast<std::size_t>(row - locals)]);
    }
    for (const auto &port : ports)
        m_agent.removeLocal(port);
    for (const auto &service : services)
        m_agent.withdraw(service);
    show();
}

void AgentServices::show()
{
    std::vector<ServiceEntry> entries;
    entries.reserve(m_agent.locals().size() + m_agent.published().size());
    for (const auto &local : m_agent.locals()) {
        const auto why = local.error.section(u": "_s, -1); // where stands beside it
        entries.push_back({Kind::Local, local.port.target,
            local.address.isEmpty()
                ? Endpoint(local.port.listen.address, local.port.listen.port).toString()
                : local.address,
            !local.address.isEmpty(), describeDetail(why)});
    }
    const auto isConnected = m_agent.stage() == WatchedAgent::Stage::Connected;
    for (const auto &service : m_agent.published())
        entries.push_back(
            {Kind::Published, service.name, service.address.toString(), isConnected, {}});
    m_page.setServices(std::move(entries));
}

} // namespace sealcord
