// SPDX-License-Identifier: MIT
#include "tests/integration/programs/relay.h"

#include <array>

#include <poll.h>
#include <sys/socket.h>

namespace sealcord::test {

Relay::Relay(quint16 serverPort)
    : m_serverPort(serverPort)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{ }

Relay::~Relay()
{
    m_thread.request_stop();
    m_thread.join();
}

void Relay::run(const std::stop_token &stop)
{
    constexpr int stopCheckMilliseconds = 20;
    while (!stop.stop_requested()) {
        std::vector<pollfd> polled{
            {.fd = m_listener.socket().number(), .events = POLLIN, .revents = 0}};
        for (const auto &[agent, server] : m_pairs) {
            polled.push_back({.fd = agent.number(), .events = POLLIN, .revents = 0});
            polled.push_back({.fd = server.number(), .events = POLLIN, .revents = 0});
        }
        if (::poll(polled.data(), polled.size(), stopCheckMilliseconds) <= 0)
            continue;
        for (std::size_t i = 0; i < m_pairs.size(); ++i) {
            auto &[agent, server] = m_pairs[i];
            const bool isWhole = (!polled[2 * i + 1].revents || pass(agent, server))
                && (!polled[2 * i + 2].revents || pass(server, agent));
            if (!isWhole)
                m_pairs[i] = {};
        }
        std::erase_if(m_pairs, [](const Pair &pair) { return !pair.agent.isOpen(); });
        if (polled.front().revents)
            accept();
    }
}

void Relay::accept()
{
    Descriptor agent(::accept4(m_listener.socket().number(), nullptr, nullptr, SOCK_CLOEXEC));
    auto server = connectedSocket(m_serverPort);
    if (agent.isOpen() && server.isOpen())
        m_pairs.push_back({std::move(agent), std::move(server)});
}

bool Relay::pass(const Descriptor &from, const Descriptor &to)
{
    std::array<char, 16 * 1024> bytes;
    const auto count = ::recv(from.number(), bytes.data(), bytes.size(), 0);
    if (count <= 0)
        return false;
    const auto length = static_cast<std::size_t>(count);
    if (m_isSwallowing) {
        m_swallowed += length;
        return true;
    }
    return ::send(to.number(), bytes.data(), length, MSG_NOSIGNAL) == count;
}

} // namespace sealcord::test
