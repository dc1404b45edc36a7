// SPDX-License-Identifier: MIT
#include "core/net/tap/tap.h"

#include <utility>

namespace sealcord {

bool isFault(EndReason reason)
{
    switch (reason) {
    case EndReason::ClosedByPeer:
    case EndReason::ClosedByPeerUnauthenticated:
    case EndReason::EndedWithoutGoodbye:
    case EndReason::IdleTimeout:
    case EndReason::ClosedByUs:
        return false;
    default:
        return true;
    }
}

EndReason endReason(Failure::Reason reason)
{
    switch (reason) {
    case Failure::Reason::NotAPeer:
        return EndReason::NotAPeer;
    case Failure::Reason::ProtocolNotTaken:
    case Failure::Reason::VersionNotSpoken:
    case Failure::Reason::ModeNotTaken:
    case Failure::Reason::BadHandshake:
    case Failure::Reason::LowOrderKey:
    case Failure::Reason::NotVerified:
    case Failure::Reason::BadHello:
        return EndReason::HandshakeFailed;
    case Failure::Reason::UnknownServerKey:
        return EndReason::UnknownServerKey;
    case Failure::Reason::ChangedServerKey:
        return EndReason::ChangedServerKey;
    case Failure::Reason::NotAdmitted:
        return EndReason::NotAuthorised;
    case Failure::Reason::BadRecord:
    case Failure::Reason::UnexpectedRecord:
        return EndReason::BadRecord;
    case Failure::Reason::BadVerification:
        return EndReason::BadVerification;
    case Failure::Reason::BadFrameLength:
        return EndReason::BadFrame;
    case Failure::Reason::MessageTooLong:
        return EndReason::MessageTooLong;
    case Failure::Reason::NotAuthentic:
        return EndReason::NotAuthentic;
    case Failure::Reason::KeyExhausted:
        return EndReason::KeyExhausted;
    case Failure::Reason::Internal:
        return EndReason::InternalError;
    }
    std::unreachable();
}

MessageNotSent::Reason notSentReason(SendResult result)
{
    switch (result) {
    case SendResult::NotEstablished:
        return MessageNotSent::Reason::NotEstablished;
    case SendResult::TooLong:
        return MessageNotSent::Reason::TooLong;
    default:
        return MessageNotSent::Reason::Failed;
    }
}

TrafficCount &TrafficCount::operator+=(const TrafficCount &other)
{
    messagesIn += other.messagesIn;
    messagesOut += other.messagesOut;
    bytesIn += other.bytesIn;
    bytesOut += other.bytesOut;
    return *this;
}

std::string inWords(const ConnectionRefused &refused)
{
    if (refused.reason == ConnectionRefused::Reason::NoProxyHeader)
        return refused.text;
    return "the limit of " + std::to_string(refused.limit)
        + (refused.reason == ConnectionRefused::Reason::TooManyFromAddress
                ? " connections from one address is reached"
                : " connections is reached");
}

bool goesWithMessages(WireEvent event)
{
    return event.as<MessageSeen>() || event.as<FrameSealed>() || event.as<MessagesUnseen>()
        || event.as<SendProgressed>() || event.as<ConnectionCounted>()
        || event.as<HandshakePacketSeen>() || event.as<StreamDataSeen>();
}

QLatin1StringView name(Sender sender)
{
    switch (sender) {
    case Sender::Program:
        return QLatin1StringView("program");
    case Sender::Window:
        return QLatin1StringView("window");
    case Sender::Control:
        return QLatin1StringView("control");
    }
    std::unreachable();
}

QLatin1StringView name(StreamState state)
{
    using namespace Qt::StringLiterals;
    switch (state) {
    case StreamState::Connecting:
        return "connecting"_L1;
    case StreamState::Open:
        return "open"_L1;
    case StreamState::EndedHere:
        return "ended-here"_L1;
    case StreamState::EndedThere:
        return "ended-there"_L1;
    case StreamState::Ending:
        return "ending"_L1;
    }
    std::unreachable();
}

QLatin1StringView name(EndReason reason)
{
    using namespace Qt::StringLiterals;
    switch (reason) {
    case EndReason::ClosedByPeer:
        return "closed-by-peer"_L1;
    case EndReason::ClosedByPeerUnauthenticated:
        return "closed-by-peer-unauthenticated"_L1;
    case EndReason::EndedWithoutGoodbye:
        return "ended-without-goodbye"_L1;
    case EndReason::Truncated:
        return "truncated"_L1;
    case EndReason::Lost:
        return "lost"_L1;
    case EndReason::NotAPeer:
        return "not-a-peer"_L1;
    case EndReason::HandshakeFailed:
        return "handshake-failed"_L1;
    case EndReason::UnknownServerKey:
        return "unknown-server-key"_L1;
    case EndReason::ChangedServerKey:
        return "changed-server-key"_L1;
    case EndReason::NotAuthorised:
        return "not-authorised"_L1;
    case EndReason::WaitsForApproval:
        return "waits-for-approval"_L1;
    case EndReason::BadFrame:
        return "bad-frame"_L1;
    case EndReason::BadRecord:
        return "bad-record"_L1;
    case EndReason::MessageTooLong:
        return "message-too-long"_L1;
    case EndReason::NotAuthentic:
        return "not-authentic"_L1;
    case EndReason::BadVerification:
        return "bad-verification"_L1;
    case EndReason::HandshakeTimeout:
        return "handshake-timeout"_L1;
    case EndReason::FrameTimeout:
        return "frame-timeout"_L1;
    case EndReason::SendTimeout:
        return "send-timeout"_L1;
    case EndReason::IdleTimeout:
        return "idle-timeout"_L1;
    case EndReason::PendingOverflow:
        return "pending-overflow"_L1;
    case EndReason::BufferOverflow:
        return "buffer-overflow"_L1;
    case EndReason::KeyExhausted:
        return "key-exhausted"_L1;
    case EndReason::ReplyTimeout:
        return "reply-timeout"_L1;
    case EndReason::ClosedByUs:
        return "closed-by-us"_L1;
    case EndReason::InternalError:
        return "internal-error"_L1;
    }
    std::unreachable();
}

} // namespace sealcord
