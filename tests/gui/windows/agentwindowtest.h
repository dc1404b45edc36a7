// SPDX-License-Identifier: MIT
#pragma once

#include "agent-gui/agentwindow.h"
#include "agent-gui/stepper.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/patience.h"

#include <QString>
#include <QTest>

#include <chrono>
#include <memory>

namespace sealcord::test {

/// An agent's window before a server of this machine: what tests of it begin with.
class AgentWindowTest
{
protected:
    using Stage = WatchedAgent::Stage;

    [[nodiscard]] static AgentWindowOptions options(quint16 port, Protocol protocol)
    {
        AgentWindowOptions options;
        options.agent.settings.host = QStringLiteral("127.0.0.1");
        options.agent.settings.port = port;
        options.agent.settings.reconnectDelay = std::chrono::hours(1);
        options.agent.trust.protocol = protocol;
        return options;
    }
    /// Speaks classic.
    void open(
        quint16 port, std::chrono::milliseconds delay = std::chrono::hours(1), bool isDemo = false)
    {
        auto options = AgentWindowTest::options(port, Protocol::Classic);
        options.agent.settings.reconnectDelay = delay;
        options.demo = isDemo;
        open(options);
    }
    void open(const AgentWindowOptions &options)
    {
        m_window = std::make_unique<AgentWindow>(options);
        m_window->show();
        m_window->activateWindow(); // without the focus it would hear no key
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    /// Until the agent is on its way: a test may wait for it without the window's event loop.
    void beginByKey()
    {
        parts().pressF5();
        QTRY_VERIFY_WITH_TIMEOUT(stage() != Stage::Idle, patience);
    }
    void connectByKey()
    {
        parts().pressF5();
        QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    }
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] Stage stage() const { return m_window->agent().stage(); }
    [[nodiscard]] bool hasSteps() const { return parts().part<Stepper>().isVisible(); }

    SettingsElsewhere m_settings;
    std::unique_ptr<AgentWindow> m_window;
};

} // namespace sealcord::test
