// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/server/server.h"
#include "tests/integration/server/recordingtap.h"

#include <memory>

namespace sealcord::test {

/// A server on 127.0.0.1 that listens when the constructor returns.
class RunningServer
{
public:
    explicit RunningServer(TapInterest interest = TapInterest::Lives);
    /// \a service, if any, instead of an echo, and outlives this.
    explicit RunningServer(const ServerSettings &settings, Service *service = nullptr,
        TapInterest interest = TapInterest::Lives);
    ~RunningServer();

    /// On 127.0.0.1, two workers, a port that the system picks.
    [[nodiscard]] static ServerSettings settings();

    [[nodiscard]] bool isListening() const { return m_port != 0; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] const RecordingTap &tap() const { return m_tap; }
    [[nodiscard]] Server &server() { return *m_server; }

    void beginToStop() { m_server->stop(); }
    [[nodiscard]] bool hasStopped() const { return m_hasStopped; }
    /// Waits until it has stopped, having been told to. False when that takes too long.
    [[nodiscard]] bool waitForStopped();
    [[nodiscard]] bool stop();
    /// Destroys it, stopped or not.
    void destroy() { m_server.reset(); }

private:
    EchoService m_echo;
    RecordingTap m_tap;
    std::unique_ptr<Server> m_server;
    bool m_hasStopped = false;
    quint16 m_port = 0;
};

} // namespace sealcord::test
