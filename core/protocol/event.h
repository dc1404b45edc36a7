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
    std::span<const std::byte> plaintext; ///< in the input's memory, valid until that changes
};

/// The peer said goodbye, or somebody in its place. Nothing comes after it.
struct PeerClosed {
    bool isAuthenticated = false; ///< false: anybody on the way could have said it
};

/// The session is over; Session::failure() says why. Nothing comes after it.
struct SessionFailed { };

using Event = std::variant<NeedBytes, Established, MessageReceived, PeerClosed, SessionFailed>;

} // namespace sealcord
