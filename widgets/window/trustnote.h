// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <QToolButton>

namespace sealcord {

/// Says in a few words that nobody is authenticated, from the first time in a run that a key is
/// agreed so, since nothing else is as easily forgotten. Pressed, it has been read and goes.
///
/// It takes the place of another part, so that no row of a list goes for it.
class TrustNote final : public QToolButton
{
    Q_OBJECT

public:
    /// \a other is hidden while this is shown.
    explicit TrustNote(QWidget *other, QWidget *parent = nullptr);

    void hear(const TrafficBatch &batch);

Q_SIGNALS:
    void explanationRequested(sealcord::ConnectionId connection); ///< of which it was said

private:
    void setShown(bool isShown);

    QWidget *m_other;
    ConnectionId m_connection = 0; ///< 0: none so far
};

} // namespace sealcord
