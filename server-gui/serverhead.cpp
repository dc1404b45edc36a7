// SPDX-License-Identifier: MIT
#include "server-gui/serverhead.h"

#include "core/net/addresstext.h"
#include "core/text/figures.h"
#include "widgets/look/accents.h"
#include "widgets/parts/hintbutton.h"
#include "widgets/parts/portbox.h"
#include "widgets/parts/sparkline.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

// Below this width the figures are in the status line alone.
static constexpr int widthForTotals = 1180;

static QString wholeNumber(double value)
{
    return formatCount(static_cast<quint64>(std::llround(value)));
}

ServerHead::ServerHead(QAction *toggle, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    createFields(layout, toggle);
    createTotals(layout);
    showState();
}

void ServerHead::createFields(QHBoxLayout *layout, QAction *toggle)
{
    m_address = new QComboBox(this);
    m_address->setObjectName(u"address"_s);
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->addItems({u"127.0.0.1"_s, u"0.0.0.0"_s, u"::"_s});
    m_address->setItemData(0, tr("This machine only"), Qt::ToolTipRole);
    m_address->setItemData(1, tr("Every network, IPv4"), Qt::ToolTipRole);
    m_address->setItemData(2, tr("Every network, IPv6 and IPv4"), Qt::ToolTipRole);
    m_address->setMinimumContentsLength(14);
    m_address->setAccessibleName(tr("Address to listen on"));
    m_address->setToolTip(tr("Of this machine: agents on its network reach the server there"));
    connect(m_address->lineEdit(), &QLineEdit::returnPressed, this, &ServerHead::startRequested);
    connect(m_address, &QComboBox::editTextChanged, this, &ServerHead::endpointChanged);

    m_port = new PortBox(0, this);
    m_port->setObjectName(u"port"_s);
    connect(m_port, &PortBox::returnPressed, this, &ServerHead::startRequested);
    connect(m_port, &PortBox::valueChanged, this, &ServerHead::endpointChanged);
    m_port->setAccessibleName(tr("Port to listen on"));

    m_toggle = new HintButton(toggle, this);
    m_toggle->setObjectName(u"toggle"_s);
    // It grows and stays so: what is beside it does not move to and fro with a number.
    connect(toggle, &QAction::changed, m_toggle, [this] {
        m_toggle->setMinimumWidth(std::max(m_toggle->minimumWidth(), m_toggle->sizeHint().width()));
    });

    m_stateLabel = new QLabel(this);
    m_stateLabel->setObjectName(u"state"_s);
    m_stateLabel->setTextFormat(Qt::PlainText);
    m_stateLabel->setAccessibleName(tr("What the server is doing"));

    auto *addressLabel = new QLabel(tr("&Address"), this);
    addressLabel->setBuddy(m_address);
    auto *portLabel = new QLabel(tr("&Port"), this);
    portLabel->setBuddy(m_port);
    m_fieldLabels = {addressLabel, portLabel};
    layout->addWidget(addressLabel);
    layout->addWidget(m_address);
    layout->addWidget(portLabel);
    layout->addWidget(m_port);
    layout->addWidget(m_toggle);
    layout->addSpacing(8);
    layout->addWidget(m_stateLabel);
    layout->addStretch(1);
}

void ServerHead::createTotals(QHBoxLayout *layout)
{
    m_totals = new QLabel(this);
    m_totals->setObjectName(u"totals"_s);
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setAccessibleName(tr("All agents together"));
    m_totals->setToolTip(tr("All agents together in the last second; bytes are of plaintext"));
    m_sparkline = new Sparkline(this);
    const auto plotted = tr("Messages a second, both ways added, over the last minute");
    m_sparkline->setAccessibleName(plotted);
    m_sparkline->setToolTip(plotted);
    layout->addWidget(m_totals);
    m_totals->hide();
    layout->addWidget(m_sparkline);
    addSecond({});
}

void ServerHead::setEndpoint(const QHostAddress &address, quint16 port)
{
    m_address->setEditText(address.toString());
    m_port->setValue(port);
}

QHostAddress ServerHead::address() const
{
    const auto text = m_address->currentText();
    return parseAddress(QStringView(text).trimmed()).value_or(QHostAddress());
}

quint16 ServerHead::port() const
{
    return m_port->port();
}

void ServerHead::setState(WatchedServer::State state, const QString &address)
{
    m_state = state;
    m_listening = address;
    const bool isStopped = state == WatchedServer::State::Stopped;
    m_address->setEnabled(isStopped);
    m_port->setEnabled(isStopped);
    showState();
}

void ServerHead::setAttached()
{
    m_isAttached = true;
    m_address->hide();
    m_port->hide();
    for (auto *label : m_fieldLabels)
        label->hide();
    showState();
}

// Of a server that another program runs: Stopped, it is only left alone here.
QString ServerHead::attachedText() const
{
    switch (m_state) {
    case WatchedServer::State::Listening:
        return tr("● Attached to the server on %1").arg(m_listening);
    case WatchedServer::State::Starting:
        return tr("◌ Waiting for the server…");
    case WatchedServer::State::Stopped:
    case WatchedServer::State::Stopping:
        return tr("○ Not attached");
    }
    std::unreachable();
}

void ServerHead::showState()
{
    const auto accents = accentsFor(palette());
    auto colours = palette();
    switch (m_state) {
    case WatchedServer::State::Stopped:
        m_stateLabel->setText(tr("○ Stopped"));
        colours.setColor(QPalette::WindowText, accents.dimmed);
        break;
    case WatchedServer::State::Starting:
        m_stateLabel->setText(tr("◌ Starting…"));
        colours.setColor(QPalette::WindowText, accents.dimmed);
        break;
    case WatchedServer::State::Listening:
        m_stateLabel->setText(tr("● Listening on %1").arg(m_listening));
        colours.setColor(QPalette::WindowText, accents.good);
        break;
    case WatchedServer::State::Stopping:
        m_stateLabel->setText(tr("◌ Stopping: saying goodbye…"));
        colours.setColor(QPalette::WindowText, accents.warning);
        break;
    }
    if (m_isAttached)
        m_stateLabel->setText(attachedText());
    m_stateLabel->setPalette(colours);
}

QString ServerHead::agentsText(int agents)
{
    return agents == 1 ? tr("1 agent")
                       : tr("%1 agents", nullptr, agents).arg(formatCount(quint64(agents)));
}

void ServerHead::addSecond(const Totals &totals)
{
    const auto text =
        tr("%1   in %2 msg/s, %3/s   out %4 msg/s, %5/s",
            "agents, messages and bytes a second each way")
            .arg(agentsText(totals.agents), wholeNumber(totals.messagesInPerSecond),
                formatShortBytes(totals.bytesInPerSecond), wholeNumber(totals.messagesOutPerSecond),
                formatShortBytes(totals.bytesOutPerSecond));
    m_totals->setText(text);
    if (m_isNarrow)
        Q_EMIT totalsFolded(text);
    m_sparkline->append(totals.messagesInPerSecond + totals.messagesOutPerSecond);
}

void ServerHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

void ServerHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < widthForTotals;
    m_totals->setVisible(!isNarrow);
    if (std::exchange(m_isNarrow, isNarrow) != isNarrow)
        Q_EMIT totalsFolded(isNarrow ? m_totals->text() : QString());
}

} // namespace sealcord
