// SPDX-License-Identifier: MIT
// What a ConnectionPage says of a connection: connectionpage.cpp holds how it is laid out.
#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "core/traffic/models/connectioncells.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/connection/connectiontext.h"
#include "widgets/connection/factsection.h"
#include "widgets/connection/handshakefacts.h"
#include "widgets/look/accents.h"

#include <QLabel>
#include <QLayoutItem>
#include <QProgressBar>
#include <QPushButton>
#include <QString>
#include <QVBoxLayout>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;
using State = ConnectionInfo::State;

namespace {

// Text in a colour that carries a meaning, on the palette that the widget has otherwise.
void setTextColour(QWidget *widget, const QColor &colour)
{
    auto palette = widget->palette();
    palette.setColor(QPalette::WindowText, colour);
    widget->setPalette(palette);
}

} // namespace

void ConnectionPage::showHead(const ConnectionInfo &info)
{
    setFact(m_heading, info.name.peer.toString());
    setFact(m_summary, tr("%1, %2").arg(describe(info.state, true), protectionOf(info)));
    setFact(m_peer, info.name.peer.toString());
    setFact(m_local, info.measured ? info.measured->local.toString() : tr("not known yet"));
    setFact(m_roleText, m_role == Role::Server ? tr("the server") : tr("the agent"));
    applyColours();
}

void ConnectionPage::showTimes(const ConnectionInfo &info)
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

void ConnectionPage::showProtection(const ConnectionInfo &info)
{
    const bool isAgreed = info.established.has_value();
    const auto none = tr("none yet");
    setFact(m_protection, isAgreed ? protectionOf(info) : tr("none: no key is agreed"));
    setFact(m_protocol, describeProtocol(info.protocol));
    setFact(m_agreement, isAgreed ? tr("X25519 (RFC 7748), fresh keys for this connection") : none);
    setFact(m_cipher, isAgreed ? describeCipher(m_aead) : none);
    m_fingerprint = info.fingerprint;
    setFact(m_fingerprintText, isAgreed ? groupedFingerprint(info.fingerprint) : none);
    m_copy->setEnabled(isAgreed);
}

void ConnectionPage::showSealed(const ConnectionInfo &info)
{
    if (!info.measured || info.measured->sealBudget == 0) {
        setFact(m_sealed, tr("not known yet"));
        m_sealedBar->setValue(0);
        return;
    }
    const auto &measured = *info.measured;
    const auto share =
        static_cast<double>(measured.sealed) / static_cast<double>(measured.sealBudget);
    m_sealedBar->setValue(static_cast<int>(std::min(share, 1.0) * m_sealedBar->maximum()));
    setFact(m_sealed,
        tr("%1, both directions; then the connection ends")
            .arg(describeSealed(measured.sealed, measured.sealBudget)));
}

void ConnectionPage::showTraffic(const ConnectionInfo &info)
{
    const auto unknown = tr("not known");
    const auto &count = info.count;
    setFact(m_messages,
        tr("%1 in, %2 out").arg(formatCount(count.messagesIn), formatCount(count.messagesOut)));
    setFact(
        m_bytes, tr("%1 in, %2 out").arg(formatBytes(count.bytesIn), formatBytes(count.bytesOut)));
    setFact(m_rate, info.ended ? tr("none: it has ended") : formatRate(info.messagesPerSecond));
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
    setFact(m_owed, info.measured ? formatBytes(info.measured->owed) : unknown);
}

void ConnectionPage::showHandshake(const ConnectionInfo &info)
{
    while (auto *item = m_handshake->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto &packet : info.handshake)
        m_handshake->addWidget(makePacketSection(packet, this));
    m_packetsShown = info.handshake.size();
}

void ConnectionPage::showLimits()
{
    const auto duration = [](std::chrono::milliseconds time) {
        return time.count() == 0 ? tr("no limit") : formatDuration(time);
    };
    const std::pair<QString, QString> facts[] = {
        {tr("Longest message"), formatMemory(m_limits.maxMessageLength)},
        {tr("Handshake within"), duration(m_limits.handshakeTimeout)},
        {tr("Message within"),
            tr("%1, and its length at %2/s")
                .arg(duration(m_limits.frameTimeout), formatMemory(m_limits.frameRate))},
        {tr("Sending without progress"), duration(m_limits.sendTimeout)},
        {tr("Silence"), duration(m_limits.idleTimeout)},
    };
    m_limitsSection->clearFacts();
    for (const auto &[name, value] : facts)
        m_limitsSection->addFact(name)->setText(value);
}

void ConnectionPage::applyColours()
{
    const auto accents = accentsFor(palette());
    const auto colour = m_state == State::Failed ? accents.error
        : m_state == State::Live                 ? accents.warning
                                                 : accents.dimmed;
    setTextColour(m_summary, colour);
}

} // namespace sealcord
