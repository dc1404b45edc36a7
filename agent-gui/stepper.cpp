// SPDX-License-Identifier: MIT
#include "agent-gui/stepper.h"

#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "widgets/look/accents.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Stage = WatchedAgent::Stage;

namespace {

// Often enough that no second is skipped.
constexpr auto countdownInterval = 200ms;

QString glyph(Step step)
{
    switch (step) {
    case Step::Pending:
        return u"○"_s;
    case Step::Current:
        return u"…"_s;
    case Step::Done:
        return u"✓"_s;
    case Step::Failed:
        return u"✕"_s;
    }
    std::unreachable();
}

QString describe(Step step)
{
    switch (step) {
    case Step::Pending:
        return Stepper::tr("not begun");
    case Step::Current:
        return Stepper::tr("under way");
    case Step::Done:
        return Stepper::tr("done");
    case Step::Failed:
        return Stepper::tr("failed");
    }
    std::unreachable();
}

QString nameOf(std::size_t step)
{
    const std::array names{Stepper::tr("Resolve"), Stepper::tr("Connect"), Stepper::tr("Agree key"),
        Stepper::tr("Connected")};
    return names[step];
}

QColor colourOf(Step step, const Accents &accents, const QPalette &palette)
{
    switch (step) {
    case Step::Pending:
        return accents.dimmed;
    case Step::Current:
        return palette.color(QPalette::WindowText);
    case Step::Done:
        return accents.good;
    case Step::Failed:
        return accents.error;
    }
    std::unreachable();
}

void setTextColour(QWidget *widget, const QColor &colour)
{
    auto palette = widget->palette();
    palette.setColor(QPalette::WindowText, colour);
    widget->setPalette(palette);
}

std::optional<std::size_t> stepIndex(Stage stage)
{
    switch (stage) {
    case Stage::Resolving:
        return 0;
    case Stage::Connecting:
        return 1;
    case Stage::AgreeingKey:
        return 2;
    case Stage::Connected:
        return 3;
    default:
        return std::nullopt;
    }
}

} // namespace

std::array<Step, stepCount> stepsOf(Stage stage, std::optional<Stage> failed)
{
    std::array<Step, stepCount> steps{};
    const auto current = stepIndex(stage);
    const auto wrong = failed ? stepIndex(*failed) : std::nullopt;
    const auto reached = current ? current : wrong;
    if (!reached)
        return steps;
    std::fill_n(steps.begin(), *reached, Step::Done);
    if (!current)
        steps[*reached] = Step::Failed;
    else
        steps[*reached] = stage == Stage::Connected ? Step::Done : Step::Current;
    return steps;
}

Stepper::Stepper(QWidget *parent)
    : QWidget(parent)
    , m_why(new QLabel(this))
    , m_retry(new QPushButton(this))
    , m_stop(new QPushButton(tr("Stop"), this))
{
    setAccessibleName(tr("Progress of the connection"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (std::size_t i = 0; i < stepCount; ++i) {
        if (i > 0) {
            auto *arrow = new QLabel(u"›"_s, this);
            arrow->setForegroundRole(QPalette::PlaceholderText);
            arrow->setAccessibleName(tr("then"));
            layout->addWidget(arrow);
            m_arrows[i] = arrow;
        }
        m_steps[i] = new QLabel(this);
        m_steps[i]->setTextFormat(Qt::PlainText);
        layout->addWidget(m_steps[i]);
    }
    m_why->setTextFormat(Qt::PlainText);
    m_why->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_why->installEventFilter(this);
    layout->addWidget(m_why, 1);
    layout->addWidget(m_retry);
    layout->addWidget(m_stop);
    m_retry->setAccessibleName(tr("Retry now"));
    m_stop->setAccessibleName(tr("Stop trying to connect"));
    connect(m_retry, &QPushButton::clicked, this, &Stepper::retryRequested);
    connect(m_stop, &QPushButton::clicked, this, &Stepper::stopRequested);
    m_countdown.setInterval(countdownInterval);
    connect(&m_countdown, &QTimer::timeout, this, &Stepper::countDown);
    showStage(Stage::Idle, std::nullopt, {}, {});
}

void Stepper::follow(const WatchedAgent &agent)
{
    showStage(agent.stage(), agent.failedStage(), agent.errorString(), agent.retryAt());
}

void Stepper::showStage(Stage stage, std::optional<Stage> failed, const QString &why,
    std::chrono::steady_clock::time_point retryAt)
{
    m_stage = stage;
    m_failed = failed;
    m_reason = why;
    m_retryAt = retryAt;
    const bool isWaiting = stage == Stage::Waiting;
    m_retry->setVisible(isWaiting);
    m_stop->setVisible(isWaiting);
    if (isWaiting)
        m_countdown.start();
    else
        m_countdown.stop();
    countDown();
    showSteps();
    makeRoom();
    showWhy();
}

void Stepper::showSteps()
{
    const auto accents = accentsFor(palette());
    const auto steps = stepsOf(m_stage, m_failed);
    for (std::size_t i = 0; i < stepCount; ++i) {
        auto *label = m_steps[i];
        label->setText(glyph(steps[i]) + u' ' + nameOf(i));
        label->setAccessibleName(tr("%1: %2").arg(nameOf(i), describe(steps[i])));
        setTextColour(label, colourOf(steps[i], accents, palette()));
        auto font = label->font();
        font.setBold(steps[i] == Step::Current || steps[i] == Step::Failed);
        label->setFont(font);
    }
    setTextColour(m_why, m_failed ? accents.error : accents.dimmed);
}

// What failed and why matters more than what would have come after it. Where all of them do not
// fit, the step that is reached stands for those before it.
void Stepper::makeRoom()
{
    const auto failed = m_reason.isEmpty() || !m_failed ? std::nullopt : stepIndex(*m_failed);
    const auto reached = failed ? failed : stepIndex(m_stage);
    const auto last = failed.value_or(stepCount - 1);
    const int gap = layout()->spacing();
    int wanted = m_why->fontMetrics().horizontalAdvance(m_reason) + widthOfButtons();
    for (std::size_t i = 0; i <= last; ++i)
        wanted += m_steps[i]->sizeHint().width() + gap
            + (m_arrows[i] ? m_arrows[i]->sizeHint().width() + gap : 0);
    const bool isRoomy = wanted <= width();
    for (std::size_t i = 0; i < stepCount; ++i) {
        m_steps[i]->setVisible(isRoomy ? i <= last : i == reached);
        if (m_arrows[i])
            m_arrows[i]->setVisible(isRoomy && i <= last);
    }
}

int Stepper::widthOfButtons() const
{
    int width = 0;
    for (const auto *button : {m_retry, m_stop})
        width += button->isHidden() ? 0 : button->sizeHint().width() + layout()->spacing();
    return width;
}

QSize Stepper::minimumSizeHint() const
{
    int widest = 0;
    for (const auto *step : m_steps)
        widest = std::max(widest, step->sizeHint().width());
    return {widest + layout()->spacing() + widthOfButtons(), QWidget::minimumSizeHint().height()};
}

// What a peer said may be in it, and it may be long: it never makes the window wider.
void Stepper::showWhy()
{
    const auto whole = m_stage == Stage::Disconnecting ? tr("Disconnecting") : m_reason;
    const auto shown = m_why->fontMetrics().elidedText(whole, Qt::ElideRight, m_why->width());
    m_why->setText(shown);
    const auto folded = shown == whole ? QString() : whole;
    if (std::exchange(m_folded, folded) != folded)
        Q_EMIT whyFolded(folded);
    m_why->setToolTip(whole.isEmpty() ? QString() : u"<p>"_s + whole.toHtmlEscaped() + u"</p>"_s);
    m_why->setAccessibleName(whole);
}

void Stepper::countDown()
{
    if (m_stage != Stage::Waiting)
        return;
    const auto left = std::max(m_retryAt - std::chrono::steady_clock::now(), {});
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    m_retry->setText(tr("Retry now (%1 s)").arg(formatCount(static_cast<quint64>(seconds))));
}

void Stepper::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_steps.back())
        showSteps();
}

void Stepper::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

bool Stepper::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_why && event->type() == QEvent::Resize)
        showWhy();
    return QWidget::eventFilter(watched, event);
}

} // namespace sealcord
