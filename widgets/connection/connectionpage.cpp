// SPDX-License-Identifier: MIT
#include "widgets/connection/connectionpage.h"

#include "widgets/connection/connectiontext.h"
#include "widgets/connection/factsection.h"
#include "widgets/connection/securitypage.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHideEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QShowEvent>
#include <QStackedWidget>
#include <QString>
#include <QVBoxLayout>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Font = FactSection::Font;

// A progress bar counts in int, a budget in 64 bits.
static constexpr int sealedSteps = 1000;

static constexpr int pageWidth = 760; // lines that an eye can follow

ConnectionPage::ConnectionPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Connection"));
    m_emptyPage = makeEmptyPage();
    m_page = makePage();
    m_securityPage = new SecurityPage(m_stack);
    for (auto *page : {m_emptyPage, m_page, static_cast<QWidget *>(m_securityPage)})
        m_stack->addWidget(page);
    connect(m_securityPage, &SecurityPage::closeRequested, this, &ConnectionPage::showOther);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionPage::askForMeasure);
    showLimits();
    applyColours();
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

QWidget *ConnectionPage::makePage()
{
    auto *area = new QScrollArea(m_stack);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("Facts about the connection"));
    auto *page = new QWidget(area);
    page->setMaximumWidth(pageWidth);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(18);

    m_heading = new QLabel(page);
    m_heading->setTextFormat(Qt::PlainText);
    auto font = m_heading->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setBold(true);
    m_heading->setFont(font);
    m_summary = new QLabel(page);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    auto *head = new QVBoxLayout;
    head->setSpacing(2);
    head->addWidget(m_heading);
    head->addWidget(m_summary);
    layout->addLayout(head);

    layout->addWidget(makeFingerprintSection());
    layout->addWidget(makeProtectionSection());
    layout->addWidget(makeTrustSection());
    layout->addWidget(makeConnectionSection());
    layout->addWidget(makeTrafficSection());
    m_handshake = new QVBoxLayout;
    m_handshake->setSpacing(18);
    layout->addLayout(m_handshake);
    layout->addWidget(makeLimitsSection());
    layout->addStretch();
    area->setWidget(page);
    return area;
}

FactSection *ConnectionPage::makeFingerprintSection()
{
    auto *section = new FactSection(tr("Fingerprint of the connection"), this);
    m_fingerprintText = section->addFact(tr("Both public keys"), Font::FixedPitch);
    m_fingerprintText->setWordWrap(true);
    m_copy = new QPushButton(tr("Copy fingerprint"), section);
    m_copy->setAccessibleName(m_copy->text());
    m_copy->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromStdString(m_fingerprint.toString()));
    });
    section->addFact(QString(), m_copy);
    section->addText(tr("Equal at both ends unless somebody sits in between. Compare it over "
                        "another channel, such as a telephone call."));
    return section;
}

FactSection *ConnectionPage::makeProtectionSection()
{
    auto *section = new FactSection(tr("Protection"), this);
    m_protection = section->addFact(tr("State"));
    m_protocol = section->addFact(tr("Protocol"));
    m_agreement = section->addFact(tr("Key agreement"));
    m_cipher = section->addFact(tr("Cipher"));
    m_sealedBar = new QProgressBar(section);
    m_sealedBar->setRange(0, sealedSteps);
    m_sealedBar->setTextVisible(false);
    m_sealedBar->setMaximumHeight(8);
    m_sealedBar->setAccessibleName(tr("Share of the key that is used up"));
    m_sealed = section->addFact(tr("Sealed under the key"));
    section->addFact(tr("Used up"), m_sealedBar);
    return section;
}

FactSection *ConnectionPage::makeTrustSection()
{
    auto *section = new FactSection(tr("What this protection does not give"), this);
    for (const auto &sentence : whatIsNotGiven())
        section->addText(u"• "_s + sentence);
    auto *more = new QPushButton(tr("More about security"), section);
    more->setAccessibleName(more->text());
    more->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(more, &QPushButton::clicked, this, &ConnectionPage::showSecurity);
    section->addWidget(more);
    return section;
}

FactSection *ConnectionPage::makeConnectionSection()
{
    auto *section = new FactSection(tr("Connection"), this);
    m_local = section->addFact(tr("This end"), Font::FixedPitch);
    m_peer = section->addFact(tr("Other end"), Font::FixedPitch);
    m_roleText = section->addFact(tr("This program is"));
    m_since = section->addFact(tr("Since"));
    m_lasted = section->addFact(tr("Lasted"));
    m_lastActivity = section->addFact(tr("Last activity"));
    m_end = section->addFact(tr("Why it ended"));
    return section;
}

FactSection *ConnectionPage::makeTrafficSection()
{
    auto *section = new FactSection(tr("Traffic"), this);
    m_messages = section->addFact(tr("Messages"));
    m_bytes = section->addFact(tr("Plaintext"));
    m_rate = section->addFact(tr("Rate"));
    m_roundTrip = section->addFact(tr("TCP round trip"));
    m_retransmissions = section->addFact(tr("TCP retransmissions"));
    m_owed = section->addFact(tr("Waits to be sent"));
    return section;
}

FactSection *ConnectionPage::makeLimitsSection()
{
    m_limitsSection = new FactSection(tr("Limits"), this);
    return m_limitsSection;
}

void ConnectionPage::setSettings(Role role, AeadEngine aead, const ConnectionLimits &limits)
{
    m_role = role;
    m_aead = aead;
    m_limits = limits;
    showLimits();
}

void ConnectionPage::showConnection(const ConnectionInfo &info)
{
    const bool isAnother = m_id != info.name.id;
    m_id = info.name.id;
    m_state = info.state;
    if (isAnother)
        m_packetsShown = 0;
    showHead(info);
    showTimes(info);
    showProtection(info);
    showTraffic(info);
    showSealed(info);
    if (isAnother || m_packetsShown != info.handshake.size())
        showHandshake(info);
    if (isAnother || m_stack->currentWidget() == m_emptyPage)
        showOther();
    if (isAnother && isVisible())
        askForMeasure();
}

// Than the security page.
void ConnectionPage::showOther()
{
    m_stack->setCurrentWidget(m_id == 0 ? m_emptyPage : m_page);
}

void ConnectionPage::showSecurity()
{
    m_stack->setCurrentWidget(m_securityPage);
    m_securityPage->setFocus();
}

void ConnectionPage::clear()
{
    m_id = 0;
    showOther();
}

void ConnectionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
    askForMeasure();
}

void ConnectionPage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

void ConnectionPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColours();
}

void ConnectionPage::askForMeasure()
{
    using State = ConnectionInfo::State;
    if (m_id != 0 && (m_state == State::Live || m_state == State::Handshake))
        Q_EMIT measureRequested(m_id);
}

} // namespace sealcord
