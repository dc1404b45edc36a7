// SPDX-License-Identifier: MIT
#include "agent-gui/agenthead.h"

#include "agent-gui/agentstateline.h"
#include "agent-gui/roundtripview.h"
#include "widgets/parts/hintbutton.h"
#include "widgets/parts/portbox.h"

#include <QAction>
#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>

#include <initializer_list>

namespace sealcord {

using namespace Qt::StringLiterals;

// Between the groups of the head and between its lines, in pixels.
static constexpr int groupSpacing = 14;
static constexpr int lineSpacing = 6;

AgentHead::AgentHead(QAction *toggle, QWidget *parent)
    : QWidget(parent)
    , m_fields(makeFields(toggle))
    , m_state(new AgentStateLine(this))
    , m_roundTrips(new RoundTripView(this))
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    auto *said = new QHBoxLayout;
    said->setSpacing(groupSpacing);
    m_layout->setSpacing(groupSpacing);
    said->addWidget(m_state);
    said->addWidget(m_roundTrips, 1);
    m_layout->setContentsMargins({});
    m_layout->addWidget(m_fields);
    m_layout->addLayout(said, 1);
    connect(m_state, &AgentStateLine::changed, this, &AgentHead::arrange);
    arrange();
}

QWidget *AgentHead::makeFields(QAction *toggle)
{
    auto *fields = new QWidget(this);
    m_host = new QLineEdit(fields);
    m_host->setObjectName(u"host"_s);
    m_host->setAccessibleName(tr("Server: a name or an address"));
    m_host->setToolTip(tr("A name, an IPv4 address or an IPv6 address, such as server.example"));
    m_host->setPlaceholderText(tr("Name or address"));
    m_host->setMinimumWidth(m_host->fontMetrics().averageCharWidth() * 12);
    m_host->setMaximumWidth(m_host->fontMetrics().averageCharWidth() * 40);
    connect(m_host, &QLineEdit::returnPressed, this, &AgentHead::connectRequested);
    connect(m_host, &QLineEdit::textChanged, this, &AgentHead::serverChanged);

    m_port = new PortBox(1, fields);
    m_port->setObjectName(u"port"_s);
    m_port->setAccessibleName(tr("Port of the server"));
    connect(m_port, &PortBox::returnPressed, this, &AgentHead::connectRequested);
    connect(m_port, &PortBox::valueChanged, this, &AgentHead::serverChanged);

    m_protocol = new QComboBox(fields);
    m_protocol->setObjectName(u"protocol"_s);
    m_protocol->setAccessibleName(tr("Protocol"));
    m_protocol->setToolTip(tr("Sealed: both ends know whom they talk to.\n"
                              "Classic: encrypted, but anybody could be the server."));
    m_protocol->addItem(tr("Sealed", "the protocol"), static_cast<int>(Protocol::Sealed));
    m_protocol->addItem(tr("Classic", "the protocol"), static_cast<int>(Protocol::Classic));
    connect(m_protocol, &QComboBox::currentIndexChanged, this, &AgentHead::serverChanged);

    m_toggle = new HintButton(toggle, fields);
    m_toggle->setObjectName(u"toggle"_s);

    m_reconnects = new QCheckBox(tr("&Reconnect"), fields);
    m_reconnects->setObjectName(u"reconnects"_s);
    m_reconnects->setToolTip(tr("Tries again after a failure"));
    connect(m_reconnects, &QCheckBox::toggled, this, &AgentHead::reconnectsChanged);

    auto *hostLabel = new QLabel(tr("&Server"), fields);
    hostLabel->setBuddy(m_host);
    auto *portLabel = new QLabel(tr("&Port"), fields);
    portLabel->setBuddy(m_port);
    auto *layout = new QHBoxLayout(fields);
    layout->setContentsMargins({});
    for (auto *widget : std::initializer_list<QWidget *>{
             hostLabel, m_host, portLabel, m_port, m_protocol, m_toggle, m_reconnects})
        layout->addWidget(widget);
    layout->addStretch(1);
    return fields;
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
    return m_port->port();
}

void AgentHead::setProtocol(Protocol protocol)
{
    m_protocol->setCurrentIndex(m_protocol->findData(static_cast<int>(protocol)));
}

Protocol AgentHead::protocol() const
{
    return static_cast<Protocol>(m_protocol->currentData().toInt());
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
    m_protocol->setEnabled(isEditable);
}

// A sentence is not cut while there is room for it below.
void AgentHead::arrange()
{
    const int trips =
        m_roundTrips->isHidden() ? 0 : m_roundTrips->minimumSizeHint().width() + groupSpacing;
    const int wanted =
        m_fields->sizeHint().width() + groupSpacing + m_state->sizeHint().width() + trips;
    const bool isBeside = wanted <= width();
    const auto direction = isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    if (m_layout->direction() == direction)
        return; // to set the spacing, too, asks for the next layout
    m_layout->setDirection(direction);
    m_layout->setSpacing(isBeside ? groupSpacing : lineSpacing);
}

bool AgentHead::event(QEvent *event)
{
    const bool isTaken = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return isTaken;
}

void AgentHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace sealcord
