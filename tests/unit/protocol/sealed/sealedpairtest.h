// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/identities.h"
#include "tests/support/sessionpair.h"

#include <QTest>

#include <cstddef>
#include <memory>
#include <span>

namespace sealcord::test {

/// How many records \a bytes are.
inline std::size_t recordsIn(std::span<const std::byte> bytes)
{
    std::size_t count = 0;
    for (; !bytes.empty(); ++count)
        bytes = bytes.subspan(2 + std::to_integer<std::size_t>(bytes[0]) * 256
            + std::to_integer<std::size_t>(bytes[1]));
    return count;
}

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

    void connectThem(std::uint64_t recordsPerKey = sealedRecordsPerKey,
        std::uint64_t mostRecords = sealedMostRecords)
    {
        m_options.agent.recordsPerKey = m_options.server.recordsPerKey = recordsPerKey;
        m_options.agent.mostRecords = m_options.server.mostRecords = mostRecords;
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
