// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/session.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/fixedrandom.h"
#include "tests/fuzz/trace.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sealcord::fuzz {

/// What a session under test is told, and what its owner does with messages.
struct Setup {
    SessionSettings settings;
    FixedRandom::Script random;
    bool echoes = false; ///< the owner sends every message back
    unsigned closesAfter = 0; ///< the owner says goodbye after this many messages; 0: never
};

/// When the owner calls Session::next().
enum class Patience {
    Eager, ///< whenever bytes arrive
    Patient, ///< once there are as many as NeedBytes asked for
};

/// A session with an owner that holds every step against what Session promises and ends the process
/// where it breaks a promise.
class WatchedSession
{
public:
    /// \a stream is all that will be fed; it must outlive this.
    WatchedSession(const Setup &setup, std::span<const std::byte> stream, Patience patience);

    void feed(std::span<const std::byte> chunk);
    [[nodiscard]] Trace finish();

private:
    struct Before;

    [[nodiscard]] std::span<std::byte> pending() { return std::span(m_bytes).subspan(m_taken); }
    void showArrived();
    void step();
    void take(const NeedBytes &need, const Before &before);
    void take(const Established &, const Before &before);
    void take(const MessageReceived &message, const Before &before);
    /// What the classic protocol never tells.
    template <typename Other> void take(const Other &, const Before &)
    {
        require(false, "an event of another protocol");
    }
    void take(const PeerClosed &closed, const Before &before);
    void take(const SessionFailed &, const Before &before);
    void answer(std::span<const std::byte> message);
    void echo(std::span<const std::byte> message);
    void sayGoodbye();
    void end(Step step);
    void checkUntouched(const Before &before, std::size_t from, std::size_t to);
    void checkFailedFrame(const Before &before);
    void checkNonces() const;
    void checkNothingFollows(std::span<const std::byte> bytes);
    [[nodiscard]] std::size_t longestItem() const;

    Setup m_setup;
    std::span<const std::byte> m_stream;
    Patience m_patience;
    FixedRandom m_random;
    Session m_session;
    ByteBuffer m_out;
    std::vector<std::byte> m_arrived; ///< what was fed and not yet shown to the session
    std::vector<std::byte> m_bytes; ///< what was shown, less the items before; no spare room
    std::size_t m_taken = 0; ///< of m_bytes, by the session
    unsigned m_messages = 0;
    bool m_saidGoodbye = false;
    bool m_isOver = false;
    Trace m_trace;
};

/// Shows \a stream to a session in one piece, byte by byte (eagerly and patiently) and in pieces
/// that \a cutSeed tells. All must give the same trace, which is returned.
Trace runInAllCuts(const Setup &setup, std::span<const std::byte> stream, std::uint64_t cutSeed);

} // namespace sealcord::fuzz
