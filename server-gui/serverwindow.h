// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/windowoptions.h"
#include "core/traffic/watch/ownserver.h"
#include "server-gui/agentaddress.h"
#include "server-gui/agentswindow.h"

#include <QAction>
#include <QString>

#include <optional>

class QComboBox;

namespace sealcord {

class AgentGate;
class Comparisons;
class OwnCodes;
class ServicesPage;
class TrustControl;

/// The server's window: starts and stops a server of its own.
class ServerWindow final : public AgentsWindow
{
    Q_OBJECT

public:
    /// \a log is told too; \a gate, if any, decides which agents come in. Both outlive the window.
    explicit ServerWindow(
        const ServerWindowOptions &options, Tap *log = nullptr, AgentGate *gate = nullptr);
    ~ServerWindow() override;

    [[nodiscard]] const OwnServer &server() const { return m_server; }
    [[nodiscard]] OwnServer &server() { return m_server; }
    /// Of codes; null where the server takes classic alone.
    [[nodiscard]] const Comparisons *comparisons() const;

protected:
    void startOrStop() override;
    void editSettings() override;
    void agentsChanged() override;

private:
    void createConnectionMenu();
    void createCodes(QMenu &menu);
    void createReplies();
    void createServices();
    void showServices();
    void connectServer();
    void start();
    void showLimits();
    void showState();
    void showFailure();
    void showEmptyStates();
    void showHowToConnect();
    [[nodiscard]] AgentTargets agentTargets() const;
    [[nodiscard]] std::optional<X25519KeyPair::PublicKey> key() const;
    [[nodiscard]] QString agentCommand() const;

    OwnServer m_server;
    ServerSettings m_settings;
    TrustControl *m_trust = nullptr;
    OwnCodes *m_codes = nullptr;
    ServicesPage *m_services = nullptr;
    QComboBox *m_replies = nullptr;
    QAction *m_openAgent = nullptr;
    QAction *m_copyCommand = nullptr;
};

} // namespace sealcord
