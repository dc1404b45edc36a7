// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"
#include "core/traffic/trafficbatch.h"

#include <QToolButton>

namespace sealcord {

/// Says in a few words that nobody is authenticated, as long as somebody is connected of whom that
/// is true, since nothing else is as easily forgotten. Pressed, it has been read and goes for good.
///
/// It takes the place of another part, so that no row of a list goes for it.
class TrustNote final : public QToolButton
{
    Q_OBJECT

public:
    /// \a other is hidden while this is shown.
    explicit TrustNote(QWidget *other, QWidget *parent = nullptr);

    /// \a connections have heard \a batch.
    void hear(const TrafficBatch &batch, const ConnectionModel &connections);

Q_SIGNALS:
    void explanationRequested(sealcord::ConnectionId connection); ///< of which it was said

private:
    void setShown(bool isShown);

    QWidget *m_other;
    ConnectionId m_connection = 0; ///< of which it is said; 0: none
    bool m_isRead = false;
};

} // namespace sealcord
