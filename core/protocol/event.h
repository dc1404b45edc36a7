// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <variant>

/// What Session::next() tells its owner: a closed set.
namespace sealcord {

/// The input holds no whole item. Show the same bytes again, with more behind them, once there are
/// at least `total`: before that the answer stays the same.
struct NeedBytes {
    std::size_t total = 0; ///< bytes from the beginning of the unfinished item; more than shown
};

/// The handshake is done: messages can be sent from now on.
struct Established { };

/// A message whose tag was verified. Never empty.
struct MessageReceived {
    /// In the memory that it was opened into, the input's or another, valid until that changes.
    std::span<const std::byte> plaintext;
    /// As it was on the wire, in the input's memory. Empty where it was opened in place.
    std::span<const std::byte> frame;
};

/// The peer said goodbye, or somebody in its place. Nothing comes after it.
struct PeerClosed {
    bool isAuthenticated = false; ///< false: anybody on the way could have said it
};

/// The session is over; Session::failure() says why. Nothing comes after it.
struct SessionFailed { };

using Event = std::variant<NeedBytes, Established, MessageReceived, PeerClosed, SessionFailed>;

} // namespace sealcord
