// SPDX-License-Identifier: MIT
#pragma once

#include "console/control/controlcommands.h"
#include "core/control/census.h"
#include "core/control/controlpath.h"
#include "core/control/controlserver.h"
#include "core/control/streamcensus.h"
#include "core/net/tap/tapset.h"
#include "core/net/tap/teetap.h"
#include "core/records/recordingline.h"

#include <QProcessEnvironment>
#include <QString>

#include <optional>

namespace sealcord {

class Log;
class Server;

/// What programs on this machine can ask `sealcord server`: its control socket, and who answers.
///
/// Belongs to the main thread.
class ServerControl final : public ControlHandler
{
public:
    /// \a head says what is told to those who follow; \a before takes what happens as well. They
    /// outlive it.
    ServerControl(const ControlChoice &choice, const RecordingHead &head, Tap &before, Log &log);

    /// What the server is to tell, of which nothing more is kept where control is off.
    [[nodiscard]] Tap &tap();

    /// What can be asked: empty at first.
    [[nodiscard]] ControlCommands &commands() { return m_commands; }
    /// For those that ask which connections there are; once begin() was called.
    [[nodiscard]] Census &census() { return m_census; }
    /// For those that ask which streams there are; once begin() was called.
    [[nodiscard]] StreamCensus &streams() { return m_streams; }
    /// Who is told of what happens besides, and may come and go.
    [[nodiscard]] TapSet &taps() { return m_taps; }

    /// Listens, once \a server has started, and says where; or why not. False: a person said where,
    /// and it cannot be there. At its own place it listens as soon as it can.
    [[nodiscard]] bool begin(Server &server, const QProcessEnvironment &environment);

    void handle(const ControlRequest &request, Reply reply) override;
    [[nodiscard]] std::expected<ControlSubscription, std::string> subscribe(
        const ControlRequest &request) override;

private:
    [[nodiscard]] std::optional<QString> path(
        const Server &server, const QProcessEnvironment &environment) const;
    void tellPath(const QString &path);

    const ControlChoice m_choice;
    Tap &m_before;
    Log &m_log;
    const RecordingHead m_head;
    Census m_census;
    StreamCensus m_streams;
    TeeTap m_counting; // to the last two
    TapSet m_taps;
    TeeTap m_asking; // to the last two
    TeeTap m_tee;
    ControlCommands m_commands;
    ControlServer m_control;
};

} // namespace sealcord
