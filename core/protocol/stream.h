// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

/// Streams: what carries a TCP connection through one of the sealed protocol, beside messages and
/// other streams. The layout on the wire: docs/protocols/streams.md.
namespace sealcord {

/// Tells the streams of one connection apart: those that its agent opens are odd, its server's
/// even. Never used twice on a connection.
using StreamNumber = std::uint32_t;

/// The longest name of a target, in bytes of UTF-8.
constexpr std::size_t longestTarget = 129;
/// Bytes of one DATA record.
constexpr std::size_t mostStreamData = 65'514;
/// What one end may be allowed to send on a stream beyond what it has sent, in bytes.
constexpr std::uint32_t mostStreamCredit = 0x7fffffff;

/// Why a stream was ended in both directions, without what was under way.
enum class StreamReset : std::uint8_t {
    Cancelled = 0, ///< the connection that it carries was reset, or somebody ended it
    Refused = 1, ///< nobody listens at the target
    Unreachable = 2, ///< the target did not answer
    NotAllowed = 3, ///< for this peer
    NoSuchTarget = 4,
    Limit = 5, ///< of streams, or of those that are not accepted yet
    ShuttingDown = 6, ///< no new ones any more
};

/// "cancelled", "no such target"; "reason 77" has no name: empty. Lives as long as the program.
[[nodiscard]] std::string_view name(StreamReset reason);

// What an end can say of a stream, beside its bytes.

/// Asks the peer to connect the stream to \a target. \a number is Session::nextStream()'s.
struct OpenStream {
    StreamNumber number = 0;
    std::uint32_t window = 0; ///< bytes that the peer may send at once when it has accepted
    std::span<const std::byte> target; ///< UTF-8, 1 to longestTarget bytes
};
/// The peer may send \a credit bytes more, 1 or more. The first one on a stream of the peer's
/// accepts it.
struct GrantCredit {
    StreamNumber number = 0;
    std::uint32_t credit = 0;
};
/// Nothing more is sent; the peer may go on.
struct EndStream {
    StreamNumber number = 0;
};
/// The stream is over, in both directions.
struct ResetStream {
    StreamNumber number = 0;
    StreamReset reason = StreamReset::Cancelled;
};

using StreamOrder = std::variant<OpenStream, GrantCredit, EndStream, ResetStream>;

} // namespace sealcord
