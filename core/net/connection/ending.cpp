// SPDX-License-Identifier: MIT
#include "core/net/connection/ending.h"

#include <cerrno>
#include <cstring>
#include <utility>

namespace sealcord {

// What a goodbye says beyond that it is one.
static std::string because(CloseReason reason)
{
    switch (reason) {
    case CloseReason::Done:
        return {};
    case CloseReason::ShuttingDown:
        return ": shutting down";
    case CloseReason::NotAuthorised:
        return ": not authorised";
    case CloseReason::WaitsForApproval:
        return ": waits for approval";
    case CloseReason::Idle:
        return ": idle too long";
    }
    return ": reason " + std::to_string(std::to_underlying(reason)); // one that has no name
}

Ending endingOf(const PeerClosed &goodbye, Role role)
{
    if (!goodbye.isAuthenticated)
        return {EndReason::ClosedByPeerUnauthenticated, "unauthenticated close message"};
    if (goodbye.reason == CloseReason::NotAuthorised && role == Role::Agent)
        return {EndReason::NotAuthorised, "the server does not admit this agent any longer"};
    return {EndReason::ClosedByPeer, "close message" + because(goodbye.reason)};
}

Ending endingOf(const Failure &failure)
{
    const bool mayChange = failure.reason == Failure::Reason::NotAdmitted
        && failure.said == CloseReason::WaitsForApproval;
    return {mayChange ? EndReason::WaitsForApproval : endReason(failure.reason), failure.text};
}

Ending endingOf(StreamEnd where)
{
    switch (where) {
    case StreamEnd::InHandshake:
        return {EndReason::Truncated, "closed during the handshake"};
    case StreamEnd::BeforeAdmission:
        return {EndReason::Truncated,
            "the server ended the connection after the handshake; where a pre-shared key is used, "
            "it may differ"};
    case StreamEnd::InMessage:
        return {EndReason::Truncated, "closed in the middle of a message"};
    case StreamEnd::BetweenMessages:
        return {EndReason::EndedWithoutGoodbye, "no close message"};
    case StreamEnd::WithoutGoodbye:
        return {EndReason::Truncated, "no close message"};
    }
    std::unreachable();
}

Ending unanswered(Ending said, const std::string &why)
{
    said.text += "; the peer's close message did not come";
    if (!why.empty())
        said.text += ": " + why;
    return said;
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
