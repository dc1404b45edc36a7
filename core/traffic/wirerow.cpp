// SPDX-License-Identifier: MIT
#include "core/traffic/wirerow.h"

#include "core/text/showdata.h"

namespace sealcord {

static std::string_view inWords(MessageNotSent::Reason reason)
{
    using enum MessageNotSent::Reason;
    switch (reason) {
    case NotEstablished:
        return "the connection is not established";
    case TooLong:
        return "the message is over the limit";
    case TooMuchOwed:
        return "the peer reads too slowly, and too much waits for it already";
    case BudgetSpent:
        return "messages for peers that read slowly need too much memory already";
    case Failed:
        break;
    }
    return "the connection failed";
}

static std::string inWords(const StreamSeen &stream)
{
    auto text = stream.number > 0 ? std::to_string(stream.number) + " to " : std::string();
    text += stream.target;
    if (stream.from != Endpoint())
        text += ", from " + stream.from.toString().toStdString();
    return text;
}

static std::string inWords(const StreamClosed &closed)
{
    auto text = inWords(closed.stream);
    if (closed.wasOpened)
        text +=
            ": " + byteCount(closed.bytesIn) + " received, " + byteCount(closed.bytesOut) + " sent";
    if (closed.reset)
        text += (closed.wasOpened ? "; reset: " : ": ") + std::string(closed.why);
    return text;
}

// Clients come and go as they like. A server that is gone without a goodbye was killed, or its
// network is gone. A key that has changed may be somebody in between.
EventLevel levelOf(const ConnectionEnded &ended)
{
    if (ended.reason == EndReason::InternalError || ended.reason == EndReason::ChangedServerKey)
        return EventLevel::Error;
    const bool isServerLost =
        ended.role == Role::Agent && ended.reason == EndReason::EndedWithoutGoodbye;
    return isFault(ended.reason) || isServerLost ? EventLevel::Warning : EventLevel::Info;
}

WireRow::WireRow(WireEvent event)
{
    event.visit([this](const auto &record) { make(record); });
}

void WireRow::make(const ConnectionOpened &opened)
{
    makeEvent(EventKind::ConnectionOpened, EventLevel::Info, opened.connection, {});
}

void WireRow::make(const ConnectionEstablished &established)
{
    m_text = std::string(name(established.protocol))
        + (established.peer ? ", key " : ", fingerprint ") + established.fingerprint.toString();
    m_row.protection = established.protection;
    makeEvent(EventKind::ConnectionEstablished, EventLevel::Info, established.connection, m_text);
}

void WireRow::make(const MessageSeen &message)
{
    m_row = rowOf(message);
}

void WireRow::make(const MessageNotSent &message)
{
    m_text =
        std::string(inWords(message.reason)) + " (" + std::to_string(message.length) + " bytes)";
    makeEvent(EventKind::NotSent, EventLevel::Warning, message.connection, m_text);
}

void WireRow::make(const ConnectionEnded &ended)
{
    m_row.endReason = ended.reason;
    makeEvent(EventKind::ConnectionEnded, levelOf(ended), ended.connection, ended.text);
}

void WireRow::make(const ConnectionRefused &refused)
{
    m_text = inWords(refused);
    makeEvent(EventKind::ConnectionRefused, EventLevel::Warning, {0, refused.peer}, m_text);
}

void WireRow::make(const AcceptingPaused &paused)
{
    makeEvent(EventKind::AcceptingPaused, EventLevel::Warning, {}, paused.text);
}

void WireRow::make(const StreamOpened &opened)
{
    m_text = inWords(opened.stream);
    m_row.stream = opened.stream.number;
    m_row.target = StreamTarget(opened.stream.target);
    makeEvent(EventKind::StreamOpened, EventLevel::Info, opened.stream.connection, m_text);
}

void WireRow::make(const StreamClosed &closed)
{
    m_text = inWords(closed);
    m_row.stream = closed.stream.number;
    if (closed.wasOpened) // else it is anybody's word, and targets are kept for good
        m_row.target = StreamTarget(closed.stream.target);
    makeEvent(closed.wasOpened ? EventKind::StreamClosed : EventKind::StreamRefused,
        closed.wasOpened ? EventLevel::Info : EventLevel::Warning, closed.stream.connection,
        m_text);
}

void WireRow::makeEvent(
    EventKind kind, EventLevel level, const ConnectionName &connection, std::string_view content)
{
    m_row.kind = TrafficRow::Kind::Notice;
    m_row.event = kind;
    m_row.level = level;
    m_row.connection = connection;
    m_row.content = std::as_bytes(std::span(content));
}

} // namespace sealcord
