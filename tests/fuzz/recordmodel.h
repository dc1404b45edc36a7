// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/failure.h"
#include "core/protocol/sessionsettings.h"
#include "tests/fuzz/sealedrun.h"
#include "tests/fuzz/streammodel.h"

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sealcord::fuzz {

/// What an end must tell of records that verify, after the tables of docs/protocols/sealed.md and
/// with nothing of the code that does it. For an end that has not asked to compare codes.
class RecordModel
{
public:
    /// \a tested is the end that receives.
    RecordModel(Role tested, std::size_t maxMessageLength, StreamModel streams)
        : m_tested(tested)
        , m_limit(maxMessageLength)
        , m_isAdmitted(tested == Role::Server)
        , m_streams(std::move(streams))
    {
        if (m_isAdmitted)
            m_streams.begin();
    }

    /// Takes a record. Nothing is taken behind the one that ends the connection.
    void take(unsigned type, std::span<const std::byte> body);
    void fail(Failure::Reason reason);

    [[nodiscard]] bool isOver() const { return m_isOver; }
    [[nodiscard]] bool isInMessage() const { return m_total > m_message.size(); }
    [[nodiscard]] std::vector<SealedStep> takeSteps() { return std::move(m_steps); }

private:
    [[nodiscard]] std::optional<Failure::Reason> judge(
        unsigned type, std::span<const std::byte> body) const;
    [[nodiscard]] std::optional<Failure::Reason> judgeTime(unsigned type) const;
    [[nodiscard]] std::optional<Failure::Reason> judgeBody(
        unsigned type, std::span<const std::byte> body) const;
    [[nodiscard]] std::optional<Failure::Reason> judgeBatch(std::span<const std::byte> body) const;
    void tell(SealedStep::Kind kind) { m_steps.push_back({.kind = kind}); }
    void tellMessage(std::span<const std::byte> message);

    Role m_tested;
    std::size_t m_limit;
    bool m_isAdmitted;
    bool m_isAsked = false;
    bool m_isOver = false;
    StreamModel m_streams;
    std::size_t m_total = 0; // of the message in parts
    std::vector<std::byte> m_message;
    std::vector<SealedStep> m_steps;
};

} // namespace sealcord::fuzz
