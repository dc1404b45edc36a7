// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/parts/backgroundwork.h"

#include <QObject>
#include <QString>

namespace sealcord {

/// Shows notes on the desktop, by the service that desktops have for it (org.freedesktop.
/// Notifications). Where none runs, nothing is shown. A thread of its own talks to the bus.
class DesktopNotifier final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// \a text is plain: no markup in it is obeyed.
    void show(const QString &title, const QString &text);

private:
    BackgroundWork m_work;
};

} // namespace sealcord
