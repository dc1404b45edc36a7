// SPDX-License-Identifier: MIT
#include "widgets/traffic/resendstrip.h"

#include "core/text/figures.h"

#include <QAction>
#include <QPushButton>
#include <QStringList>

namespace sealcord {

using namespace std::chrono_literals;

static constexpr auto showDelay = 400ms; // or it would flash for a few messages

ResendStrip::ResendStrip(const Resender &resender, QAction &stop, QWidget *parent)
    : Strip(tr("Stop"), parent)
    , m_resender(resender)
{
    setObjectName(QStringLiteral("resendStrip"));
    button().setToolTip(tr("Leaves the others unsent (Esc in the list)"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(showDelay);
    hide();
    connect(&m_delay, &QTimer::timeout, this, &QWidget::show);
    connect(&m_second, &QTimer::timeout, this, [this] { say(progress()); });
    connect(&button(), &QPushButton::clicked, &stop, &QAction::trigger);
    connect(&resender, &Resender::progressed, this, &ResendStrip::update);
}

void ResendStrip::update()
{
    if (!m_resender.isSending()) {
        m_delay.stop();
        m_second.stop();
        hide();
        return;
    }
    say(progress());
    m_second.start(1s);
    if (!isVisible() && !m_delay.isActive())
        m_delay.start();
}

QString ResendStrip::progress() const
{
    const auto &outcome = m_resender.outcome();
    const auto next = formatCount(outcome.sent + outcome.gone + outcome.failed + 1);
    const auto all = formatCount(outcome.all);
    const auto left = m_resender.untilNext();
    return left < 1s
        ? tr("Resending %1 of %2…").arg(next, all)
        : tr("Resending %1 of %2, the next in %3…").arg(next, all, formatDuration(left));
}

QString ResendStrip::sentence(const Resender::Outcome &outcome)
{
    if (outcome.all == 1)
        return outcome.gone > 0 ? tr("Not resent: its connection has ended.") : outcome.why;
    const auto sent = formatCount(outcome.sent);
    const auto all = formatCount(outcome.all);
    QStringList parts{outcome.isStopped
            ? tr("Stopped: %1 of %2 messages were resent.").arg(sent, all)
            : outcome.sent == outcome.all ? tr("All %1 messages were resent.").arg(all)
                                          : tr("%1 of %2 messages were resent.").arg(sent, all)};
    if (outcome.gone > 0)
        parts +=
            tr("Not sent because their connection has ended: %1.").arg(formatCount(outcome.gone));
    if (outcome.failed > 0)
        parts += tr("Failed: %1. The last time: %2.").arg(formatCount(outcome.failed), outcome.why);
    return parts.join(u' ');
}

} // namespace sealcord
