// SPDX-License-Identifier: MIT
#pragma once

namespace sealcord {

/// What a program that talks to a server says about how it ended.
enum class ExitCode {
    Done = 0,
    NotConnected = 1, ///< could not connect, or lost the connection, and may not reconnect
    Usage = 2,
    NotAServer = 3, ///< the peer does not speak our protocol, or the handshake failed
    WrongReply = 4, ///< a reply was wrong, or a pipe broke after a byte was sent
    NotTrusted = 5, ///< the server's key is not trusted, or the server does not admit this agent
    CodesDiffer = 6, ///< two people compared a code, and somebody is in between
};

} // namespace sealcord
