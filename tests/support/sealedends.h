// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/sealed/direction.h"
#include "core/protocol/sessionsettings.h"
#include "tests/support/fixedrandom.h"
#include "tests/support/sealedvectors.h"
#include "tests/support/sessionend.h"

#include <QList>

#include <memory>

namespace sealcord::test {

/// Both ends as the vectors of one mode have them: their keys, names and random draws.
class SealedVectorEnds
{
public:
    /// \a mode: 0 without a pre-shared key, 1 with one.
    explicit SealedVectorEnds(int mode, AeadEngine engine = fastestAeadEngine());

    [[nodiscard]] const SealedHandshakeVector &vector() const { return m_vector; }

    /// An end that says what the vectors say, with \a moreDraws behind its ephemeral key; with
    /// streams it says so too.
    [[nodiscard]] std::unique_ptr<SessionEnd> end(
        Role role, const Bytes &moreDraws = {}, std::uint32_t mostStreams = 0);

    /// What \a role seals with after the handshake.
    [[nodiscard]] sealed::Direction sending(Role role) const;

private:
    const SealedHandshakeVector &m_vector;
    AeadEngine m_engine;
    Identity m_agent;
    Identity m_server;
    QList<std::shared_ptr<FixedRandom>> m_draws; // as long as the ends that use them
};

} // namespace sealcord::test
