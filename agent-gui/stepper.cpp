// SPDX-License-Identifier: MIT
#include "agent-gui/stepper.h"

#include "widgets/look/accents.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPalette>
#include <QResizeEvent>
#include <QString>

#include <algorithm>
#include <optional>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using Stage = WatchedAgent::Stage;

namespace {

constexpr int spacing = 8;
constexpr std::size_t trustStep = 3;

QString glyph(Step step)
{
    switch (step) {
    case Step::Pending:
        return u"○"_s;
    case Step::Current:
        return u"…"_s;
    case Step::Done:
        return u"✓"_s;
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
    }
    std::unreachable();
}

QString nameOf(std::size_t step)
{
    const std::array names{Stepper::tr("Resolve"), Stepper::tr("Connect"), Stepper::tr("Agree key"),
        Stepper::tr("Trust", "a step"), Stepper::tr("Connected")};
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
    case Stage::Trusting:
        return trustStep;
    case Stage::Connected:
        return 4;
    default:
        return std::nullopt;
    }
}

} // namespace

std::array<Step, stepCount> stepsOf(Stage stage)
{
    std::array<Step, stepCount> steps{};
    const auto current = stepIndex(stage);
    if (!current)
        return steps;
    std::fill_n(steps.begin(), *current, Step::Done);
    steps[*current] = stage == Stage::Connected ? Step::Done : Step::Current;
    return steps;
}

Stepper::Stepper(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Progress of the connection"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
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
    layout->addStretch(1);
    showSteps();
}

void Stepper::setStage(Stage stage)
{
    m_stage = stage;
    showSteps();
    makeRoom();
}

void Stepper::setHasTrust(bool hasTrust)
{
    m_hasTrust = hasTrust;
    makeRoom();
    updateGeometry();
}

bool Stepper::isPart(std::size_t step) const
{
    return m_hasTrust || step != trustStep;
}

void Stepper::showSteps()
{
    const auto accents = accentsFor(palette());
    const auto steps = stepsOf(m_stage);
    for (std::size_t i = 0; i < stepCount; ++i) {
        auto *label = m_steps[i];
        label->setText(glyph(steps[i]) + u' ' + nameOf(i));
        label->setAccessibleName(tr("%1: %2").arg(nameOf(i), describe(steps[i])));
        setTextColour(label, colourOf(steps[i], accents, palette()));
        auto font = label->font();
        font.setBold(steps[i] == Step::Current);
        label->setFont(font);
    }
}

void Stepper::makeRoom()
{
    const bool isRoomy = sizeHint().width() <= width();
    const auto current = stepIndex(m_stage).value_or(0);
    for (std::size_t i = 0; i < stepCount; ++i) {
        m_steps[i]->setVisible(isPart(i) && (isRoomy || i == current));
        if (m_arrows[i])
            m_arrows[i]->setVisible(isPart(i) && isRoomy);
    }
}

QSize Stepper::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (std::size_t i = 0; i < stepCount; ++i) {
        if (!isPart(i))
            continue;
        const auto step = m_steps[i]->sizeHint();
        width += step.width() + (m_arrows[i] ? m_arrows[i]->sizeHint().width() + 2 * spacing : 0);
        height = std::max(height, step.height());
    }
    return {width, height};
}

QSize Stepper::minimumSizeHint() const
{
    int widest = 0;
    for (const auto *step : m_steps)
        widest = std::max(widest, step->sizeHint().width());
    return {widest, sizeHint().height()};
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

} // namespace sealcord
