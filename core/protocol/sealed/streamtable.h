// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/event.h"
#include "core/protocol/failure.h"
#include "core/protocol/outcome.h"
#include "core/protocol/sealed/record.h"
#include "core/protocol/sealed/streamstate.h"
#include "core/protocol/sessionsettings.h"
#include "core/protocol/stream.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <unordered_map>

namespace sealcord::sealed {

/// The streams of one connection at one end: their numbers, states and credit. It holds no bytes
/// of theirs. Its memory is in proportion to the streams that there are.
class StreamTable
{
public:
    /// This end is \a role, and takes \a mostOfPeer streams of the peer's at once.
    StreamTable(Role role, std::uint32_t mostOfPeer);

    /// The peer takes \a most streams of this end's at once; 0: it has none.
    void setMostOfOurs(std::uint32_t most) { m_ours.most = most; }
    [[nodiscard]] bool hasPeerStreams() const { return m_ours.most > 0; }

    /// The number of the next stream that this end opens, or why it opens none now: NoStreams,
    /// TooManyStreams, KeyExhausted where all numbers are used.
    [[nodiscard]] std::expected<StreamNumber, SendResult> next() const;
    /// Bytes that may be sent on stream \a number now; 0 where there is none, or it has ended.
    [[nodiscard]] std::size_t credit(StreamNumber number) const;

    /// Whether \a order may be said, NotNow if not; then it counts as said.
    [[nodiscard]] SendResult say(const StreamOrder &order);
    /// The same of \a count bytes, within its credit, of stream \a number.
    [[nodiscard]] SendResult sayData(StreamNumber number, std::size_t count);

    /// What follows from a record of the peer's: an event, an answer, or nothing where it is about
    /// a stream that is gone at this end.
    struct Heard {
        std::optional<Event> event;
        std::optional<ResetStream> answer;
    };
    /// \a body has a length that records of \a type have.
    [[nodiscard]] std::expected<Heard, Failure> hear(
        RecordType type, std::span<const std::byte> body);

private:
    struct Stream {
        StreamState state = StreamState::Opening;
        std::uint32_t toSend = 0; // credit that is left
        std::uint32_t toReceive = 0;
    };
    /// The streams that one of the ends opens.
    struct Side {
        std::uint64_t next; // the smallest number that was not used yet
        std::uint32_t most; // of them at once
        std::uint32_t count = 0;
    };
    using Streams = std::unordered_map<StreamNumber, Stream>;

    [[nodiscard]] SendResult apply(const OpenStream &open);
    [[nodiscard]] SendResult apply(const GrantCredit &grant);
    [[nodiscard]] SendResult apply(const EndStream &end);
    [[nodiscard]] SendResult apply(const ResetStream &reset);
    [[nodiscard]] std::expected<Heard, Failure> hearOpen(std::span<const std::byte> body);
    [[nodiscard]] std::expected<Heard, Failure> hearOf(
        Streams::iterator found, RecordType type, std::span<const std::byte> body);
    [[nodiscard]] std::expected<Heard, Failure> hearWindow(
        Streams::iterator found, std::uint32_t credit, bool isAcceptance);
    [[nodiscard]] std::expected<Heard, Failure> hearData(
        Streams::iterator found, std::span<const std::byte> bytes);

    [[nodiscard]] Side &sideOf(StreamNumber number);
    [[nodiscard]] bool isOurs(StreamNumber number) const { return number % 2 == m_ours.next % 2; }
    [[nodiscard]] bool take(Streams::iterator found, StreamStep step);
    void drop(Streams::iterator found);

    Side m_ours;
    Side m_peers;
    Streams m_streams;
};

} // namespace sealcord::sealed
