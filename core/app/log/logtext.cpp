// SPDX-License-Identifier: MIT
#include "core/app/log/logtext.h"

#include "core/records/recordfields.h"
#include "core/text/escape.h"

#include <algorithm>
#include <utility>

namespace sealcord {

namespace {

std::string text(const Endpoint &endpoint)
{
    return endpoint.toString().toStdString();
}

std::string text(std::chrono::milliseconds duration)
{
    using namespace std::chrono;
    const auto count = [](auto part) { return std::to_string(part.count()); };
    if (duration < 1s)
        return count(duration) + " ms";
    if (duration < 1min) {
        const auto tenths = duration_cast<std::chrono::duration<std::int64_t, std::deci>>(duration);
        return std::to_string(tenths.count() / 10) + '.' + std::to_string(tenths.count() % 10)
            + " s";
    }
    if (duration < 1h)
        return count(floor<minutes>(duration)) + " min " + count(floor<seconds>(duration % 1min))
            + " s";
    return count(floor<hours>(duration)) + " h " + count(floor<minutes>(duration % 1h)) + " min";
}

std::string messageCount(quint64 messages, quint64 bytes)
{
    return std::to_string(messages) + (messages == 1 ? " message, " : " messages, ")
        + byteCount(bytes);
}

// Who it is: as this end calls it, or as it calls itself, which is told apart, and its key.
std::string text(const PeerIdentity &peer)
{
    auto key = "key " + peer.fingerprint.toString();
    if (peer.name.empty())
        return key;
    return (peer.isNameOurs ? printable(peer.name) : "calls itself '" + printable(peer.name) + '\'')
        + ", " + key;
}

// The peer of a line that may be the only one of its connection that somebody reads.
std::string text(const ConnectionName &connection)
{
    auto peer = text(connection.peer);
    const auto &known = connection.known;
    if (known.isNobody())
        return peer;
    const auto name = known.name().empty() ? "" : printable(known.name()) + ", ";
    return peer + " (" + name + "key " + known.fingerprint().toString() + ')';
}

/// Says what happened, in the words of the program whose log it is.
class Sentence
{
public:
    explicit Sentence(const LogStyle &style)
        : m_style(style)
    { }

    std::string operator()(const LogNote &note) const { return printable(note.text); }

    std::string operator()(const PlainLine &line) const { return printable(line.text); }

    std::string operator()(const ConnectionOpened &opened) const
    {
        return (isServer() ? "Accepted connection from " : "Connected to ")
            + text(opened.connection.peer);
    }

    std::string operator()(const ConnectionEstablished &established) const
    {
        return "Handshake done with " + text(established.connection.peer) + ": "
            + std::string(name(established.protocol)) + ", "
            + std::string(name(established.protection)) + "; "
            + (established.peer ? text(*established.peer)
                                : "fingerprint " + established.fingerprint.toString());
    }

    std::string operator()(const LoggedMessage &message) const
    {
        const auto beginning =
            std::span(message.beginning).first(std::min(message.length, shownDataLength));
        return (message.direction == Direction::In ? "Received data from " : "Sent data to ")
            + text(message.connection) + ": "
            + sealcord::showData(beginning, message.length, m_style.showData);
    }

    std::string operator()(const ConnectionEnded &ended) const
    {
        const auto peer = text(ended.connection.peer);
        const auto reason = printable(ended.text);
        const auto &count = ended.count;
        const std::string summary =
            (ended.established ? std::string(name(ended.protocol)) : "no handshake") + "; "
            + (ended.peer ? text(*ended.peer) + "; " : std::string()) + text(ended.duration)
            + "; received " + messageCount(count.messagesIn, count.bytesIn) + "; sent "
            + messageCount(count.messagesOut, count.bytesOut);
        if (isFault(ended.reason))
            return "Connection failed: " + peer + ": " + reason + " (" + summary + ')';
        return "Connection closed by " + closer(ended.reason) + ": " + peer + " (" + summary + "; "
            + reason + ')';
    }

    std::string operator()(const ConnectionRefused &refused) const
    {
        return "Refused connection from " + text(refused.peer) + ": " + inWords(refused);
    }

    std::string operator()(const AcceptingPaused &paused) const
    {
        return "Accepting pauses: " + printable(paused.text);
    }

    std::string operator()(const LoggedStream &logged) const
    {
        const auto closed = logged.record();
        const auto &stream = closed.stream;
        std::string line = "Stream to " + printable(stream.target);
        if (!closed.wasOpened)
            line += " refused";
        else
            line += closed.reset ? " reset" : " closed";
        if (stream.from != Endpoint())
            line += ": from " + text(stream.from);
        if (stream.connection.id > 0)
            line += (stream.isPeers ? ", opened by " : ", through ") + text(stream.connection);
        line += " (";
        if (closed.wasOpened)
            line += "received " + byteCount(closed.bytesIn) + "; sent " + byteCount(closed.bytesOut)
                + "; " + text(closed.duration);
        else
            line += printable(closed.why);
        if (closed.wasOpened && closed.reset)
            line += "; " + printable(closed.why);
        return line + ')';
    }

    std::string operator()(const LinesSuppressed &suppressed) const
    {
        return suppressed.kind.sentence(suppressed.count, suppressed.within);
    }

    std::string operator()(const LinesDropped &dropped) const
    {
        return std::to_string(dropped.count)
            + (dropped.count == 1 ? " log line was" : " log lines were")
            + " dropped: they came faster than they could be written";
    }

private:
    [[nodiscard]] bool isServer() const { return m_style.role == Role::Server; }

    [[nodiscard]] std::string closer(EndReason reason) const
    {
        const auto byUs = reason == EndReason::ClosedByUs || reason == EndReason::IdleTimeout;
        const std::string client = isServer() ? "client" : "agent";
        return byUs == isServer() ? "server" : client;
    }

    const LogStyle &m_style;
};

std::string_view upperName(LogLevel level)
{
    switch (level) {
    case LogLevel::Trace:
        return "TRACE";
    case LogLevel::Debug:
        return "DEBUG";
    case LogLevel::Info:
        return "INFO";
    case LogLevel::Warn:
        return "WARN";
    case LogLevel::Error:
        return "ERROR";
    }
    std::unreachable();
}

// ECMA-48, 8.3.117: select graphic rendition.
std::string_view colourOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Trace:
    case LogLevel::Debug:
        return "\x1b[2m";
    case LogLevel::Info:
        return "\x1b[32m";
    case LogLevel::Warn:
        return "\x1b[33m";
    case LogLevel::Error:
        return "\x1b[31m";
    }
    std::unreachable();
}

} // namespace

std::string textLine(const LogRecord &record, const LogStyle &style)
{
    if (const auto *plain = std::get_if<PlainLine>(&record.what))
        return Sentence(style)(*plain) + '\n';

    std::string line = timeText(record.time);
    line += ' ';
    if (style.colour)
        line += colourOf(record.level);
    line += upperName(record.level);
    if (style.colour)
        line += "\x1b[0m";
    line += ' ';
    line += name(style.role);
    line += ": ";
    line += std::visit(Sentence(style), record.what);
    line += '\n';
    return line;
}

} // namespace sealcord
