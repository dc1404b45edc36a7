// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/connection/windowcodes.h"

#include <QAction>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace sealcord {

class MessageBar;
class WatchDesk;

/// What a window has for comparing codes beside the page of a connection: an action, and in its bar
/// what the other one wants and what went wrong.
class CompareControl final : public QObject
{
    Q_OBJECT

public:
    /// \a current: the connection that the action is about, unless the bar tells of one; 0: none.
    /// All outlive this.
    CompareControl(WatchDesk &desk, MessageBar &bar, WindowCodes &codes,
        std::function<ConnectionId()> current, QObject *parent = nullptr);

    [[nodiscard]] QAction &action() { return m_action; }

Q_SIGNALS:
    /// The page of \a connection is shown now.
    void shown(sealcord::ConnectionId connection);

private:
    void ask(ConnectionId connection);
    void showPage(ConnectionId connection);
    void hear(const ConnectionName &connection);
    void sayAsked(const ConnectionName &connection);
    void sayCode(const ConnectionName &connection);
    void clear(ConnectionId connection);

    WatchDesk &m_desk;
    MessageBar &m_bar;
    WindowCodes &m_codes;
    QAction m_action;
    ConnectionId m_saidOf = 0; ///< of which the bar tells; 0: none
    QString m_said;
};

} // namespace sealcord
