// SPDX-License-Identifier: MIT
#include "server-gui/known/desktopnotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QStringList>
#include <QVariant>
#include <QVariantMap>

#include <stop_token>

namespace sealcord {

using namespace Qt::StringLiterals;

// Desktop Notifications Specification, 9: Notify. The body may be taken for markup.
static QDBusMessage notification(const QString &title, const QString &text)
{
    auto message = QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s,
        u"/org/freedesktop/Notifications"_s, u"org.freedesktop.Notifications"_s, u"Notify"_s);
    const QVariantMap hints{{u"desktop-entry"_s, u"sealcord-server"_s}};
    const int usualTimeout = -1;
    const uint replacesNone = 0;
    message.setArguments({u"Sealcord"_s, replacesNone, u"sealcord-server"_s, title,
        text.toHtmlEscaped(), QStringList(), hints, usualTimeout});
    return message;
}

void DesktopNotifier::show(const QString &title, const QString &text)
{
    m_work.start([message = notification(title, text)](const std::stop_token &) {
        auto bus = QDBusConnection::sessionBus();
        if (bus.isConnected())
            bus.send(message);
        return BackgroundWork::Delivery([] { });
    });
}

} // namespace sealcord
