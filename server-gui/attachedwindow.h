// SPDX-License-Identifier: MIT
#pragma once

#include "core/attach/attachedserver.h"
#include "server-gui/agentswindow.h"

#include <QString>

#include <expected>

class QAction;
class QMenu;

namespace sealcord {

class ServicesPage;
class TrustControl;

/// A window on a server that another program on this machine runs, which goes on when the window is
/// closed. What can only be done by who runs it is greyed, with the reason.
class AttachedWindow final : public AgentsWindow
{
    Q_OBJECT

public:
    /// \a path is that of the server's control socket, or why there is none to go to. \a log is
    /// told too, and outlives the window.
    explicit AttachedWindow(const std::expected<QString, QString> &path, Tap *log = nullptr);
    ~AttachedWindow() override;

    [[nodiscard]] AttachedServer &server() { return m_server; }

protected:
    void startOrStop() override;
    void editSettings() override;

private:
    void createReplies();
    void createServices();
    void createCodes(QMenu &menu);
    [[nodiscard]] QString agentCommand() const;
    void createMenu();
    void greyRecorders();
    void attach(const QString &path);
    void chooseSocket();
    void showState();
    void showAttached();
    void showWaiting();
    void showServices();

    AttachedServer m_server;
    TrustControl *m_trust = nullptr;
    ServicesPage *m_services = nullptr;
    QString m_path; // to go to; empty: a person has to say where
    QAction *m_copyCommand = nullptr;
};

/// Starts another window of this program that attaches to \a path; "auto": to the server that runs
/// here. False: it could not be started.
[[nodiscard]] bool startAttachedWindow(const QString &path);

} // namespace sealcord
