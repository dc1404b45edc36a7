// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/trust/identity.h"
#include "core/trust/keyword.h"
#include "server-gui/attachedwindow.h"
#include "server-gui/trust/agentspage.h"
#include "server-gui/trust/trustwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/integration/programs/atterminal.h"
#include "tests/support/patience.h"
#include "tests/support/processes/pipingagent.h"
#include "widgets/connection/spokencode.h"
#include "widgets/list/listview.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

namespace sealcord::test {

/// A window on the server of another program, and the agents of that.
class AttachedTest
{
protected:
    /// For init().
    void begin()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("another thread")));
        m_folder = std::make_unique<QTemporaryDir>();
    }
    /// For cleanup().
    void end()
    {
        m_window.reset();
        m_agent.reset();
        m_server.reset();
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    /// The list of the server.
    [[nodiscard]] QByteArray file(const QString &name = QStringLiteral("agents")) const;
    void writeAgents(const QByteArray &text) const;
    [[nodiscard]] QByteArray line(const QByteArray &options) const;
    void openWith(const QStringList &options);
    /// The server ends, and one with another key and list, "others", comes in its place.
    void replaceServer(const QStringList &options);
    /// Comes in vain, and waits from then on.
    void knock();
    void connects();
    void openBy(Qt::Key key) const;
    void openAgents() const;
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] TrustWindow &trust() const { return parts().part<TrustWindow>(); }
    template <typename Page> [[nodiscard]] Page &page() const { return parts().part<Page>(); }
    template <typename Page> [[nodiscard]] ListView &list() const
    {
        return *page<Page>().template findChild<ListView *>();
    }
    [[nodiscard]] int rowsOfAgents() const { return list<AgentsPage>().model()->rowCount(); }
    /// Chooses the one who waits, and is asked how he is to be approved.
    void askToApprove() const;
    /// Types \a name into the first row, as a person does, and leaves the editor open: F2, text.
    void typeName(const QString &name) const;
    void pressIn(QWidget &page, const QString &beginning) const;
    [[nodiscard]] std::unique_ptr<AtTerminal> verifyingAgent() const;
    /// With the agent of a person who asks too.
    void compare(AtTerminal &agent);

    SettingsElsewhere m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<PipingAgent> m_agent;
    std::unique_ptr<AttachedWindow> m_window;
};

} // namespace sealcord::test
