// SPDX-License-Identifier: MIT
#pragma once

#include "tests/integration/server/runningserver.h"
#include "tests/integration/streams/forwardingagent.h"
#include "tests/support/peers/blockingsocket.h"

#include <QString>

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace sealcord::test {

/// A server's trust that knows every agent by the name that it gives itself, and lets it reach and
/// publish all that was not forbidden. Thread safe.
class NamingTrust final : public AgentTrust
{
public:
    void forbid(const std::string &target)
    {
        const std::scoped_lock lock(m_mutex);
        m_forbidden.insert(target);
    }

    [[nodiscard]] PeerDecision judge(const Peer &agent, const ConnectionName &) override
    {
        return {.verdict = PeerDecision::Verdict::Accepted,
            .protection = Protection::Pinned,
            .name = agent.name};
    }
    [[nodiscard]] bool mayUse(
        const PeerIdentity &, const ConnectionName &, StreamUse, std::string_view target) override
    {
        const std::scoped_lock lock(m_mutex);
        return !m_forbidden.contains(std::string(target));
    }

private:
    std::mutex m_mutex;
    std::set<std::string> m_forbidden;
};

/// The way from a client to a service.
enum class Route {
    Reach, ///< a local port of the agent "user", and the server
    Publish, ///< an exposed port of the server, and the agent "owner"
    BetweenAgents, ///< from the one agent to the other, through the server
};

/// Rows of a test for each route, in the column "route".
void addRoutes();
/// Rows for each thing that can be forbidden on a route, in the columns "route" and "target".
void addForbiddenTargets();

/// The service "web", a socket of the test's, and what carries clients to it.
class ForwardedService
{
public:
    struct Options {
        int workers = 2;
        QString address; ///< of the service, instead of the test's own
        TapInterest interest = TapInterest::Lives; ///< of all
    };
    /// All ends are connected when the constructor returns, or isReady() is false.
    explicit ForwardedService(Route route)
        : ForwardedService(route, Options{})
    { }
    ForwardedService(Route route, const Options &options);

    [[nodiscard]] bool isReady() const { return m_isReady; }
    /// A client's connection, as any TCP client makes it.
    [[nodiscard]] BlockingSocket connect(const BlockingSocket::Options &options = {}) const
    {
        return BlockingSocket::connectTo(m_port, options);
    }
    /// The next connection that comes to the service.
    [[nodiscard]] BlockingSocket accept() { return m_service.accept(); }
    [[nodiscard]] const BlockingListener &service() const { return m_service; }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] NamingTrust &trust() { return m_trust; }
    [[nodiscard]] RunningServer &server() { return *m_server; }
    /// Where clients come in; only of Reach and BetweenAgents.
    [[nodiscard]] ForwardingAgent &user() { return *m_user; }
    /// Where the service is; only of Publish and BetweenAgents.
    [[nodiscard]] ForwardingAgent &owner() { return *m_owner; }
    /// What the end of the way where clients come in was told, and the other.
    [[nodiscard]] const RecordingTap &near() const
    {
        return m_user ? m_user->tap() : m_server->tap();
    }
    [[nodiscard]] const RecordingTap &far() const
    {
        return m_owner ? m_owner->tap() : m_server->tap();
    }

private:
    [[nodiscard]] ServerSettings serverSettings(Route route, const Options &options);

    NamingTrust m_trust;
    const Identity m_identity = freshIdentity("server");
    BlockingListener m_service{256};
    QString m_address; // of the service
    quint16 m_port = 0;
    std::unique_ptr<RunningServer> m_server;
    std::unique_ptr<ForwardingAgent> m_user;
    std::unique_ptr<ForwardingAgent> m_owner;
    bool m_isReady = false;
};

/// A client and the service's end of the same way.
struct Ends {
    BlockingSocket client;
    BlockingSocket service;

    /// The next client of \a forwarded.
    explicit Ends(ForwardedService &forwarded, const BlockingSocket::Options &options = {})
        : client(forwarded.connect(options))
        , service(forwarded.accept())
    { }
};

/// Whether \a bytes written to \a from come out of \a to, however many they are.
[[nodiscard]] bool passes(BlockingSocket &from, BlockingSocket &to, const Bytes &bytes);

} // namespace sealcord::test
