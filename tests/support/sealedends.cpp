// SPDX-License-Identifier: MIT
#include "tests/support/sealedends.h"

#include "tests/support/identities.h"

#include <QString>

namespace sealcord::test {

using namespace Qt::StringLiterals;

static Identity identityFor(const KeyVector &key, QLatin1StringView name, const Bytes &psk)
{
    return identityOf(key.privateKey, sealedVectors().root[name].toString().toStdString(), psk);
}

SealedVectorEnds::SealedVectorEnds(int mode, AeadEngine engine)
    : m_vector(sealedVectors().handshakes.at(mode))
    , m_engine(engine)
    , m_agent(identityFor(sealedVectors().agent, "agent_name"_L1, m_vector.psk))
    , m_server(identityFor(sealedVectors().server, "server_name"_L1, m_vector.psk))
{ }

std::unique_ptr<SessionEnd> SealedVectorEnds::end(
    Role role, const Bytes &moreDraws, std::uint32_t mostStreams)
{
    const bool isAgent = role == Role::Agent;
    m_draws += std::make_shared<FixedRandom>(
        (isAgent ? m_vector.agentEphemeral : m_vector.serverEphemeral) + moreDraws);
    const SessionSettings settings{.role = role,
        .aead = m_engine,
        .protocol = Protocol::Sealed,
        .identity = isAgent ? &m_agent : &m_server,
        .mostStreams = mostStreams};
    return std::make_unique<SessionEnd>(settings, *m_draws.back());
}

sealed::Direction SealedVectorEnds::sending(Role role) const
{
    Aead::Key key;
    std::ranges::copy(
        role == Role::Agent ? m_vector.agentKey : m_vector.serverKey, key.bytes().begin());
    auto direction = sealed::Direction::create(key, sealedRecordsPerKey, m_engine);
    if (!direction)
        qFatal("no key: %s", direction.error().text.c_str());
    return std::move(*direction);
}

} // namespace sealcord::test
