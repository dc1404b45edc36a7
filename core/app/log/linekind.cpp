// SPDX-License-Identifier: MIT
#include "core/app/log/linekind.h"

#include "core/records/recordfields.h"
#include "core/text/byteview.h"

#include <utility>

namespace sealcord {

namespace {

using Words = LineKind::Words;

Words wordsOf(EndReason reason)
{
    const auto word = charView(name(reason));
    return isFault(reason) ? Words{word, "connection failed", "connections failed", true}
                           : Words{word, "connection closed", "connections closed", false};
}

Words wordsOf(ConnectionRefused::Reason reason)
{
    return {name(reason), "connection refused", "connections refused", true};
}

Words wordsOf(LineKind::Other other)
{
    switch (other) {
    case LineKind::Other::AcceptingPaused:
        return {"accepting-paused", "pause of accepting", "pauses of accepting", true};
    case LineKind::Other::ConnectionOpened:
        return {"connection-opened", "connection opened", "connections opened", false};
    case LineKind::Other::HandshakeDone:
        return {"handshake-done", "handshake done", "handshakes done", false};
    case LineKind::Other::MessageReceived:
        return {"message-received", "message received", "messages received", false};
    case LineKind::Other::MessageSent:
        return {"message-sent", "message sent", "messages sent", false};
    case LineKind::Other::AttemptFailed:
        return {"attempt-failed", "attempt to connect failed", "attempts to connect failed", true};
    case LineKind::Other::Connected:
        return {"connected", "connection to the server", "connections to the server", false};
    case LineKind::Other::ConnectionLost:
        return {"connection-lost", "connection lost", "connections lost", true};
    case LineKind::Other::HookFailed:
        return {"hook-failed", "hook failed", "hooks failed", true};
    case LineKind::Other::VerificationAsked:
        return {"verification-asked", "wish to compare codes", "wishes to compare codes", false};
    case LineKind::Other::VerificationBrokenOff:
        return {"verification-broken-off", "comparison of codes broken off",
            "comparisons of codes broken off", true};
    case LineKind::Other::StreamRefused:
        return {"stream-refused", "stream refused", "streams refused", true};
    case LineKind::Other::QtMessage:
        return {"qt-message", "message of Qt", "messages of Qt", true};
    }
    std::unreachable();
}

} // namespace

LineKind::LineKind(EndReason reason)
    : m_index(std::to_underlying(reason))
{ }

LineKind::LineKind(ConnectionRefused::Reason reason)
    : m_index(endReasons + std::to_underlying(reason))
{ }

LineKind::LineKind(Other other)
    : m_index(endReasons + refusals + std::to_underlying(other))
{ }

LineKind::LineKind(Direction ofMessage)
    : LineKind(ofMessage == Direction::In ? Other::MessageReceived : Other::MessageSent)
{ }

LineKind::Words LineKind::words() const
{
    if (m_index < endReasons)
        return wordsOf(static_cast<EndReason>(m_index));
    if (m_index < endReasons + refusals)
        return wordsOf(static_cast<ConnectionRefused::Reason>(m_index - endReasons));
    return wordsOf(static_cast<Other>(m_index - endReasons - refusals));
}

std::string LineKind::sentence(quint64 count, std::chrono::seconds within) const
{
    const auto told = words();
    std::string text = std::to_string(count) + " more ";
    text += count == 1 ? told.one : told.many;
    text += within.count() <= 1 ? " within a second: "
                                : " within " + std::to_string(within.count()) + " seconds: ";
    return text.append(told.name);
}

} // namespace sealcord
