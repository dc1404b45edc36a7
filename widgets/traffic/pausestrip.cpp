// SPDX-License-Identifier: MIT
#include "widgets/traffic/pausestrip.h"

#include "core/text/figures.h"
#include "core/traffic/models/trafficmodel.h"

#include <QAction>
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
    : Strip(tr("Go on"), parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("pauseStrip"));
    button().setToolTip(tr("Show what came meanwhile (Space in the list)"));
    connect(&button(), &QPushButton::clicked, &pause, &QAction::trigger);
    connect(&model, &TrafficModel::countsChanged, this, &PauseStrip::update);
    update();
}

void PauseStrip::update()
{
    setVisible(m_model.isPaused());
    if (m_model.isPaused())
        say(u"▲ "_s + sentence(m_model.heldBack()));
}

} // namespace sealcord
