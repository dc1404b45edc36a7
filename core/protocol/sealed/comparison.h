// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/protocol/event.h"
#include "core/protocol/failure.h"
#include "core/protocol/sealed/record.h"
#include "core/protocol/sealed/verification.h"
#include "core/protocol/verificationcode.h"

#include <expected>
#include <optional>

namespace sealcord::sealed {

/// One end's part in the comparison of codes, of which a connection sees one:
///
///     agent:  Idle -> Committed -> Done
///     server: Idle -> Asked -> Answered -> Done
///
/// What the other end says at another time is unexpected.
class Comparison
{
public:
    explicit Comparison(const HandshakeHash &handshake)
        : m_handshake(handshake)
    { }

    /// What is to be said to the other end.
    struct Said {
        RecordType type;
        Share body;
    };
    /// An agent's person wants it. Nothing: that was so already.
    [[nodiscard]] std::expected<std::optional<Said>, Failure> askAsAgent(RandomSource &random);
    /// A server's person wants it, which is said once the agent's does too.
    [[nodiscard]] std::expected<std::optional<Said>, Failure> askAsServer(RandomSource &random);
    /// Whether the server's person wants it.
    [[nodiscard]] bool isWanted() const { return m_isWanted; }

    /// What follows from a record of the other end.
    struct Reaction {
        std::optional<Said> said;
        Event event;
    };
    /// \a type is Commit, Nonce or Reveal.
    [[nodiscard]] std::expected<Reaction, Failure> take(
        RecordType type, const Share &body, RandomSource &random);

    /// Null unless Done.
    [[nodiscard]] const VerificationCode *code() const { return m_code ? &*m_code : nullptr; }

private:
    enum class State { Idle, Committed, Asked, Answered, Done };

    [[nodiscard]] std::expected<Said, Failure> answer(RandomSource &random);
    [[nodiscard]] std::expected<void, Failure> finish(const Share &agents, const Share &servers);

    HandshakeHash m_handshake;
    State m_state = State::Idle;
    bool m_isWanted = false; // by a server's person
    Share m_own{};
    Share m_commitment{}; // a server's: what the agent said
    std::optional<VerificationCode> m_code;
};

} // namespace sealcord::sealed
