// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/census.h"
#include "core/control/controlpath.h"
#include "core/control/controlserver.h"
#include "core/control/targetmembers.h"
#include "core/net/server/serversettings.h"
#include "core/net/server/workercommand.h"
#include "core/net/tap/teetap.h"

#include <QProcessEnvironment>
#include <QString>

#include <chrono>
#include <optional>
#include <string>

namespace sealcord {

class Log;
class Server;

/// What programs on this machine can ask `sealcord server`: its control socket, and the answers.
///
/// Belongs to the main thread.
class ServerControl final : public ControlHandler
{
public:
    /// \a before takes what happens as well. All of them outlive it.
    ServerControl(
        const ControlChoice &choice, const ServerSettings &settings, Tap &before, Log &log);

    /// What the server is to tell, of which nothing more is kept where control is off.
    [[nodiscard]] Tap &tap();

    /// Listens, once \a server has started, and says where; or why not. False: a person said where,
    /// and it cannot be there.
    [[nodiscard]] bool begin(Server &server, const QProcessEnvironment &environment);

    void handle(const ControlRequest &request, Reply reply) override;

private:
    [[nodiscard]] std::optional<QString> path(const QProcessEnvironment &environment) const;
    /// The commands, each with what it answers.
    void tellStatus(const Reply &reply);
    void tellClients(const Reply &reply);
    void tellClient(const Record &request, const Reply &reply);
    void kick(const Record &request, const Reply &reply);
    void send(const Record &request, const Reply &reply);
    void sendTo(const MessageTargets &targets, const SharedMessage &message,
        const Census::Connections &connections, const Reply &reply);

    [[nodiscard]] std::string statusJson(const Census::Connections &connections) const;

    const ControlChoice m_choice;
    const ServerSettings &m_settings;
    Tap &m_before;
    Log &m_log;
    Census m_census;
    TeeTap m_tee;
    Server *m_server = nullptr;
    std::chrono::system_clock::time_point m_started;
    ControlServer m_control;
};

} // namespace sealcord
