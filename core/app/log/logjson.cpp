// SPDX-License-Identifier: MIT
#include "core/app/log/logjson.h"

#include "core/text/escape.h"

#include <QByteArray>

#include <algorithm>
#include <cmath>

namespace sealcord {

namespace {

/// Writes one object, member by member.
class Object
{
public:
    void add(std::string_view key, std::string_view utf8) { addRaw(key, jsonString(utf8)); }
    void add(std::string_view key, const char *utf8) { add(key, std::string_view(utf8)); }
    void add(std::string_view key, bool value) { addRaw(key, value ? "true" : "false"); }
    void add(std::string_view key, std::integral auto value) { addRaw(key, std::to_string(value)); }

    void add(std::string_view key, double value)
    {
        // JSON has no word for infinity (RFC 8259, 6).
        addRaw(
            key, std::isfinite(value) ? QByteArray::number(value, 'g', 17).toStdString() : "null");
    }

    void addRaw(std::string_view key, std::string_view json)
    {
        m_text += m_text.empty() ? '{' : ',';
        m_text += jsonString(key);
        m_text += ':';
        m_text += json;
    }

    [[nodiscard]] std::string finished() const { return m_text + "}"; }

private:
    std::string m_text;
};

std::string byteArray(std::span<const std::byte> bytes)
{
    std::string out = "[";
    for (const auto byte : bytes) {
        if (out.size() > 1)
            out += ',';
        out += std::to_string(std::to_integer<unsigned>(byte));
    }
    return out + ']';
}

/// Adds the event and what it has.
class Members
{
public:
    Members(Object &object, const LogStyle &style)
        : m_object(object)
        , m_style(style)
    { }

    void operator()(const LogNote &note)
    {
        m_object.add("event", note.event);
        m_object.add("text", note.text);
        for (const auto &field : note.fields) {
            const auto add = [this, &field](const auto &value) { m_object.add(field.name, value); };
            std::visit(add, field.value);
        }
    }

    void operator()(const PlainLine &line)
    {
        m_object.add("event", "line");
        m_object.add("text", line.text);
    }

    void operator()(const ConnectionOpened &opened)
    {
        const auto isServer = m_style.role == LogRole::Server;
        begin(isServer ? "connection-accepted" : "connection-opened", opened.connection);
    }

    void operator()(const ConnectionEstablished &established)
    {
        begin("connection-established", established.connection);
        m_object.add("protocol", name(established.protocol));
        m_object.add("encrypted", true);
        m_object.add("authenticated", isAuthenticated(established.protection));
        m_object.add("protection", name(established.protection));
        m_object.add("fingerprint", established.fingerprint.toString());
        if (established.peer)
            addName(*established.peer);
    }

    void operator()(const LoggedMessage &message)
    {
        begin("message", message.connection);
        m_object.add("direction", message.direction == Direction::In ? "in" : "out");
        m_object.add("length", message.length);
        addData(std::span(message.beginning).first(std::min(message.length, shownDataLength)));
    }

    void operator()(const ConnectionEnded &ended)
    {
        begin("connection-ended", ended.connection);
        m_object.add("reason", LineKind(ended.reason).words().name);
        m_object.add("text", ended.text);
        m_object.add("fault", isFault(ended.reason));
        m_object.add("protocol", name(ended.protocol));
        m_object.add("established", ended.established);
        m_object.add("duration_ms", ended.duration.count());
        m_object.add("messages_in", ended.count.messagesIn);
        m_object.add("bytes_in", ended.count.bytesIn);
        m_object.add("messages_out", ended.count.messagesOut);
        m_object.add("bytes_out", ended.count.bytesOut);
        if (ended.peer) {
            m_object.add("fingerprint", ended.peer->fingerprint.toString());
            addName(*ended.peer);
        }
    }

    void operator()(const ConnectionRefused &refused)
    {
        m_object.add("event", "connection-refused");
        m_object.add("peer", refused.peer.toString().toStdString());
        m_object.add("reason", LineKind(refused.reason).words().name);
        m_object.add("limit", refused.limit);
    }

    void operator()(const AcceptingPaused &paused)
    {
        m_object.add("event", "accepting-paused");
        m_object.add("text", paused.text);
    }

    void operator()(const LinesSuppressed &suppressed)
    {
        m_object.add("event", "lines-suppressed");
        m_object.add("kind", suppressed.kind.words().name);
        m_object.add("count", suppressed.count);
        m_object.add("seconds", suppressed.within.count());
    }

    void operator()(const LinesDropped &dropped)
    {
        m_object.add("event", "lines-dropped");
        m_object.add("count", dropped.count);
    }

private:
    // What this end calls the peer, or what it says of itself.
    void addName(const PeerIdentity &peer)
    {
        if (!peer.name.empty())
            m_object.add(peer.isNameOurs ? "name" : "claimed_name", peer.name);
    }

    void begin(std::string_view event, const ConnectionName &connection)
    {
        m_object.add("event", event);
        m_object.add("peer", connection.peer.toString().toStdString());
        m_object.add("connection", connection.id);
    }

    void addData(std::span<const std::byte> shown)
    {
        switch (m_style.showData) {
        case ShowData::Bytes:
            m_object.addRaw("data", byteArray(shown));
            break;
        case ShowData::Text:
            m_object.add("data",
                std::string_view(reinterpret_cast<const char *>(shown.data()), shown.size()));
            break;
        case ShowData::Hex:
            m_object.add("data", sealcord::showData(shown, ShowData::Hex));
            break;
        case ShowData::None:
            break;
        }
    }

    Object &m_object;
    const LogStyle &m_style;
};

} // namespace

std::string jsonLine(const LogRecord &record, const LogStyle &style)
{
    Object object;
    object.add("time", timeText(record.time));
    object.add("level", name(record.level));
    object.add("program", name(style.role));
    std::visit(Members(object, style), record.what);
    return object.finished() + '\n';
}

} // namespace sealcord
