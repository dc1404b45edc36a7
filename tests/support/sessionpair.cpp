// SPDX-License-Identifier: MIT
#include "tests/support/sessionpair.h"

namespace sealcord::test {

SessionPair::SessionPair()
    : SessionPair(Options{})
{ }

SessionPair::SessionPair(const Options &options)
    : m_agent(options.agent, m_random)
    , m_server(options.server, m_random)
    , m_toServer(options.segmentation, 1)
    , m_toAgent(options.segmentation, 2)
{ }

void SessionPair::handshake()
{
    m_agent.start();
    m_server.start();
    run();
}

void SessionPair::run()
{
    while (!m_agent.output().isEmpty() || !m_server.output().isEmpty()) {
        m_server.receive(m_agent.takeOutput(), m_toServer);
        m_agent.receive(m_server.takeOutput(), m_toAgent);
    }
}

} // namespace sealcord::test
