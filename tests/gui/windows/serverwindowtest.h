// SPDX-License-Identifier: MIT
#pragma once

#include "server-gui/serverwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/patience.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHostAddress>
#include <QSize>
#include <QString>
#include <QTest>

#include <memory>

namespace sealcord::test {

/// A server's window for agents of this machine: what tests of it begin with.
class ServerWindowTest
{
protected:
    using State = OwnServer::State;

    /// \a port 0: the system picks one.
    [[nodiscard]] static ServerWindowOptions options(quint16 port = 0)
    {
        ServerWindowOptions options;
        options.server.settings.address = QHostAddress(QHostAddress::LocalHost);
        options.server.settings.port = port;
        return options;
    }
    void open(const ServerWindowOptions &options = ServerWindowTest::options())
    {
        m_window = std::make_unique<ServerWindow>(options);
        m_window->show();
        m_window->activateWindow(); // without the focus it would hear no key
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    /// Until its parts have found their places, which the composer's line does in a second step.
    void resize(QSize size) const
    {
        m_window->resize(size);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->centralWidget()->width(), size.width(), patience);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    }
    void start() const
    {
        parts().pressF5();
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Listening, patience);
    }
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] State state() const { return m_window->server().state(); }
    [[nodiscard]] QString address() const { return m_window->server().address(); }
    [[nodiscard]] quint16 port() const { return address().section(u':', -1).toUShort(); }

    SettingsElsewhere m_settings;
    std::unique_ptr<ServerWindow> m_window;
};

} // namespace sealcord::test
