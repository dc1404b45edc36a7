// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/parts/strip.h"

class QAction;

namespace sealcord {

class TrafficModel;

/// Says above a list of traffic that it is paused, what has come meanwhile and what of that was not
/// kept, and lets it go on. Hidden while it is not paused.
class PauseStrip final : public Strip
{
    Q_OBJECT

public:
    /// \a pause ends it; both outlive this.
    PauseStrip(const TrafficModel &model, QAction &pause, QWidget *parent);

private:
    void update();

    const TrafficModel &m_model;
};

} // namespace sealcord
