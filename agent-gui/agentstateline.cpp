// SPDX-License-Identifier: MIT
#include "agent-gui/agentstateline.h"

#include "agent-gui/stepper.h"
#include "core/text/figures.h"
#include "core/text/tooltip.h"
#include "widgets/look/accents.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QString>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Stage = WatchedAgent::Stage;

namespace {

// Often enough that no second is skipped.
constexpr auto countdownInterval = 200ms;

// An attempt that fails sooner leaves the sentence where it is: every few seconds it would be gone
// for a moment.
constexpr auto stepsDelay = 250ms;

constexpr int spacing = 8;

QString glyphOf(const AgentStatus &status)
{
    if (status.stage == Stage::Connected)
        return u"●"_s;
    if (status.stage == Stage::Disconnecting)
        return u"◌"_s;
    switch (levelOf(status)) {
    case EventLevel::Info:
        return u"○"_s;
    case EventLevel::Warning:
        return u"▲"_s;
    case EventLevel::Error:
        return u"✕"_s;
    }
    std::unreachable();
}

QColor colourOf(const AgentStatus &status, const QPalette &palette)
{
    const auto accents = accentsFor(palette);
    const auto plain = palette.color(QPalette::Active, QPalette::WindowText);
    if (status.stage == Stage::Connected)
        return isAuthenticated(status.protection) ? accents.good : plain;
    if (!status.failedStage)
        return accents.dimmed;
    switch (levelOf(status)) {
    case EventLevel::Info:
        return plain;
    case EventLevel::Warning:
        return accents.warning;
    case EventLevel::Error:
        return accents.error;
    }
    std::unreachable();
}

} // namespace

AgentStateLine::AgentStateLine(QWidget *parent)
    : QWidget(parent)
    , m_steps(new Stepper(this))
    , m_text(new QLabel(this))
    , m_retry(new QPushButton(tr("Retry now"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
{
    setAccessibleName(tr("State of the connection"));
    m_text->setObjectName(u"state"_s);
    m_text->setTextFormat(Qt::PlainText); // what a peer said may be in it
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // and it may be long
    m_stop->setAccessibleName(tr("Stop trying to connect"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    layout->addWidget(m_steps, 1000);
    layout->addWidget(m_text, 1000);
    layout->addWidget(m_retry);
    layout->addWidget(m_stop);
    layout->addStretch(1);
    connect(m_retry, &QPushButton::clicked, this, &AgentStateLine::retryRequested);
    connect(m_stop, &QPushButton::clicked, this, &AgentStateLine::stopRequested);
    m_countdown.setInterval(countdownInterval);
    connect(&m_countdown, &QTimer::timeout, this, &AgentStateLine::countDown);
    m_stepsDue.setSingleShot(true);
    m_stepsDue.setInterval(stepsDelay);
    connect(&m_stepsDue, &QTimer::timeout, this, &AgentStateLine::showStatus);
    showStatus();
}

void AgentStateLine::setStatus(const AgentStatus &status)
{
    const auto before = std::exchange(m_status, status).stage;
    const bool isRetry = before == Stage::Waiting || m_stepsDue.isActive();
    if (!isAttempt(status.stage) || !isRetry)
        return showStatus();
    if (!m_stepsDue.isActive())
        m_stepsDue.start();
}

void AgentStateLine::showStatus()
{
    m_stepsDue.stop();
    const bool isWaiting = m_status.stage == Stage::Waiting;
    const bool hasSteps = isAttempt(m_status.stage);
    m_steps->setHasTrust(m_status.protocol == Protocol::Sealed);
    m_steps->setStage(m_status.stage);
    m_steps->setVisible(hasSteps);
    m_text->setVisible(!hasSteps);
    m_retry->setVisible(isWaiting);
    m_stop->setVisible(isWaiting);
    if (isWaiting)
        m_countdown.start();
    else
        m_countdown.stop();
    m_text->setAccessibleName(sentence(m_status)); // told once, not with each second
    colour();
    showSentence();
    updateGeometry();
    Q_EMIT changed();
}

// What is cut where there is no room is the reason, never when it goes on.
void AgentStateLine::showSentence()
{
    const auto metrics = m_text->fontMetrics();
    const auto whole = glyphOf(m_status) + u' ' + sentence(m_status);
    const auto next = nextTry();
    const int wanted = metrics.horizontalAdvance(whole + next);
    m_text->setMaximumWidth(wanted + 2); // the buttons stand right behind it
    const int room = width() - widthOfButtons() - metrics.horizontalAdvance(next);
    const auto shown = wanted + widthOfButtons() <= width()
        ? whole
        : metrics.elidedText(whole, Qt::ElideRight, room);
    m_text->setText(shown + next);
    m_text->setToolTip(shown == whole ? QString() : plainToolTip(sentence(m_status)));
}

QString AgentStateLine::nextTry() const
{
    if (m_status.stage != Stage::Waiting)
        return {};
    const auto left = std::max(m_status.retryAt - std::chrono::steady_clock::now(), {});
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    return u' ' + tr("Next try in %1 s.").arg(formatCount(static_cast<quint64>(seconds)));
}

void AgentStateLine::countDown()
{
    if (m_status.stage == Stage::Waiting)
        showSentence();
}

int AgentStateLine::widthOfButtons() const
{
    int width = 0;
    for (const auto *button : {m_retry, m_stop})
        width += button->isHidden() ? 0 : button->sizeHint().width() + spacing;
    return width;
}

QSize AgentStateLine::sizeHint() const
{
    const auto height = std::max(m_retry->sizeHint().height(), m_text->sizeHint().height());
    const int said = m_text->isHidden() ? m_steps->sizeHint().width() : m_text->maximumWidth();
    return {said + widthOfButtons(), height};
}

QSize AgentStateLine::minimumSizeHint() const
{
    const int said = m_text->isHidden() ? m_steps->minimumSizeHint().width()
                                        : m_text->fontMetrics().averageCharWidth() * 20;
    return {said + widthOfButtons(), sizeHint().height()};
}

void AgentStateLine::colour()
{
    auto colours = palette();
    colours.setColor(QPalette::WindowText, colourOf(m_status, palette()));
    m_text->setPalette(colours);
}

void AgentStateLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void AgentStateLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showSentence();
}

} // namespace sealcord
