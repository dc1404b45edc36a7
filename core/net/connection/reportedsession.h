// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/net/connection/wirereport.h"
#include "core/net/tap/tap.h"
#include "core/protocol/bytebuffer.h"
#include "core/protocol/event.h"
#include "core/protocol/outcome.h"
#include "core/protocol/session.h"

#include <cstddef>
#include <span>
#include <variant>

namespace sealcord {

/// A session of which all that it hears and says is reported: its handshake, its messages, and how
/// many bytes it appends. What becomes of those bytes its owner reports.
class ReportedSession
{
public:
    /// \a random and \a tap outlive it.
    ReportedSession(
        const ConnectionName &name, const SessionSettings &settings, RandomSource &random, Tap &tap)
        : m_session(settings, random)
        , m_report(name, tap)
    { }

    [[nodiscard]] const Session &session() const { return m_session; }
    [[nodiscard]] WireReport &report() { return m_report; }
    [[nodiscard]] const WireReport &report() const { return m_report; }

    // As Session's of the same name.

    void start(ByteBuffer &out);

    [[nodiscard]] Event next(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened)
    {
        if (m_isAgreeing)
            return agree(in, out, opened);
        const auto event = m_session.next(in, out, opened);
        if (const auto *message = std::get_if<MessageReceived>(&event))
            m_report.received(*message);
        return event;
    }

    [[nodiscard]] SendResult send(std::span<const std::byte> message, ByteBuffer &out)
    {
        const auto before = out.size();
        const auto result = m_session.send(message, out);
        if (result == SendResult::Sent) {
            m_report.appended(out.size() - before);
            m_report.sent(message, out.bytes().subspan(before));
        }
        return result;
    }

    void decide(const PeerDecision &decision, ByteBuffer &out);
    void close(ByteBuffer &out, CloseReason reason = CloseReason::Done);

private:
    [[nodiscard]] Event agree(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened);
    void saidInHandshake(std::span<const std::byte> packet);

    Session m_session;
    WireReport m_report;
    bool m_isAgreeing = true;
};

} // namespace sealcord
