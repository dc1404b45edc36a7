// SPDX-License-Identifier: MIT
#include "agent-gui/agenthead.h"

#include "widgets/parts/actionlist.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

namespace sealcord {

using namespace Qt::StringLiterals;

AgentHead::AgentHead(QAction *toggle, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_host(new QLineEdit(this))
    , m_port(new QSpinBox(this))
    , m_toggle(new QToolButton(this))
    , m_reconnects(new QCheckBox(tr("&Reconnect"), this))
{
    m_host->setObjectName(u"host"_s);
    m_host->setAccessibleName(tr("Server: a name or an address"));
    m_host->setPlaceholderText(tr("Name or address"));
    m_host->setMinimumWidth(m_host->fontMetrics().averageCharWidth() * 20);
    m_host->setMaximumWidth(m_host->fontMetrics().averageCharWidth() * 40);
    connect(m_host, &QLineEdit::returnPressed, this, &AgentHead::connectRequested);
    connect(m_host, &QLineEdit::textChanged, this, &AgentHead::serverChanged);

    m_port->setObjectName(u"port"_s);
    m_port->setRange(1, 65535);
    m_port->setButtonSymbols(QSpinBox::NoButtons);
    m_port->setAccessibleName(tr("Port of the server"));
    connect(m_port, &QSpinBox::valueChanged, this, &AgentHead::serverChanged);

    m_toggle->setObjectName(u"toggle"_s);
    m_toggle->setDefaultAction(toggle);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextOnly);
    const auto showKey = [this, toggle] { m_toggle->setText(withKey(*toggle)); };
    connect(toggle, &QAction::changed, m_toggle, showKey);
    showKey();

    m_reconnects->setObjectName(u"reconnects"_s);
    m_reconnects->setToolTip(tr("Tries again after a failure"));
    connect(m_reconnects, &QCheckBox::toggled, this, &AgentHead::reconnectsChanged);

    auto *hostLabel = new QLabel(tr("&Server"), this);
    hostLabel->setBuddy(m_host);
    auto *portLabel = new QLabel(tr("&Port"), this);
    portLabel->setBuddy(m_port);
    m_layout->setContentsMargins({});
    for (auto *widget : std::initializer_list<QWidget *>{
             hostLabel, m_host, portLabel, m_port, m_toggle, m_reconnects})
        m_layout->addWidget(widget);
    m_layout->addSpacing(8);
}

void AgentHead::setServer(const QString &host, quint16 port)
{
    m_host->setText(host);
    m_port->setValue(port);
}

QString AgentHead::host() const
{
    return m_host->text().trimmed();
}

quint16 AgentHead::port() const
{
    return static_cast<quint16>(m_port->value());
}

void AgentHead::setReconnects(bool reconnects)
{
    m_reconnects->setChecked(reconnects);
}

bool AgentHead::reconnects() const
{
    return m_reconnects->isChecked();
}

void AgentHead::setEditable(bool isEditable)
{
    m_host->setEnabled(isEditable);
    m_port->setEnabled(isEditable);
}

void AgentHead::addWidget(QWidget *widget, int stretch)
{
    m_layout->addWidget(widget, stretch);
}

} // namespace sealcord
