// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QList>

#include <functional>

class QAction;
class QMenuBar;
class QWidget;

namespace sealcord {

class WatchDesk;

/// The menus behind a window's own one, the same in each window. Every action is in one of them,
/// with its key.
class WindowMenus
{
    Q_DECLARE_TR_FUNCTIONS(WindowMenus)

public:
    /// They are added to \a bar, of the window that \a desk is in; both outlive what is in them.
    /// \a isLive: not of a recording, to which nothing is sent and nothing comes.
    WindowMenus(QMenuBar &bar, WatchDesk &desk, bool isLive)
        : m_bar(bar)
        , m_desk(desk)
        , m_isLive(isLive)
    { }

    void addTraffic(QAction &clear) const;
    void addMessage(QAction &sendNow) const;
    /// With the keys Ctrl+1 and on for \a parts.
    void addView(const QList<QWidget *> &parts, const std::function<void()> &resetLayout) const;
    void addHelp() const;

private:
    QMenuBar &m_bar;
    WatchDesk &m_desk;
    const bool m_isLive;
};

} // namespace sealcord
