// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/failure.h"
#include "core/protocol/sessionsettings.h"
#include "tests/fuzz/sealedrun.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>

namespace sealcord::fuzz {

/// What an end must tell of records about streams, after docs/protocols/streams.md and with nothing
/// of the code that does it. A stream is two directions and an acceptance here, not a state.
class StreamModel
{
public:
    /// \a tested is the end that receives and takes \a most streams at once. Where it \a echoes it
    /// does what SealedSetup says.
    StreamModel(Role tested, std::size_t most, bool echoes)
        : m_isAgent(tested == Role::Agent)
        , m_most(most)
        , m_echoes(echoes)
    { }

    /// The end is established, and opens its stream where it echoes.
    void begin();
    /// Why a record fails the connection.
    [[nodiscard]] std::optional<Failure::Reason> judge(
        unsigned type, std::span<const std::byte> body) const;
    /// What is told of one that does not.
    std::optional<SealedStep> take(unsigned type, std::span<const std::byte> body);

private:
    struct Stream {
        bool isAccepted = false;
        bool hasEnded = false; // the peer; this end does it in the same turn, or never
        std::uint64_t toSend = 0;
        std::uint64_t toReceive = 0;
    };

    [[nodiscard]] bool isOurs(std::uint64_t number) const { return (number % 2 == 1) == m_isAgent; }
    [[nodiscard]] std::size_t peers() const;
    [[nodiscard]] std::optional<Failure::Reason> judgeOpen(
        std::uint64_t number, std::span<const std::byte> body) const;
    [[nodiscard]] static std::optional<Failure::Reason> judgeOne(
        unsigned type, std::span<const std::byte> body, bool isOurs, const Stream &stream);
    std::optional<SealedStep> takeOpen(std::uint32_t number, std::span<const std::byte> body);

    bool m_isAgent;
    std::size_t m_most;
    bool m_echoes;
    std::map<std::uint64_t, Stream> m_streams; // that there are
    std::uint64_t m_lastOfPeer = 0;
    std::uint64_t m_lastOfOurs = 0;
};

} // namespace sealcord::fuzz
