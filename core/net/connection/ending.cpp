// SPDX-License-Identifier: MIT
#include "core/net/connection/ending.h"

#include <cerrno>
#include <cstring>
#include <utility>

namespace sealcord {

Ending endingOf(const PeerClosed &goodbye)
{
    if (goodbye.isAuthenticated)
        return {EndReason::ClosedByPeer, "close message"};
    return {EndReason::ClosedByPeerUnauthenticated, "unauthenticated close message"};
}

Ending endingOf(const Failure &failure)
{
    return {endReason(failure.reason), failure.text};
}

Ending endingOf(StreamEnd where)
{
    switch (where) {
    case StreamEnd::InHandshake:
        return {EndReason::Truncated, "closed during the handshake"};
    case StreamEnd::InMessage:
        return {EndReason::Truncated, "closed in the middle of a message"};
    case StreamEnd::BetweenMessages:
        return {EndReason::EndedWithoutGoodbye, "no close message"};
    }
    std::unreachable();
}

Ending endingOf(const std::bad_alloc &)
{
    return {EndReason::BufferOverflow, "there is no memory for a message"};
}

// Who does not read what it is sent learns by our write what ended the connection: either error
// says the same.
Ending endingOfSocket(int error)
{
    if (error == ECONNRESET || error == EPIPE)
        return {EndReason::Lost, "connection reset by the peer"};
    return {EndReason::Lost, std::strerror(error)};
}

} // namespace sealcord
