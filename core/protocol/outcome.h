// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace sealcord {

/// Whether a message was sent, or why not.
enum class SendResult {
    Sent,
    NotEstablished, ///< the handshake is not done, or the session is over
    Empty, ///< an empty message is a goodbye: see Session::close()
    TooLong, ///< over the limit of this end, or of the peer's where that says
    NotNow, ///< that was asked for already, or what it is about is over
    NoStreams, ///< the peer has none: an older version, or another protocol
    TooManyStreams, ///< the peer takes no more at once
    KeyExhausted, ///< the key has sealed what it may: say goodbye and connect anew
    Internal, ///< the crypto library or the generator failed
};

/// How far a message is that arrives in parts, in bytes.
struct Unfinished {
    std::size_t arrived = 0;
    std::size_t total = 0;
};

/// What the end of the peer's stream means where no goodbye came before it.
enum class StreamEnd {
    BetweenMessages, ///< nothing is missing, as far as anybody can tell without a goodbye
    InHandshake, ///< the handshake was not done
    BeforeAdmission, ///< all that the server said, but not whether it admits this agent
    InMessage, ///< a message was begun and not finished
    WithoutGoodbye, ///< between two messages, where the protocol has a goodbye that comes before
};

} // namespace sealcord
