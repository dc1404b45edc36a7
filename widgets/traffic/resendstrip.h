// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/watch/resender.h"
#include "widgets/parts/strip.h"

#include <QString>
#include <QTimer>

class QAction;

namespace sealcord {

/// Says how far the sending of selected messages again has come, and stops it. Hidden where nothing
/// is sent, or not for long yet.
class ResendStrip final : public Strip
{
    Q_OBJECT

public:
    /// \a stop ends it; both outlive this.
    ResendStrip(const Resender &resender, QAction &stop, QWidget *parent);

    /// What became of the messages, for a person. Empty where that can be seen: the only one was
    /// sent.
    [[nodiscard]] static QString sentence(const Resender::Outcome &outcome);

private:
    void update();
    [[nodiscard]] QString progress() const;

    const Resender &m_resender;
    QTimer m_delay;
    QTimer m_second;
};

} // namespace sealcord
