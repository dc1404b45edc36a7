// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/closereason.h"
#include "core/protocol/stream.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>

/// What Session::next() tells its owner: a closed set.
namespace sealcord {

/// The input holds no whole item. Show the same bytes again, with more behind them, once there are
/// at least `total`: before that the answer stays the same.
struct NeedBytes {
    std::size_t total = 0; ///< bytes from the beginning of the unfinished item; more than shown
};

/// The peer has proved that it holds the private key to the key in Session::peer(), and the owner
/// decides: Session::decide(). Told again until then; meanwhile nothing is consumed.
struct PeerOffered { };

/// The handshake is done: messages can be sent from now on.
struct Established { };

/// A message whose tag was verified. Never empty.
struct MessageReceived {
    /// In the memory that it was opened into, the input's or another, valid until that changes, or
    /// until the next call of the session.
    std::span<const std::byte> plaintext;
    /// As it was on the wire. Empty where it was opened in place, for the second and later messages
    /// of a frame that held several, and for a message that came in parts.
    std::span<const std::byte> frame = {};
    std::uint16_t index = 0; ///< its place among the messages of its frame
    std::uint16_t inFrame = 1; ///< so many messages the frame held
    std::uint32_t frames = 1; ///< so many it came in
};

/// The answer to Session::ping() is there.
struct PongReceived { };

/// The person at the agent wants to compare codes. Session::verify() answers where the one at the
/// server wants so too.
struct VerificationAsked { };

/// Session::verificationCode() is there for both people to compare.
struct CodeAgreed { };

// What the peer says of streams: see stream.h. One that was reset, or that has ended in both
// directions, is told of no more.

/// The peer wants a stream to \a target, a claim of 1 to longestTarget bytes of UTF-8 that are
/// valid as a message is. Accepted by GrantCredit, refused by ResetStream.
struct StreamOffered {
    StreamNumber number = 0;
    std::uint32_t window = 0; ///< bytes that may be sent at once when it is accepted
    std::span<const std::byte> target;
};

/// So many bytes more may be sent.
struct StreamCredited {
    StreamNumber number = 0;
    std::uint32_t credit = 0;
    bool isAcceptance = false; ///< the peer has connected the stream to its target
};

/// Bytes of a stream, 1 or more, valid as a message is.
struct StreamData {
    StreamNumber number = 0;
    std::span<const std::byte> bytes;
};

/// The peer sends nothing more on it.
struct StreamEnded {
    StreamNumber number = 0;
};

struct StreamWasReset {
    StreamNumber number = 0;
    StreamReset reason = StreamReset::Cancelled; ///< may be one that has no name
};

/// The peer said goodbye, or somebody in its place. Nothing comes after it.
struct PeerClosed {
    bool isAuthenticated = false; ///< false: anybody on the way could have said it
    CloseReason reason = CloseReason::Done; ///< may be one that has no name
};

/// The session is over; Session::failure() says why. Nothing comes after it.
struct SessionFailed { };

using Event = std::variant<NeedBytes, PeerOffered, Established, MessageReceived, PongReceived,
    VerificationAsked, CodeAgreed, StreamOffered, StreamCredited, StreamData, StreamEnded,
    StreamWasReset, PeerClosed, SessionFailed>;

} // namespace sealcord
