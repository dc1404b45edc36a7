// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/comparison.h"

#include "core/crypto/secret.h"
#include "core/protocol/sealed/recordrules.h"

#include <string>
#include <utility>

namespace sealcord::sealed {

namespace {

std::expected<Share, Failure> drawn(RandomSource &random)
{
    Share share;
    if (!random.fill(share))
        return std::unexpected(
            Failure{Failure::Reason::Internal, "the random number generator failed"});
    return share;
}

} // namespace

std::expected<std::optional<Comparison::Said>, Failure> Comparison::askAsAgent(RandomSource &random)
{
    if (m_state != State::Idle)
        return std::nullopt;
    const auto share = drawn(random);
    if (!share)
        return std::unexpected(share.error());
    const auto committed = commitment(m_handshake, *share);
    if (!committed)
        return std::unexpected(committed.error());
    m_own = *share;
    m_state = State::Committed;
    return Said{RecordType::Commit, *committed};
}

std::expected<std::optional<Comparison::Said>, Failure> Comparison::askAsServer(
    RandomSource &random)
{
    m_isWanted = true;
    if (m_state != State::Asked)
        return std::nullopt;
    auto said = answer(random);
    if (!said)
        return std::unexpected(std::move(said.error()));
    return *said;
}

std::expected<Comparison::Said, Failure> Comparison::answer(RandomSource &random)
{
    const auto share = drawn(random);
    if (!share)
        return std::unexpected(share.error());
    m_own = *share;
    m_state = State::Answered;
    return Said{RecordType::Nonce, m_own};
}

std::expected<Comparison::Reaction, Failure> Comparison::take(
    RecordType type, const Share &body, RandomSource &random)
{
    if (type == RecordType::Commit && m_state == State::Idle) {
        m_commitment = body;
        m_state = State::Asked;
        auto said = m_isWanted ? askAsServer(random) : std::optional<Said>();
        if (!said)
            return std::unexpected(std::move(said.error()));
        return Reaction{*said, VerificationAsked{}};
    }
    if (type == RecordType::Nonce && m_state == State::Committed) {
        if (auto finished = finish(m_own, body); !finished)
            return std::unexpected(std::move(finished.error()));
        return Reaction{Said{RecordType::Reveal, m_own}, CodeAgreed{}};
    }
    if (type == RecordType::Reveal && m_state == State::Answered) {
        const auto committed = commitment(m_handshake, body);
        if (!committed)
            return std::unexpected(committed.error());
        if (!equalInConstantTime(*committed, m_commitment))
            return std::unexpected(Failure{
                Failure::Reason::BadVerification, "the comparison of codes was tampered with"});
        if (auto finished = finish(body, m_own); !finished)
            return std::unexpected(std::move(finished.error()));
        return Reaction{std::nullopt, CodeAgreed{}};
    }
    return std::unexpected(
        Failure{Failure::Reason::UnexpectedRecord, std::string(name(type)) + " at the wrong time"});
}

std::expected<void, Failure> Comparison::finish(const Share &agents, const Share &servers)
{
    auto code = verificationCode(m_handshake, agents, servers);
    if (!code)
        return std::unexpected(std::move(code.error()));
    m_code = std::move(*code);
    m_state = State::Done;
    return {};
}

} // namespace sealcord::sealed
