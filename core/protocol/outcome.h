// SPDX-License-Identifier: MIT
#pragma once

namespace sealcord {

/// Whether a message was sent, or why not.
enum class SendResult {
    Sent,
    NotEstablished, ///< the handshake is not done, or the session is over
    Empty, ///< an empty message is a goodbye: see Session::close()
    TooLong, ///< over the configured limit
    KeyExhausted, ///< the key has sealed what it may: say goodbye and connect anew
    Internal, ///< the crypto library or the generator failed
};

/// What the end of the peer's stream means where no goodbye came before it.
enum class StreamEnd {
    BetweenMessages, ///< nothing is missing, as far as anybody can tell without a goodbye
    InHandshake, ///< the handshake was not done
    InMessage, ///< a message was begun and not finished
};

} // namespace sealcord
