// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>

namespace sealcord {

class BackgroundWork;

/// "Decoding…" with a Cancel button: shows itself while \a work has been running for longer than
/// 100 ms.
class WaitBar final : public QWidget
{
    Q_OBJECT

public:
    /// \a work outlives this.
    WaitBar(BackgroundWork *work, const QString &text, QWidget *parent);

Q_SIGNALS:
    void cancelled(); ///< by the button; the work is cancelled already

private:
    QTimer m_delay;
};

} // namespace sealcord
