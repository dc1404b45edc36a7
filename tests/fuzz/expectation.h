// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/sessionsettings.h"
#include "tests/fuzz/rehearsal.h"
#include "tests/fuzz/trace.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sealcord::fuzz {

/// What a session that was \a rehearsed for must tell about a stream, worked out without any
/// cryptography: a frame opens if and only if it is, byte for byte, one that was sealed under the
/// key, and the key is the rehearsed one if and only if the peer's key arrived unharmed.
class Expectation
{
public:
    Expectation(const SessionSettings &settings, const Rehearsal &rehearsal)
        : m_settings(settings)
        , m_rehearsal(rehearsal)
    { }

    [[nodiscard]] std::vector<Step> stepsFor(std::span<const std::byte> stream);

    /// What a server then has written: nothing if this cannot be told, its key being another one.
    [[nodiscard]] std::optional<std::vector<std::byte>> answerTo(
        std::span<const std::byte> stream) const;

private:
    [[nodiscard]] bool readHandshake(std::span<const std::byte> &stream);
    [[nodiscard]] bool readRequest(std::span<const std::byte> &stream);
    [[nodiscard]] bool readResponse(std::span<const std::byte> &stream);
    [[nodiscard]] bool readFrame(std::span<const std::byte> &stream);
    [[nodiscard]] bool openFrame(std::span<const std::byte> frame);
    [[nodiscard]] bool isKeyUnharmed(std::span<const std::byte> stream) const;
    bool fail(Failure::Reason reason);

    SessionSettings m_settings;
    const Rehearsal &m_rehearsal;
    bool m_hasRehearsedKey = false;
    std::uint64_t m_sealed = 1; // the token
    std::vector<Step> m_steps;
};

} // namespace sealcord::fuzz
