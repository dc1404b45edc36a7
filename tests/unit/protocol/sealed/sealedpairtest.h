// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/identities.h"
#include "tests/support/sessionpair.h"

#include <QTest>

#include <memory>

namespace sealcord::test {

/// A test of two sessions of ours that speak sealed with each other.
class SealedPairTest : public QObject
{
protected:
    /// Options that say so, before each test.
    void useSealed()
    {
        m_options = {};
        m_options.agent.protocol = Protocol::Sealed;
        m_options.agent.identity = &m_agent;
        m_options.server.protocol = Protocol::None;
        m_options.server.identity = &m_server;
    }

    void connectThem(std::uint64_t recordsPerKey = sealedRecordsPerKey)
    {
        m_options.agent.recordsPerKey = m_options.server.recordsPerKey = recordsPerKey;
        m_pair = std::make_unique<SessionPair>(m_options);
        m_pair->handshake();
        QCOMPARE(m_pair->agent().takeEvents(), {EventRecord::established()});
        QCOMPARE(m_pair->server().takeEvents(), {EventRecord::established()});
    }

    Identity m_agent = freshIdentity("pump-3");
    Identity m_server = freshIdentity("lab");
    SessionPair::Options m_options;
    std::unique_ptr<SessionPair> m_pair;
};

} // namespace sealcord::test
