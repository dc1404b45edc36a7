// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/windowoptions.h"
#include "core/traffic/models/roundtrips.h"
#include "core/traffic/watch/watchedagent.h"
#include "widgets/window/watchwindow.h"

#include <QByteArray>
#include <QObject>

namespace sealcord {

class AgentAccess;
class AgentHead;
class AgentServices;
class ServerCodes;
class TrustPrompt;
struct AgentStatus;

/// The agent's window: connects to a server step by step, shows what is said and how long the
/// replies take, and sends by hand.
class AgentWindow final : public WatchWindow
{
    Q_OBJECT

public:
    /// \a log is told too, and outlives the window.
    explicit AgentWindow(const AgentWindowOptions &options, Tap *log = nullptr);
    ~AgentWindow() override;

    [[nodiscard]] const WatchedAgent &agent() const { return m_agent; }
    [[nodiscard]] const ServerCodes &codes() const { return *m_codes; }

protected:
    [[nodiscard]] bool isRunning() const override;
    void startOrStop() override;
    void stopRunning() override;
    void send(const MessageTarget &target, const QByteArray &message) override;
    void editSettings() override;

private:
    void createHead();
    void createAgentMenu();
    void connectAgent();
    void createServices();
    void start();
    void begin();
    void startAgain();
    [[nodiscard]] WatchedAgent::Stage stage() const;
    void showLimits();
    void showStage();
    void tellOfTrust(const AgentStatus &status);
    void focusComposer();
    void showRoundTrips();
    void showEmptyState();
    void hear(const TrafficBatch &batch);

    WatchedAgent m_agent;
    AgentSettings m_settings;
    RoundTrips m_roundTrips;
    AgentHead *m_head = nullptr;
    AgentAccess *m_access = nullptr;
    ServerCodes *m_codes = nullptr;
    TrustPrompt *m_prompt = nullptr;
    bool m_isDemoWanted = false; ///< at the next connection
    bool m_isFocusWanted = false; ///< by the composer, at the next connection
};

} // namespace sealcord
