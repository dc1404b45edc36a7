// SPDX-License-Identifier: MIT
#include "widgets/connection/connectionfacts.h"

#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "core/traffic/models/connectioncells.h"
#include "widgets/connection/codesection.h"
#include "widgets/connection/connectiontext.h"
#include "widgets/connection/factsection.h"
#include "widgets/connection/handshakefacts.h"
#include "widgets/connection/identityfacts.h"
#include "widgets/connection/securitytext.h"
#include "widgets/look/accents.h"
#include "widgets/parts/passingnote.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLayoutItem>
#include <QProgressBar>
#include <QPushButton>
#include <QString>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using Font = FactSection::Font;
using State = ConnectionInfo::State;

namespace {

// A progress bar counts in int, a budget in 64 bits.
constexpr int sealedSteps = 1000;

constexpr int pageWidth = 760; // lines that an eye can follow

// Text in a colour that carries a meaning, on the palette that the widget has otherwise.
void setTextColour(QWidget *widget, const QColor &colour)
{
    auto palette = widget->palette();
    palette.setColor(QPalette::WindowText, colour);
    widget->setPalette(palette);
}

} // namespace

ConnectionFacts::ConnectionFacts(QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_identity(new IdentityFacts(this))
    , m_code(new CodeSection(this))
    , m_trustSection(new FactSection(tr("What this protection does not give"), this))
    , m_handshake(new QVBoxLayout)
    , m_limitsSection(new FactSection(tr("Limits"), this))
{
    setMaximumWidth(pageWidth);
    m_handshake->setSpacing(18);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(18);
    layout->addLayout(makeHead());
    layout->addWidget(m_identity);
    layout->addWidget(m_code);
    layout->addWidget(makeFingerprintSection());
    layout->addWidget(makeProtectionSection());
    layout->addWidget(m_trustSection);
    layout->addWidget(makeConnectionSection());
    layout->addWidget(makeTrafficSection());
    layout->addLayout(m_handshake);
    layout->addWidget(m_limitsSection);
    layout->addStretch();
    makeTrustFacts(m_shownProtection);
    showLimits();
    applyColours();
}

QVBoxLayout *ConnectionFacts::makeHead()
{
    m_heading->setTextFormat(Qt::PlainText);
    auto font = m_heading->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setBold(true);
    m_heading->setFont(font);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    auto *head = new QVBoxLayout;
    head->setSpacing(2);
    head->addWidget(m_heading);
    head->addWidget(m_summary);
    return head;
}

FactSection *ConnectionFacts::makeFingerprintSection()
{
    auto *section = new FactSection(tr("Fingerprint of the connection"), this);
    m_fingerprintText = section->addFact(tr("Both public keys"), Font::FixedPitch);
    m_fingerprintText->setWordWrap(true);
    m_copy = new QPushButton(tr("Copy fingerprint"), section);
    m_copy->setAccessibleName(m_copy->text());
    m_copy->setToolTip(tr("As both programs log it: SHA256: and base64"));
    m_copy->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromStdString(m_fingerprint.toString()));
        PassingNote::sayFor(*this, tr("Copied the fingerprint"));
    });
    section->addFact(QString(), m_copy);
    section->addText(tr("Equal at both ends unless somebody sits in between. Compare it over "
                        "another channel, such as a telephone call."));
    m_fingerprintSection = section;
    return section;
}

FactSection *ConnectionFacts::makeProtectionSection()
{
    auto *section = new FactSection(tr("Protection"), this);
    m_protection = section->addFact(tr("State"));
    m_protocol = section->addFact(tr("Protocol"));
    m_mode = section->addFact(tr("Mode"));
    m_agreement = section->addFact(tr("Key agreement"));
    m_cipher = section->addFact(tr("Cipher"));
    m_sealedBar = new QProgressBar(section);
    m_sealedBar->setRange(0, sealedSteps);
    m_sealedBar->setTextVisible(false);
    m_sealedBar->setMaximumHeight(8);
    m_sealedBar->setAccessibleName(tr("Share of the key that is used up"));
    m_sealed = section->addFact(tr("Sealed under the key"));
    section->addFact(tr("Used up"), m_sealedBar);
    m_recordsOut = section->addFact(tr("Sealed by this end"));
    m_recordsIn = section->addFact(tr("Opened from the other end"));
    m_protectionSection = section;
    return section;
}

void ConnectionFacts::makeTrustFacts(Protection protection)
{
    m_trustSection->clearFacts();
    for (const auto &sentence : whatIsNotGiven(protection))
        m_trustSection->addText(u"• "_s + sentence);
    auto *more = new QPushButton(tr("More about security"), m_trustSection);
    more->setAccessibleName(more->text());
    more->setToolTip(
        tr("What it gives, what not, and how to tell whether somebody sits in between"));
    more->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(more, &QPushButton::clicked, this, &ConnectionFacts::securityRequested);
    m_trustSection->addWidget(more);
}

FactSection *ConnectionFacts::makeConnectionSection()
{
    auto *section = new FactSection(tr("Connection"), this);
    m_local = section->addFact(tr("This end"), Font::FixedPitch);
    m_peer = section->addFact(tr("Other end"), Font::FixedPitch);
    m_roleText = section->addFact(tr("Seen from"));
    m_since = section->addFact(tr("Since"));
    m_lasted = section->addFact(tr("Lasted"));
    m_lastActivity = section->addFact(tr("Last activity"));
    m_end = section->addFact(tr("Why it ended"));
    return section;
}

FactSection *ConnectionFacts::makeTrafficSection()
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

void ConnectionFacts::setSettings(
    Role role, std::optional<AeadEngine> aead, const ConnectionLimits &limits)
{
    m_role = role;
    m_aead = aead;
    m_limits = limits;
    showLimits();
}

void ConnectionFacts::setRecorded(Role role)
{
    m_role = role;
    m_aead.reset();
    m_limitsSection->hide();
}

void ConnectionFacts::showConnection(const ConnectionInfo &info)
{
    m_state = info.state;
    showHead(info);
    showTimes(info);
    showProtection(info);
    showTraffic(info);
    showIdentity(info);
    m_code->showConnection(info);
    showKeyUse(info);
    showTrust(info);
    const bool isAnother = std::exchange(m_id, info.name.id) != info.name.id;
    if (isAnother || m_packetsShown != info.handshake.size())
        showHandshake(info);
}

void ConnectionFacts::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColours();
}

void ConnectionFacts::showHead(const ConnectionInfo &info)
{
    setFact(m_heading, describe(info.name));
    setFact(m_summary, tr("%1, %2").arg(describe(info.state, true), protectionOf(info)));
    setFact(m_peer, info.name.peer.toString());
    const auto &local = info.measured ? info.measured->local : info.local;
    setFact(m_local,
        local != Endpoint() ? local.toString()
            : info.ended    ? tr("not known: nobody asked while it lived")
                            : tr("not known yet"));
    setFact(m_roleText, m_role == Role::Server ? tr("the server") : tr("the agent"));
    applyColours();
}

void ConnectionFacts::showTimes(const ConnectionInfo &info)
{
    const auto now = TrafficRow::Clock::now();
    setFact(m_since, formatTimestamp(info.opened));
    setFact(m_lasted, formatDuration(info.ended.value_or(now) - info.opened));
    setFact(m_lastActivity,
        !info.lastActivity ? tr("none yet")
            : info.ended   ? formatTimestamp(*info.lastActivity)
                           : tr("%1 ago").arg(formatAgo(now - *info.lastActivity)));
    setFact(m_end,
        info.ended ? describe(info.endReason, QString::fromStdString(info.endText))
                   : tr("it has not ended"));
}

void ConnectionFacts::showProtection(const ConnectionInfo &info)
{
    const bool isAgreed = info.established.has_value();
    const auto none = tr("none yet");
    setFact(m_protection, isAgreed ? protectionOf(info) : tr("none: no key is agreed"));
    setFact(m_protocol, describeProtocol(info.protocol));
    const auto mode = describeValue(FieldKind::Mode, info);
    setFact(m_mode, mode);
    m_protectionSection->setFactVisible(m_mode, !mode.isEmpty());
    setFact(m_agreement,
        !isAgreed       ? none
            : info.peer ? tr("X25519 (RFC 7748), fresh keys for this connection and the key of "
                             "each end")
                        : tr("X25519 (RFC 7748), fresh keys for this connection"));
    setFact(m_cipher, isAgreed ? describeCipher(m_aead) : none);
}

// A key of the other end's own says more than the keys of one connection.
void ConnectionFacts::showIdentity(const ConnectionInfo &info)
{
    const bool isAgreed = info.established.has_value();
    m_identity->setVisible(info.peer.has_value());
    m_fingerprintSection->setVisible(!info.peer);
    if (info.peer)
        m_identity->setPeer(*info.peer);
    m_fingerprint = info.fingerprint;
    setFact(m_fingerprintText, isAgreed ? groupedFingerprint(info.fingerprint) : tr("none yet"));
    m_copy->setEnabled(isAgreed);
}

void ConnectionFacts::showTrust(const ConnectionInfo &info)
{
    if (std::exchange(m_shownProtection, info.protection) != info.protection)
        makeTrustFacts(info.protection);
}

// Under keys that are replaced as it goes, or under one that is used up.
void ConnectionFacts::showKeyUse(const ConnectionInfo &info)
{
    const bool areReplaced = info.recordsPerKey > 0;
    for (auto *fact : {m_recordsOut, m_recordsIn})
        m_protectionSection->setFactVisible(fact, areReplaced);
    for (auto *fact : {static_cast<QWidget *>(m_sealed), static_cast<QWidget *>(m_sealedBar)})
        m_protectionSection->setFactVisible(fact, !areReplaced);
    if (!areReplaced)
        return showSealed(info);
    const bool hasEnded = info.ended.has_value();
    setFact(m_recordsOut, describeKeyUse({info.sealed, info.recordsPerKey}, hasEnded));
    setFact(m_recordsIn, describeKeyUse({info.recordsOpened, info.recordsPerKey}, hasEnded));
}

void ConnectionFacts::showSealed(const ConnectionInfo &info)
{
    if (!info.established || info.sealBudget == 0) {
        setFact(m_sealed,
            !info.established ? tr("nothing: no key is agreed")
                : info.ended  ? tr("not known: how it ended was not seen")
                              : tr("not known yet"));
        m_sealedBar->setValue(0);
        return;
    }
    const auto share = static_cast<double>(info.sealed) / static_cast<double>(info.sealBudget);
    m_sealedBar->setValue(static_cast<int>(std::min(share, 1.0) * m_sealedBar->maximum()));
    const auto sealed = describeSealed(info.sealed, info.sealBudget);
    setFact(m_sealed,
        (info.ended ? tr("%1, both directions")
                    : tr("%1, both directions; then the connection ends"))
            .arg(sealed));
}

void ConnectionFacts::showTraffic(const ConnectionInfo &info)
{
    const auto unknown = tr("not known");
    const auto &count = info.count;
    setFact(m_messages,
        tr("%1 in, %2 out").arg(formatCount(count.messagesIn), formatCount(count.messagesOut)));
    setFact(
        m_bytes, tr("%1 in, %2 out").arg(formatBytes(count.bytesIn), formatBytes(count.bytesOut)));
    setFact(m_rate, info.ended ? tr("none: it has ended") : ratesText(info));
    const auto tcp = info.measured ? info.measured->tcp : std::nullopt;
    setFact(m_roundTrip,
        tcp ? tr("%1, varying by %2")
                  .arg(formatInterval(tcp->roundTrip), formatInterval(tcp->roundTripVariation))
            : unknown);
    setFact(m_retransmissions,
        !tcp                            ? unknown
            : tcp->retransmissions == 1 ? tr("1 segment")
                                        : tr("%1 segments", nullptr, pluralOf(tcp->retransmissions))
                                              .arg(formatCount(tcp->retransmissions)));
    setFact(m_owed,
        info.ended          ? tr("nothing: it has ended")
            : info.measured ? formatBytes(info.measured->owed)
                            : unknown);
}

void ConnectionFacts::showHandshake(const ConnectionInfo &info)
{
    while (auto *item = m_handshake->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto &packet : info.handshake)
        m_handshake->addWidget(makePacketSection(packet, this));
    m_packetsShown = info.handshake.size();
}

void ConnectionFacts::showLimits()
{
    const auto duration = [](std::chrono::milliseconds time) {
        return time.count() == 0 ? tr("no limit") : formatDuration(time);
    };
    const std::pair<QString, QString> facts[] = {
        {tr("Longest message"), formatMemory(m_limits.maxMessageLength)},
        {tr("Handshake timeout"), duration(m_limits.handshakeTimeout)},
        {tr("Message timeout"),
            tr("%1, and its length at %2/s")
                .arg(duration(m_limits.frameTimeout), formatMemory(m_limits.frameRate))},
        {tr("Send timeout"), duration(m_limits.sendTimeout)},
        {tr("Idle timeout"), duration(m_limits.idleTimeout)},
    };
    m_limitsSection->clearFacts();
    for (const auto &[name, value] : facts)
        m_limitsSection->addFact(name)->setText(value);
}

void ConnectionFacts::applyColours()
{
    const auto accents = accentsFor(palette());
    const auto colour = m_state == State::Failed ? accents.error
        : m_state != State::Live                 ? accents.dimmed
        : isAuthenticated(m_shownProtection)     ? accents.good
                                                 : accents.warning;
    setTextColour(m_summary, colour);
}

} // namespace sealcord
