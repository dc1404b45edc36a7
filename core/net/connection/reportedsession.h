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
/// many bytes it appends. What becomes of those bytes its owner reports. What it hears after its
/// own goodbye nobody wants any more, and it is not reported.
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
        return m_stage == Stage::Talking ? hear(in, out, opened) : nextApart(in, out, opened);
    }

    [[nodiscard]] SendResult send(std::span<const std::byte> message, ByteBuffer &out)
    {
        const auto before = out.size();
        const auto result = m_session.send(message, out);
        if (result == SendResult::Sent) {
            m_report.appended(out.size() - before);
            if (m_report.wantsFrames())
                tellSent(message, before, out);
            else
                m_report.sent(message, std::nullopt);
        }
        return result;
    }

    [[nodiscard]] bool flush(ByteBuffer &out);
    [[nodiscard]] SendResult ping(ByteBuffer &out);
    [[nodiscard]] SendResult verify(ByteBuffer &out);

    // Of streams no more is reported here than how many bytes they append.

    [[nodiscard]] SendResult say(const StreamOrder &order, ByteBuffer &out);
    [[nodiscard]] std::span<std::byte> dataRoom(std::size_t most, ByteBuffer &out);
    [[nodiscard]] SendResult sendData(StreamNumber number, std::size_t count, ByteBuffer &out);

    void decide(const PeerDecision &decision, ByteBuffer &out);
    void close(ByteBuffer &out, CloseReason reason = CloseReason::Done);

private:
    enum class Stage : quint8 { Agreeing, Talking, Closing };

    // The event is made where the caller wants it: copying one that was written just now would cost
    // more than all else here.
    [[nodiscard]] Event hear(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened)
    {
        const auto before = out.size();
        auto event = m_session.next(in, out, opened);
        said(before, out);
        if (const auto *message = std::get_if<MessageReceived>(&event))
            m_report.received(*message);
        return event;
    }
    [[nodiscard]] Event nextApart(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened)
    {
        return m_stage == Stage::Agreeing ? agree(in, out, opened)
                                          : m_session.next(in, out, opened);
    }
    [[nodiscard]] Event agree(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened);
    void saidInHandshake(std::span<const std::byte> packet);
    void tellSent(std::span<const std::byte> message, std::size_t before, const ByteBuffer &out);
    void tellSealed(const ByteBuffer &out, quint64 alone);
    /// The session has put something behind \a before, or sealed what waits.
    void said(std::size_t before, const ByteBuffer &out)
    {
        if (out.size() != before)
            m_report.appended(out.size() - before);
        if (m_waiting > 0)
            tellSealed(out, 0);
    }

    Session m_session;
    WireReport m_report;
    Stage m_stage = Stage::Agreeing;
    quint64 m_waiting = 0; // the last messages that were told, without their frame
    std::size_t m_waitingFrom = 0; // in the send buffer
};

} // namespace sealcord
