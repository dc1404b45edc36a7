// SPDX-License-Identifier: MIT
#include "widgets/traffic/pausestrip.h"

#include "core/text/figures.h"
#include "core/traffic/models/trafficmodel.h"
#include "widgets/look/accents.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QString>

namespace sealcord {
namespace {

using namespace Qt::StringLiterals;

QString sentence(const TrafficModel::HeldBack &held)
{
    const QString all = formatCount(held.kept + held.notKept);
    if (held.notKept > 0) {
        return PauseStrip::tr("Paused. %1 came meanwhile, %2 of them are not kept: there was no "
                              "room.")
            .arg(all, formatCount(held.notKept));
    }
    return held.kept == 0 ? PauseStrip::tr("Paused. Nothing has come meanwhile.")
                          : PauseStrip::tr("Paused. %1 came meanwhile.").arg(all);
}

} // namespace

PauseStrip::PauseStrip(const TrafficModel &model, QAction &pause, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("pauseStrip"));
    setAutoFillBackground(true);
    m_text->setTextFormat(Qt::PlainText);
    auto *const resume = new QPushButton(tr("Go on"), this);
    resume->setToolTip(tr("Show what came meanwhile (Space in the list)"));
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 2, 2);
    layout->addWidget(m_text, 1);
    layout->addWidget(resume);
    connect(resume, &QPushButton::clicked, &pause, &QAction::trigger);
    connect(&model, &TrafficModel::countsChanged, this, &PauseStrip::update);
    update();
    updateColors();
}

void PauseStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
}

void PauseStrip::update()
{
    setVisible(m_model.isPaused());
    if (!m_model.isPaused())
        return;
    m_text->setText(u"▲ "_s + sentence(m_model.heldBack()));
    setAccessibleName(m_text->text());
}

void PauseStrip::updateColors()
{
    QPalette strip; // of which the rest goes on following the application's
    strip.setColor(QPalette::Window, accentsFor(QApplication::palette(this)).barTint);
    if (strip.color(QPalette::Window) != palette().color(QPalette::Window))
        setPalette(strip);
}

} // namespace sealcord
