// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/sessionend.h"

namespace sealcord::test {

/// An agent's and a server's session driven against each other in memory.
class SessionPair
{
public:
    struct Options {
        SessionSettings agent{.role = Role::Agent};
        SessionSettings server{.role = Role::Server};
        Segmentation segmentation = Segmentation::Whole;
    };

    /// Both ends draw from a SystemRandom.
    SessionPair();
    explicit SessionPair(const Options &options);

    /// Begins and carries until both ends are silent.
    void handshake();
    /// Carries bytes both ways until neither end has any to send.
    void run();

    [[nodiscard]] SessionEnd &agent() { return m_agent; }
    [[nodiscard]] SessionEnd &server() { return m_server; }

private:
    SystemRandom m_random; // before the ends, which draw from it
    SessionEnd m_agent;
    SessionEnd m_server;
    Segmenter m_toServer;
    Segmenter m_toAgent;
};

} // namespace sealcord::test
